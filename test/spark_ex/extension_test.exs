defmodule SparkEx.ExtensionTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Extension}

  doctest Extension

  @url "type.googleapis.com/example.Message"

  test "refuses what is not a type URL and bytes" do
    for {url, bytes} <- [{"example.Message", ""}, {:url, ""}, {"a/" <> <<0xFF>>, ""}] do
      message = ~r/expected a type URL such as "type.googleapis.com\/example.Message", got: /
      assert_raise Error.Argument, message, fn -> Extension.frame(:spark, url, bytes) end
      assert_raise Error.Argument, message, fn -> Extension.column(url, bytes) end
      assert {:error, %Error.Argument{message: text}} = Extension.execute(:spark, url, bytes)
      assert text =~ message
      assert_raise Error.Argument, message, fn -> Extension.execute!(:spark, url, bytes) end
    end

    for bytes <- [nil, ~c"a", <<1::3>>, %{a: 1}] do
      message = ~r/expected an encoded message as a binary, got: /
      assert_raise Error.Argument, message, fn -> Extension.frame(:spark, @url, bytes) end
      assert_raise Error.Argument, message, fn -> Extension.column(@url, bytes) end
    end

    assert {:error, %Error.Argument{message: message}} =
             Extension.execute(:spark, @url, "", timout: 1)

    assert message =~ "did you mean :timeout?"
  end
end
