defmodule SparkEx.Contract.UDTFRegistrationTest do
  use SparkEx.ContractCase, golden: "udtf_registration", async: true

  alias SparkEx.UDTFRegistration, as: UDTF

  parity "register", do: capture_request(fn -> register([]) end)

  parity "register what is deterministic" do
    capture_request(fn -> register(deterministic: true, eval_type: 301) end)
  end

  defp register(options),
    do:
      UDTF.register(
        :spark,
        "f",
        "pickled",
        [return_type: [n: :long], python_ver: "3.11"] ++ options
      )
end
