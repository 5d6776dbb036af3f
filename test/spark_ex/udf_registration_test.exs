defmodule SparkEx.UDFRegistrationTest do
  use SparkEx.SparkCase

  alias SparkEx.UDFRegistration

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
