defmodule SparkEx.Contract.UDFRegistrationTest do
  use SparkEx.ContractCase, golden: "udf_registration", async: true

  alias SparkEx.UDFRegistration, as: UDF

  parity "register_java_function" do
    capture_request(fn -> UDF.register_java_function(:spark, "f", "com.example.F") end)
  end

  parity "register_java_function of a type" do
    capture_request(fn -> UDF.register_java_function(:spark, :f, "com.example.F", :long) end)
  end

  parity "register_java_udaf" do
    capture_request(fn -> UDF.register_java_udaf(:spark, "f", "com.example.F") end)
  end

  parity "register", do: capture_request(fn -> register([]) end)
  parity "register with a type", do: capture_request(fn -> register(return_type: "BIGINT") end)

  parity "register with everything" do
    capture_request(fn -> register(return_type: :long, deterministic: false, eval_type: 100) end)
  end

  defp register(options),
    do: UDF.register(:spark, "f", "pickled", [python_ver: "3.11"] ++ options)
end
