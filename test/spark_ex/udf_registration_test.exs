defmodule SparkEx.UDFRegistrationTest do
  use SparkEx.SparkCase

  alias SparkEx.{PickledPython, UDFRegistration}

  @tag :python_worker
  test "a pickled function is called by the server's workers", %{session: session} do
    {:ok, pickled, version} =
      PickledPython.pickle("""
      from pyspark.sql.types import LongType
      pickled = (lambda x: x + 1, LongType())
      """)

    options = [return_type: :long, python_ver: version]
    assert UDFRegistration.register(session, "plus_one", pickled, options) == :ok

    frame = session |> SparkEx.range(3) |> DataFrame.select(x: F.call_udf("plus_one", ["id"]))
    assert DataFrame.collect(frame, as: :columns) == {:ok, [{"x", [1, 2, 3]}]}

    assert session |> SparkEx.sql("SELECT plus_one(41) AS x") |> DataFrame.collect!() ==
             [%{"x" => 42}]
  end

  test "a class that the server does not have is an error", %{session: session} do
    for register <- [
          &UDFRegistration.register_java_function/3,
          &UDFRegistration.register_java_udaf/3
        ] do
      assert {:error, %Error.Remote{} = error} = register.(session, "f", "com.example.NoSuch")
      assert Exception.message(error) =~ "com.example.NoSuch"
    end

    assert_raise Error.Remote, fn ->
      UDFRegistration.register_java_function!(session, "f", "com.example.NoSuch", :long)
    end
  end

  test "what no server could take is an error of an argument", %{session: session} do
    assert {:error, %Error.Argument{}} = UDFRegistration.register_java_function(session, nil, "C")
    assert {:error, %Error.Argument{}} = UDFRegistration.register_java_function(session, "f", 1)

    assert {:error, %Error.Argument{}} =
             UDFRegistration.register_java_function(session, "f", "C", :no_type)

    assert {:error, %Error.Argument{message: text}} =
             UDFRegistration.register(session, "f", "", [])

    assert text =~ "needs the option :python_ver"

    assert {:error, %Error.Argument{}} =
             UDFRegistration.register(session, "f", fn x -> x end, python_ver: "3.11")
  end
end
