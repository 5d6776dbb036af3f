defmodule SparkEx.Functions.SignatureTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions.Signature

  @table Path.expand("../../../priv/functions.tsv", __DIR__)

  defp parse(name, wire_name, parameters),
    do:
      Signature.parse(
        Enum.join([name, wire_name, parameters, "", "misc", "1.0.0", "usage"], "\t")
      )

  test "uses the name and the arguments of a row by default" do
    assert %{name: :f, wire_name: "f", order: [:a, :b], distinct: false, pyspark: ["f"]} =
             parse("f", "", "a: column; b: string")
  end

  test "maps a row to the sent name, the order and distinct" do
    assert %{wire_name: "g", order: [:a]} = parse("f", "g", "a: column")
    assert %{wire_name: "f", order: [:b, :a]} = parse("f", "f(b, a)", "a: column; b: column?")

    assert %{wire_name: "g", order: [:a], distinct: true} =
             parse("f", "g(DISTINCT a)", "a: column+")
  end

  test "parses the kinds and the defaults of parameters" do
    parameters =
      parse(
        "f",
        "",
        ~S(a: column|integer; b: column = ","; c: integer = -1; d: value?; e: column*)
      ).parameters

    assert Enum.map(parameters, &{&1.kind, &1.default, &1.min_count}) == [
             {:column_or_integer, :required, nil},
             {:column, {:literal, %{string: ","}}, nil},
             {:integer, {:literal, %{integer: -1}}, nil},
             {:value, :omitted, nil},
             {:column, :required, 0}
           ]

    assert Enum.map(parameters, &Signature.head_default/1) ==
             [:none, {:default, nil}, {:default, -1}, {:default, nil}, {:default, []}]

    assert Signature.arity(parse("f", "", "a: column; b: value?; c: column{2}")) == {2, 3}
  end

  test "parses what is sent before another argument, and the versions of arguments" do
    assert [%{default: {:or, %{integer: 1}}, kind: :integer, since: nil}, later] =
             parse("f", "", "a: integer? or 1; b: integer? @4.2.0").parameters

    assert %{default: :omitted, kind: :integer, since: "4.2.0"} = later
  end

  test "passes parameters in brackets by name" do
    signature = parse("f", "", "[a: column; b: column?]")
    assert signature.form == :keyword
    assert Signature.arity(signature) == {1, 1}
    assert Signature.by_name?(signature)
    assert Signature.by_name?(parse("f", "", "a: column?; b: column = 0"))
    refute Signature.by_name?(parse("f", "", "a: column?"))
    refute Signature.by_name?(parse("f", "", "a: column; b: column?"))
  end

  test "keeps the table sorted and unique" do
    signatures = Signature.table(@table)
    names = Enum.map(signatures, &Atom.to_string(&1.name))
    assert names == Enum.sort(names)
    calls = Enum.map(signatures, &{&1.name, Signature.arity(&1)})
    assert calls == Enum.uniq(calls)
  end

  test "names the parameters in every order" do
    for %{order: order, parameters: parameters, name: name} <- Signature.table(@table) do
      assert Enum.sort(order) == parameters |> Enum.map(& &1.name) |> Enum.sort(), "#{name}"
    end
  end
end
