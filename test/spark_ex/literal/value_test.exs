defmodule SparkEx.Literal.ValueTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Interval, Literal}
  alias SparkEx.Literal.Value

  doctest Value

  @values [
    nil,
    true,
    false,
    0,
    -1,
    9_223_372_036_854_775_807,
    1.5,
    "",
    "né",
    ~D[1969-12-31],
    ~U[0001-01-01 00:00:00.000001Z],
    ~N[2013-11-03 01:30:00.000000],
    ~T[23:59:59.999999],
    %Interval.DayTime{microseconds: -1},
    %Interval.YearMonth{months: 14},
    %Interval.Calendar{months: 1, days: -2, microseconds: 3},
    [],
    [1, nil, 3],
    [["a"], []],
    %{"a" => 1, "b" => nil}
  ]

  test "what is encoded comes back" do
    for value <- @values, do: assert(value |> Literal.encode() |> Value.of() == value)
  end

  test "a struct is a map of its fields, however its type is said" do
    struct = Literal.encode({:struct, [id: 1, name: "ada"]})
    assert Value.of(struct) == %{"id" => 1, "name" => "ada"}

    {type, bare} = pop_in(struct, [:struct, :struct_type])
    assert bare |> Map.put(:data_type, type) |> Value.of() == %{"id" => 1, "name" => "ada"}
  end

  test "numbers in a row of their own, and bytes" do
    assert Value.of(%{specialized_array: %{longs: %{values: [1, 2]}}}) == [1, 2]
    assert Value.of(%{specialized_array: %{doubles: %{}}}) == []
    assert Value.of(%{binary: <<0, 255>>}) == <<0, 255>>
    assert to_string(Value.of(%{decimal: %{value: "1.50", precision: 3, scale: 2}})) == "1.50"
  end

  test "what is not known is an error" do
    assert_raise Error.Decode, fn -> Value.of(%{}) end
    assert_raise Error.Decode, ~r/:later/, fn -> Value.of(%{later: 1}) end
  end
end
