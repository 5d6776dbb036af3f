defmodule SparkEx.Arguments.OptionsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Argument
  alias SparkEx.Arguments.Options

  doctest Options

  defp refused(options, schema) do
    assert {:error, %Argument{message: message}} = Options.validate(options, schema, "f/1")
    message
  end

  describe "types" do
    for {type, good, bad, described} <- [
          {:atom, [:a, nil, true], ["a", 1], "an atom"},
          {:boolean, [true, false], [:a, 1, "true"], "a boolean"},
          {:float, [1.0], [1, "1.0"], "a float"},
          {:integer, [0, -1, 2 ** 80], [1.0, "1"], "an integer"},
          {:keyword, [[], [a: 1]], [%{}, [1], "a"], "a keyword list"},
          {:map, [%{}, %{a: 1}], [[], [a: 1]], "a map"},
          {:number, [1, 1.5], ["1", :nan], "a number"},
          {:pos_integer, [1, 2 ** 80], [0, -1, 1.0], "a positive integer"},
          {:non_neg_integer, [0, 1], [-1, 0.0], "an integer of 0 or more"},
          {:string, ["", "é"], [:a, ~c"a", "\xFF", 1], "a string"},
          {:timeout, [0, 1, :infinity, 0xFFFF_FFFF], [-1, 1.0, :never, 0x1_0000_0000],
           "milliseconds (at most 4294967295) or :infinity"},
          {{:fun, 0}, [{:&, [], 0}], [1, {:&, [], 1}], "a function of 0 arguments"},
          {{:in, [:a, "b"]}, [:a, "b"], [:b, "a"], ~s(one of :a, "b")},
          {{:integer, 1..3}, [1, 3], [0, 4, 2.0, "2"], "an integer of 1 to 3"},
          {{:list, :string}, [[], ["a"]], [["a", 1], "a", :a], "a list, each element a string"},
          {{:or, [:string, {:in, [:all]}]}, ["a", :all], [:none, 1], "a string or one of :all"}
        ] do
      test "#{inspect(type)}" do
        type = unquote(Macro.escape(type))
        schema = [option: [type: type]]

        for value <- unquote(Macro.escape(good)), value = made(value) do
          assert Options.validate!([option: value], schema, "f/1") == [option: value]
        end

        for value <- unquote(Macro.escape(bad)), value = made(value) do
          message = refused([option: value], schema)
          assert message =~ "option :option of f/1 must be #{unquote(described)}, got: "
          assert message =~ inspect(value)
        end
      end
    end

    test "accepts any value for :any and for a missing type" do
      for value <- [nil, 1, fn -> :ok end], spec <- [[type: :any], []] do
        assert Options.validate!([option: value], [option: spec], "f/1") == [option: value]
      end
    end

    test "accepts the default whatever its type" do
      schema = [option: [type: :string, default: nil]]
      assert Options.validate!([option: nil], schema, "f/1") == [option: nil]
    end
  end

  describe "options" do
    test "lists the allowed options for an unknown one" do
      message = refused([limt: 1], limit: [], offset: [])

      assert message ==
               "unknown option :limt for f/1; did you mean :limit? (allowed: :limit, :offset)"
    end

    test "suggests nothing for a name that resembles no option" do
      assert refused([zzz: 1], limit: []) == "unknown option :zzz for f/1 (allowed: :limit)"
    end

    test "suggests an option for a short name with swapped letters" do
      assert refused([ulr: 1], url: [], name: []) =~ "did you mean :url?"
    end

    test "must be a keyword list" do
      for options <- [%{limit: 1}, :limit, [:limit], [{"limit", 1}], "limit"] do
        message = refused(options, limit: [])

        assert message ==
                 "f/1 takes options as a keyword list (allowed: :limit), got: #{inspect(options)}"
      end
    end

    test "may omit the key of a positional option" do
      schema = [limit: [type: :integer, positional: true], tail: [type: :integer]]
      assert Options.validate!(5, schema, "f/1") == [limit: 5]
      assert Options.validate!([limit: 5, tail: 6], schema, "f/1") == [limit: 5, tail: 6]
      assert refused("5", schema) =~ ~s[as a keyword list (allowed: :limit, :tail), got: "5"]
      assert refused(nil, schema) =~ "got: nil"
      assert Options.docs(schema) == "  * `:limit` -  The key may be left out.\n  * `:tail` - "
    end

    test "suggests an option for its PySpark name" do
      schema = [rows: [pyspark: :n], nothing: []]
      assert refused([n: 5], schema) =~ "unknown option :n for f/1; did you mean :rows?"
    end

    test "returns an error for a missing required option" do
      schema = [limit: [type: :integer, required: true]]
      assert refused([], schema) == "f/1 needs the option :limit"
      assert refused([limit: nil], schema) == "f/1 needs the option :limit"
      assert Options.validate!([limit: 1], schema, "f/1") == [limit: 1]
    end

    test "uses the first of repeated options and checks all of them" do
      schema = [limit: [type: :integer]]
      assert Options.validate!([limit: 1, limit: 2], schema, "f/1") == [limit: 1]
      assert refused([limit: 1, limit: "2"], schema) =~ "must be an integer"
    end

    test "returns options in the schema's order with defaults" do
      schema = [a: [default: 1], b: [], c: [default: false], d: [default: nil]]
      assert Options.validate!([c: true], schema, "f/1") == [a: 1, c: true, d: nil]
    end
  end

  describe "secrets" do
    test "never appear in errors" do
      message = refused([token: :geheim], token: [type: :string, secret: true])
      assert message =~ "must be a string, got: a value that is not shown"
    end

    test "never appear in errors about a malformed keyword list" do
      for options <- [%{token: "geheim"}, "geheim", [:geheim]] do
        refute refused(options, url: [], token: [secret: true]) =~ "geheim"
      end
    end
  end

  test "validate!/3 raises for an unknown option" do
    assert_raise Argument, ~r/unknown option :a/, fn -> Options.validate!([a: 1], [], "f/1") end
  end

  test "docs/1 lists options with their defaults" do
    schema = [a: [doc: "The a.\n"], b: [doc: "The b.", default: 2], c: [doc: "C.", default: nil]]

    assert Options.docs(schema) ==
             "  * `:a` - The a.\n  * `:b` - The b. Default: `2`.\n  * `:c` - C."
  end

  # Functions can't be escaped into the code of a test.
  defp made({:&, [], 0}), do: fn -> :ok end
  defp made({:&, [], 1}), do: fn _ -> :ok end
  defp made(value), do: value
end
