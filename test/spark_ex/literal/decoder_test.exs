defmodule SparkEx.Literal.DecoderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Interval, Literal}
  alias SparkEx.Literal.Decoder

  doctest Decoder

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

  test "decodes encoded values" do
    for value <- @values, do: assert(value |> Literal.encode() |> Decoder.decode() == value)
  end

  test "decodes a struct as a map, whichever field holds its type" do
    struct = Literal.encode({:struct, [id: 1, name: "ada"]})
    assert Decoder.decode(struct) == %{"id" => 1, "name" => "ada"}

    {type, bare} = pop_in(struct, [:struct, :struct_type])
    assert bare |> Map.put(:data_type, type) |> Decoder.decode() == %{"id" => 1, "name" => "ada"}
  end

  test "decodes specialized arrays, bytes and decimals" do
    assert Decoder.decode(%{specialized_array: %{longs: %{values: [1, 2]}}}) == [1, 2]
    assert Decoder.decode(%{specialized_array: %{doubles: %{}}}) == []
    assert Decoder.decode(%{binary: <<0, 255>>}) == <<0, 255>>

    assert to_string(Decoder.decode(%{decimal: %{value: "1.50", precision: 3, scale: 2}})) ==
             "1.50"
  end

  test "decodes timestamps with a precision that are whole microseconds" do
    for {value, type} <- [
          {~U[1969-12-31 23:59:59.999999Z], {:timestamp_ltz, 9}},
          {~N[2024-02-29 12:00:00.000000], {:timestamp_ntz, 7}}
        ] do
      assert value |> Literal.encode(type) |> Decoder.parse() == {:ok, value}
    end

    time = %{epoch_micros: 1, nanos_within_micro: 7, precision: 9}
    assert {:error, error} = Decoder.parse(%{array: %{elements: [%{timestamp_ntz_nanos: time}]}})

    assert Exception.message(error) ==
             "a timestamp 7 nanoseconds after 1970-01-01 00:00:00.000001 is finer than a " <>
               "microsecond"
  end

  test "a literal of an unknown type is an error" do
    assert {:error, %Error.Decode{}} = Decoder.parse(%{array: %{elements: [%{}]}})
    struct = %{struct: %{struct_type: %{}, elements: [%{long: 1}]}}
    assert {:error, %Error.Decode{text: text}} = Decoder.parse(struct)
    assert text =~ "a literal of a type that SparkEx does not know"
  end

  test "raises for an unknown literal" do
    assert_raise Error.Decode, fn -> Decoder.decode(%{}) end
    assert_raise Error.Decode, ~r/:later/, fn -> Decoder.decode(%{later: 1}) end
  end
end
