defmodule SparkEx.LiteralTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Interval, Literal}
  alias SparkEx.Functions, as: F

  doctest SparkEx.Literal

  # Builds a Decimal without the library, which is optional.
  defp decimal(sign \\ 1, coef, exp), do: %{__struct__: Decimal, sign: sign, coef: coef, exp: exp}
  defp nines(count), do: String.to_integer(String.duplicate("9", count))

  describe "encode/1 with scalars" do
    test "encodes nil and booleans" do
      assert Literal.encode(nil) == %{null: %{null: %{}}}
      assert Literal.encode(true) == %{boolean: true}
      assert Literal.encode(false) == %{boolean: false}
    end

    test "chooses the integer type by size" do
      assert Literal.encode(2_147_483_647) == %{integer: 2_147_483_647}
      assert Literal.encode(-2_147_483_648) == %{integer: -2_147_483_648}
      assert Literal.encode(2_147_483_648) == %{long: 2_147_483_648}
      assert Literal.encode(-9_223_372_036_854_775_808) == %{long: -9_223_372_036_854_775_808}
    end

    test "rejects an integer of more than 64 bits and suggests a Decimal" do
      for value <- [9_223_372_036_854_775_808, -9_223_372_036_854_775_809, nines(100)] do
        assert_raise Error.Argument, ~r/at most 64 bits.*use a Decimal/, fn ->
          Literal.encode(value)
        end
      end
    end

    test "encodes floats, infinities and NaN" do
      assert Literal.encode(-0.0) == %{double: -0.0}

      for value <- [:nan, :infinity, :neg_infinity],
          do: assert(Literal.encode(value) == %{double: value})
    end

    test "encodes strings and bytes" do
      assert Literal.encode("é") == %{string: "é"}
      assert Literal.encode("") == %{string: ""}
      assert Literal.encode({:binary, <<0, 255>>}) == %{binary: <<0, 255>>}

      assert_raise Error.Argument, ~r/valid UTF-8.*<<255, 254>>.*use {:binary, bytes}/, fn ->
        Literal.encode(<<255, 254>>)
      end

      assert_raise Error.Argument, ~r/bitstring of 3 bits/, fn -> Literal.encode(<<1::3>>) end
    end
  end

  describe "encode/1 with decimals" do
    test "keeps the precision and scale of each decimal" do
      for {value, text, precision, scale} <- [
            {decimal(12_345, -3), "12.345", 5, 3},
            {decimal(-1, 5, -10), "-0.0000000005", 10, 10},
            {decimal(99, 3), "99000", 5, 0},
            {decimal(0, 0), "0", 1, 0},
            {decimal(0, -2), "0.00", 2, 2},
            {decimal(150, -2), "1.50", 3, 2},
            {decimal(nines(38), -38), "0." <> String.duplicate("9", 38), 38, 38},
            {decimal(-1, nines(38), 0), "-" <> String.duplicate("9", 38), 38, 0}
          ] do
        assert Literal.encode(value) ==
                 %{decimal: %{value: text, precision: precision, scale: scale}}
      end
    end

    test "rejects more than 38 digits" do
      for value <- [decimal(nines(39), 0), decimal(1, 38), decimal(1, -39)] do
        assert_raise Error.Argument, ~r/at most 38 digits, this one needs 39/, fn ->
          Literal.encode(value)
        end
      end
    end

    test "rejects NaN and infinity" do
      for coef <- [:NaN, :inf] do
        assert_raise Error.Argument, ~r/a finite number, got: #{coef}/, fn ->
          Literal.encode(decimal(coef, 0))
        end
      end
    end
  end

  describe "encode/1 with dates, times and intervals" do
    test "encodes dates before and after 1970" do
      assert Literal.encode(~D[1970-01-02]) == %{date: 1}
      assert Literal.encode(~D[1969-12-31]) == %{date: -1}
      assert Literal.encode(~D[0001-01-01]) == %{date: -719_162}
      assert Literal.encode(~D[-0001-01-01]) == %{date: -719_893}
    end

    test "encodes times of day" do
      assert Literal.encode(~T[12:34:56.789012]) ==
               %{time: %{nano: 45_296_789_012_000, precision: 6}}
    end

    test "encodes instants of any time zone and era" do
      assert Literal.encode(~U[1970-01-01 00:00:00Z]) == %{timestamp: 0}
      assert Literal.encode(~U[1969-12-31 23:59:59.999999Z]) == %{timestamp: -1}
      assert Literal.encode(~U[-0001-01-01 00:00:00Z]) == %{timestamp: -719_893 * 86_400_000_000}

      oslo = %DateTime{
        ~U[2024-07-01 02:00:00.5Z]
        | time_zone: "Europe/Oslo",
          zone_abbr: "CEST",
          utc_offset: 3600,
          std_offset: 3600
      }

      assert Literal.encode(oslo) == Literal.encode(~U[2024-07-01 00:00:00.5Z])
    end

    test "encodes local times" do
      assert Literal.encode(~N[1969-12-31 23:59:59.5]) == %{timestamp_ntz: -500_000}
    end

    test "encodes intervals" do
      assert Literal.encode(Interval.day_time(days: -1)) == %{day_time_interval: -86_400_000_000}
      assert Literal.encode(Interval.year_month(years: 1)) == %{year_month_interval: 12}

      assert Literal.encode(Interval.calendar(months: 1, days: 2, seconds: 3)) ==
               %{calendar_interval: %{months: 1, days: 2, microseconds: 3_000_000}}
    end

    test "encodes a Duration" do
      duration = %{
        __struct__: Duration,
        year: 0,
        month: 3,
        week: 0,
        day: 0,
        hour: 0,
        minute: 0,
        second: 0,
        microsecond: {0, 0}
      }

      assert Literal.encode(duration) == %{year_month_interval: 3}

      assert Literal.encode(duration, :calendar_interval) ==
               %{calendar_interval: %{months: 3, days: 0, microseconds: 0}}
    end

    test "rejects an interval that is too long" do
      assert_raise Error.Argument, ~r/2147483648 months do not fit/, fn ->
        Literal.encode(Interval.year_month(months: 2_147_483_648))
      end
    end
  end

  describe "encode/1 with collections" do
    test "encodes a list as an array of the common type" do
      assert Literal.encode([1, nil, 3_000_000_000]) == %{
               array: %{
                 element_type: %{long: %{}},
                 elements: [%{long: 1}, %{null: %{long: %{}}}, %{long: 3_000_000_000}]
               },
               data_type: %{array: %{element_type: %{long: %{}}, contains_null: true}}
             }

      assert %{array: %{elements: [%{double: 1.0}, %{double: 2.5}]}} = Literal.encode([1, 2.5])

      assert %{array: %{elements: [_, %{decimal: %{value: "1", precision: 11, scale: 1}}]}} =
               Literal.encode([decimal(15, -1), 1])
    end

    test "encodes an empty list as an array of nulls" do
      assert %{array: %{element_type: %{null: %{}}, elements: []}} = Literal.encode([])
    end

    test "finds the common type of each level of nested lists and structs" do
      assert %{data_type: data_type} =
               Literal.encode([[], [{:struct, [a: nil]}, {:struct, [a: 1]}]])

      assert SparkEx.Types.from_proto(data_type) |> SparkEx.Types.simple_string() ==
               "array<array<struct<a:int>>>"
    end

    test "encodes a map with its key and value types" do
      string = %{string: %{}}

      assert Literal.encode(%{"a" => 1}) == %{
               map: %{
                 key_type: string,
                 value_type: %{integer: %{}},
                 keys: [%{string: "a"}],
                 values: [%{integer: 1}]
               },
               data_type: %{
                 map: %{key_type: string, value_type: %{integer: %{}}, value_contains_null: true}
               }
             }
    end

    test "keeps the order of struct fields" do
      assert %{struct: %{elements: [%{string: "x"}, %{integer: 1}]}, data_type: data_type} =
               Literal.encode({:struct, [{"b", "x"}, {:a, 1}]})

      assert %{struct: %{fields: [%{name: "b"}, %{name: "a", nullable: true}]}} = data_type
    end

    test "rejects values without a common type" do
      for values <- [
            [1, "a"],
            [~D[2020-01-01], ~U[2020-01-01 00:00:00Z]],
            [decimal(1, 0), 1.5],
            [decimal(nines(38), -38), 1],
            [{:struct, [a: 1]}, {:struct, [b: 1]}]
          ] do
        assert_raise Error.Argument, ~r/must share a type, got .* and .*; name the type/, fn ->
          Literal.encode(values)
        end
      end
    end

    test "rejects other terms and suggests an alternative" do
      assert_raise Error.Argument, ~r/atom :abc is not a literal; .*col\(:abc\)/, fn ->
        Literal.encode(:abc)
      end

      assert_raise Error.Argument, ~r/tuple \{1, 2\} is not a literal; use \{:struct/, fn ->
        Literal.encode({1, 2})
      end

      assert_raise Error.Argument, ~r/a Range is not a literal; use Enum.to_list/, fn ->
        Literal.encode(1..2)
      end

      assert_raise Error.Argument, ~r/is not a Spark literal/, fn -> Literal.encode(self()) end
    end
  end

  describe "encode/2" do
    test "checks the range of the type" do
      for {type, least, most} <- [{:byte, -128, 127}, {:short, -32_768, 32_767}] do
        assert Literal.encode(least, type) == %{type => least}
        assert Literal.encode(most, type) == %{type => most}

        for value <- [least - 1, most + 1, "1", 1.0] do
          assert_raise Error.Argument, ~r/is not a literal of the type/, fn ->
            Literal.encode(value, type)
          end
        end
      end
    end

    test "accepts an integer as a float or a decimal" do
      assert Literal.encode(1, :double) == %{double: 1.0}
      assert Literal.encode(1, :float) == %{float: 1.0}
      assert Literal.encode(:nan, :float) == %{float: :nan}

      assert Literal.encode(-5, {:decimal, 3, 1}) ==
               %{decimal: %{value: "-5", precision: 3, scale: 1}}

      assert_raise Error.Argument, ~r/not a literal of the type float/, fn ->
        Literal.encode(1.0e39, :float)
      end

      assert_raise Error.Argument, ~r/a double does not hold the integer 9+ exactly/, fn ->
        Literal.encode(nines(400), :double)
      end
    end

    test "rejects an integer that a float cannot hold exactly, at every depth" do
      assert Literal.encode(9_007_199_254_740_992, :double) == %{double: 9_007_199_254_740_992.0}
      assert Literal.encode(Integer.pow(2, 200), :double) == %{double: :math.pow(2, 200)}
      assert Literal.encode(-16_777_216, :float) == %{float: -16_777_216.0}
      assert Literal.encode(16_777_218, :float) == %{float: 16_777_218.0}
      # A float literal means the nearest 32-bit value, so it may be rounded.
      assert Literal.encode(0.1, :float) == %{float: 0.1}

      for {value, type} <- [
            {9_007_199_254_740_993, :double},
            {-9_007_199_254_740_993, :double},
            {16_777_217, :float},
            {[16_777_217], {:array, :float}},
            {%{16_777_217 => 1}, {:map, :float, :long}},
            {%{a: 16_777_217}, [a: :float]}
          ] do
        assert_raise Error.Argument, ~r/does not hold the integer -?\d+ exactly/, fn ->
          Literal.encode(value, type)
        end
      end

      for value <- [
            [9_007_199_254_740_993, 0.5],
            %{"a" => 9_007_199_254_740_993, "b" => 0.5},
            [[9_007_199_254_740_993], [0.5]]
          ] do
        assert_raise Error.Argument, ~r/a double does not hold the integer/, fn ->
          Literal.encode(value)
        end
      end

      assert %{array: %{elements: [%{double: 1.0}, %{double: 0.5}]}} = Literal.encode([1, 0.5])
    end

    # Spark converts the elements of `array` to one type and may round them.
    test "rejects a list of integers and floats that a double cannot hold exactly" do
      for values <- [
            [9_007_199_254_740_993, 0.5],
            [nil, [[9_007_199_254_740_993], [:nan]]],
            [%{"a" => 9_007_199_254_740_993}, %{"a" => 0.5}],
            [{:struct, [a: 0.5]}, {:struct, [a: 9_007_199_254_740_993]}]
          ],
          make <- [&F.lit/1, &SparkEx.Column.gt(F.col("a"), &1), &F.coalesce([F.lit(&1)])] do
        assert_raise Error.Argument, ~r/a double does not hold the integer/, fn ->
          make.(values)
        end
      end

      # Spark chooses the type of these lists.
      for values <- [
            [1, 0.5],
            [1, "2"],
            [~D[2024-01-01], ~U[2024-01-01 00:00:00Z]],
            [F.col("a"), 1]
          ],
          do: assert(%{unresolved_function: %{function_name: "array"}} = F.lit(values).expr)
    end

    @tag :decimal
    test "rejects decimals and floats in one list" do
      assert_raise Error.Argument, ~r/must share a type, got decimal\(1,1\) and double/, fn ->
        F.lit([SparkEx.Decimals.decimal("0.1"), 0.5])
      end
    end

    test "parses a string as a decimal, as local data does" do
      for {text, type, value} <- [
            {"1.50", {:decimal, 10, 2}, "1.50"},
            {"-1.50", {:decimal, 3, 1}, "-1.5"},
            {"7", {:decimal, 3, 1}, "7"},
            {"0.000", {:decimal, 1, 0}, "0"},
            {"0.05", {:decimal, 2, 2}, "0.05"}
          ] do
        {:decimal, precision, scale} = type
        expected = %{decimal: %{value: value, precision: precision, scale: scale}}
        assert Literal.encode(text, type) == expected
      end

      for text <- ["1.55", "100", "x", "", "1e2", ".5", "NaN"] do
        assert_raise Error.Argument, ~r/is not a literal of the type decimal\(3,1\)/, fn ->
          Literal.encode(text, {:decimal, 3, 1})
        end
      end
    end

    test "rejects a time or an interval finer than its type" do
      assert %{time: %{nano: 500_000_000}} = Literal.encode(~T[00:00:00.500], {:time, 1})

      for {value, type} <- [
            {~T[00:00:00.500], {:time, 0}},
            {Interval.day_time(hours: 1), {:day_time_interval, :day}},
            {Interval.day_time(seconds: 1), {:day_time_interval, :hour, :minute}},
            {Interval.year_month(months: 1), {:year_month_interval, :year}}
          ] do
        assert_raise Error.Argument, ~r/is not a literal of the type/, fn ->
          Literal.encode(value, type)
        end
      end
    end

    test "encodes timestamps with a precision" do
      assert Literal.encode(~U[1969-12-31 23:59:59.999999Z], {:timestamp_ltz, 9}) ==
               %{timestamp_ltz_nanos: %{epoch_micros: -1, nanos_within_micro: 0, precision: 9}}

      assert Literal.encode(~N[1970-01-01 00:00:01], {:timestamp_ntz, 7}) ==
               %{
                 timestamp_ntz_nanos: %{
                   epoch_micros: 1_000_000,
                   nanos_within_micro: 0,
                   precision: 7
                 }
               }

      assert Literal.encode(nil, {:timestamp_ntz, 7}) ==
               %{null: %{timestamp_ntz_nanos: %{precision: 7}}}

      assert_raise Error.Argument, ~r/not a literal of the type timestamp_ltz\(9\)/, fn ->
        Literal.encode(~N[1970-01-01 00:00:01], {:timestamp_ltz, 9})
      end
    end

    test "matches fields of equal names by position" do
      assert %{struct: %{elements: [%{integer: 1}, %{integer: 2}]}} =
               Literal.encode({:struct, [a: 1, a: 2]})

      type = {:struct, [a: :long, a: :string]}

      assert %{struct: %{elements: [%{long: 1}, %{string: "x"}]}} =
               Literal.encode([a: 1, a: "x"], type)

      # Rows use this form.
      assert Literal.encode([{"a", 1}, {"a", "x"}], type) == Literal.encode([a: 1, a: "x"], type)

      assert_raise Error.Argument, ~r/takes a name as a string or an atom/, fn ->
        Literal.encode({:struct, [{1, 2}]})
      end
    end

    test "rejects structs and improper lists as collections" do
      for value <- [MapSet.new([1]), 1..2, %URI{}, [1 | 2], [MapSet.new()], %{"a" => 1..2}] do
        assert_raise Error.Argument, fn -> Literal.encode(value) end
      end

      for {value, type} <- [
            {MapSet.new([1]), {:array, :long}},
            {1..2, {:map, :string, :long}},
            {[1 | 2], {:array, :long}},
            {~D[2024-01-01], [year: :long]}
          ] do
        assert_raise Error.Argument, ~r/is not a literal of the type/, fn ->
          Literal.encode(value, type)
        end
      end
    end

    test "rejects a decimal that does not fit its type" do
      assert Literal.encode(decimal(15, -1), {:decimal, 10, 4}) ==
               %{decimal: %{value: "1.5", precision: 10, scale: 4}}

      for value <- [decimal(155, -2), decimal(100, 0)] do
        assert_raise Error.Argument, ~r/not a literal of the type decimal\(2,1\)/, fn ->
          Literal.encode(value, {:decimal, 2, 1})
        end
      end
    end

    test "encodes nil with any type" do
      assert Literal.encode(nil, :date) == %{null: %{date: %{}}}

      assert Literal.encode(nil, {:array, :long}) ==
               %{null: %{array: %{element_type: %{long: %{}}, contains_null: true}}}
    end

    test "puts type details that the literal cannot hold into data_type" do
      assert Literal.encode("x", {:string, "UTF8_LCASE"}) ==
               %{string: "x", data_type: %{string: %{collation: "UTF8_LCASE"}}}

      assert Literal.encode(Interval.day_time(days: 1), {:day_time_interval, :day}) == %{
               day_time_interval: 86_400_000_000,
               data_type: %{day_time_interval: %{start_field: 0, end_field: 0}}
             }
    end

    test "accepts untagged bytes for a binary type" do
      assert Literal.encode(<<255>>, :binary) == %{binary: <<255>>}
    end

    test "accepts a map, a keyword list, a tuple or a list as a struct" do
      type = [a: :long, b: :string]
      expected = Literal.encode({1, "x"}, type)
      assert %{struct: %{elements: [%{long: 1}, %{string: "x"}]}} = expected

      for value <- [%{a: 1, b: "x"}, %{"b" => "x", "a" => 1}, [b: "x", a: 1], [1, "x"]] do
        assert Literal.encode(value, type) == expected
      end

      assert %{struct: %{elements: [_, %{null: _}]}} = Literal.encode(%{a: 1}, type)

      assert_raise Error.Argument, ~r/struct<a:bigint,b:string> has no field "c"/, fn ->
        Literal.encode(%{c: 1}, type)
      end

      assert_raise Error.Argument, ~r/is not a literal of the type struct/, fn ->
        Literal.encode({1}, type)
      end
    end

    test "rejects nil where the type is not nullable" do
      assert_raise Error.Argument, ~r/nil is not allowed inside/, fn ->
        Literal.encode([nil], {:array, :long, false})
      end

      assert_raise Error.Argument, ~r/nil is not allowed inside/, fn ->
        Literal.encode(%{"a" => nil}, {:map, :string, :long, false})
      end

      for function <- [:encode, :expression] do
        assert_raise Error.Argument, ~r/"a" of a struct literal may not be nil/, fn ->
          apply(Literal, function, [{nil}, [{:a, :long, nullable: false}]])
        end
      end
    end

    test "sends collections with nulls as functions, at the depth where they are" do
      null = %{literal: %{null: %{integer: %{}}}}
      call = fn name, arguments -> SparkEx.Plan.function(name, arguments) end
      list = call.("array", [%{literal: %{integer: 1}}, null])

      assert Literal.expression([1, nil]) == list

      assert Literal.expression([[1, nil], [2]]) ==
               call.("array", [list, %{literal: Literal.encode([2])}])

      assert Literal.expression(%{"a" => nil}, {:map, :string, :integer}) ==
               call.("map", [%{literal: %{string: "a"}}, null])

      assert Literal.expression({:struct, [a: 1, b: [nil]]}, a: :integer, b: {:array, :integer}) ==
               call.("named_struct", [
                 %{literal: %{string: "a"}},
                 %{literal: %{integer: 1}},
                 %{literal: %{string: "b"}},
                 call.("array", [null])
               ])

      assert %{literal: _literal} = Literal.expression([1, 2])
    end

    test "rejects types without literals and suggests an alternative" do
      assert_raise Error.Argument, ~r/use SparkEx.Functions.parse_json/, fn ->
        Literal.encode("1", :variant)
      end

      assert_raise Error.Argument, ~r/no literal of the type char\(3\); cast/, fn ->
        Literal.encode("abc", {:char, 3})
      end
    end

    test "rejects a time of another kind" do
      for {value, type} <- [
            {~N[2020-01-01 00:00:00], :timestamp},
            {~U[2020-01-01 00:00:00Z], :timestamp_ntz},
            {~D[2020-01-01], :timestamp},
            {"2020-01-01", :date}
          ] do
        assert_raise Error.Argument, ~r/is not a literal of the type/, fn ->
          Literal.encode(value, type)
        end
      end
    end
  end
end
