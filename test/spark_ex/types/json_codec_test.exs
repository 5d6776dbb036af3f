defmodule SparkEx.Types.JSONCodecTest do
  use ExUnit.Case, async: true

  alias SparkEx.Types.JSONCodec
  alias SparkEx.Error

  doctest SparkEx.Types.JSONCodec

  describe "decode/1" do
    test "reads every kind of value" do
      assert JSONCodec.decode(" [ null , true,false, 0, -1, 12345678901234567890 ] ") ==
               {:ok, [nil, true, false, 0, -1, 12_345_678_901_234_567_890]}

      assert JSONCodec.decode("[1.0, 1e2, -1.5E-3, 0e0]") == {:ok, [1.0, 100.0, -0.0015, 0.0]}
      assert JSONCodec.decode(~s({"a": {}, "b": [], "a": 1})) == {:ok, %{"a" => 1, "b" => []}}
    end

    test "reads escapes, those of a pair included" do
      assert JSONCodec.decode(~S("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é")) ==
               {:ok, "\"\\/\b\f\n\r\té😀é"}
    end

    for {text, problem} <- [
          {"", "ends too early"},
          {"[1", "ends too early"},
          {~S("abc), "ends too early"},
          {"01", "ends before byte 1"},
          {"1 2", "ends before byte 2"},
          {"+1", "has no value"},
          {"1.", "ends before"},
          {"nul", "has no value"},
          {"[1,]", "has no value"},
          {"{a: 1}", "lacks a key"},
          {~S({"a" 1}), "lacks :"},
          {~S({"a": 1 "b"}), "lacks , or }"},
          {"[1 2]", "lacks , or ]"},
          {~S("\x"), "broken string"},
          {"\"\n\"", "broken string"},
          {~S("\ud800"), ~S(broken \u)},
          {~S("\ud800\u0041"), ~S(broken \u)},
          {~S("\udc00"), ~S(broken \u)},
          {~S("\u00g0"), ~S(broken \u)},
          {"1e999", "number too large"},
          {<<34, 255, 34>>, "not valid UTF-8"}
        ] do
      test "refuses #{inspect(text)}" do
        assert {:error, %Error.Argument{message: message}} = JSONCodec.decode(unquote(text))
        assert message =~ unquote(problem)
      end
    end

    test "bounds the depth" do
      nested = fn depth -> String.duplicate("[", depth) <> String.duplicate("]", depth) end
      assert {:ok, [_ | _]} = JSONCodec.decode(nested.(500))
      assert {:error, %Error.Argument{message: message}} = JSONCodec.decode(nested.(100_000))
      assert message =~ "more than 512 levels deep"
    end
  end

  describe "encode/2" do
    test "sorts keys and escapes" do
      assert JSONCodec.encode!(%{"b" => 1, :a => "\"\\\n\r\t" <> <<1>> <> "é/"}) ==
               ~S({"a":"\"\\\n\r\t\u0001é/","b":1})
    end

    test "spaces as Python does" do
      assert JSONCodec.encode!(%{a: [1, 2], b: %{}}, :spaced) == ~S({"a": [1, 2], "b": {}})
    end

    test "refuses what JSON cannot hold" do
      assert {:error, %Error.Argument{}} = JSONCodec.encode({1, 2})
      assert {:error, %Error.Argument{}} = JSONCodec.encode(<<255>>)
      assert {:error, %Error.Argument{}} = JSONCodec.encode(~D[2020-01-01])
    end

    test "gives back what decode took" do
      text = ~S({"a":[1,-2.5,null,true,"é\n"],"b":{"c":{}}})
      assert text |> JSONCodec.decode!() |> JSONCodec.encode!() == text
    end
  end
end
