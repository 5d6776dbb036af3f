defmodule SparkEx.Contract.LiteralTest do
  use SparkEx.ContractCase, golden: "literal", async: true

  @decimals "PySpark says precision 10 and scale 0 of every decimal; we say what it has"
  @array_types "PySpark sends only the deprecated element_type; we send data_type beside it"
  @text %{string: %{}}
  @texts %{array: %{contains_null: true, element_type: @text}}

  parity "null", do: F.lit(nil)
  parity "true", do: F.lit(true)
  parity "false", do: F.lit(false)
  parity "integer", do: F.lit(1)
  parity "zero", do: F.lit(0)
  parity "greatest integer", do: F.lit(2_147_483_647)
  parity "least integer", do: F.lit(-2_147_483_648)
  parity "least long above the integers", do: F.lit(2_147_483_648)
  parity "greatest long", do: F.lit(9_223_372_036_854_775_807)
  parity "least long", do: F.lit(-9_223_372_036_854_775_808)
  parity "double", do: F.lit(1.5)
  parity "negative zero", do: F.lit(-0.0)
  parity "small double", do: F.lit(5.0e-324)
  parity "great double", do: F.lit(1.7976931348623157e308)
  parity "NaN", do: F.lit(:nan)
  parity "infinity", do: F.lit(:infinity)
  parity "negative infinity", do: F.lit(:neg_infinity)
  parity "text", do: F.lit("Grüße, \"世界\" 👋\n")
  parity "empty text", do: F.lit("")
  parity "binary", do: F.lit({:binary, <<0, 255>>})
  parity "empty binary", do: F.lit({:binary, ""})

  parity "decimal",
    deviates: @decimals,
    sends: %{literal: %{decimal: %{value: "12.345", precision: 5, scale: 3}}} do
    F.lit(decimal(12_345, -3))
  end

  parity "great decimal",
    deviates: @decimals,
    sends: %{
      literal: %{decimal: %{value: "-" <> String.duplicate("9", 38), precision: 38, scale: 0}}
    } do
    F.lit(decimal(1 - Integer.pow(10, 38), 0))
  end

  parity "date", do: F.lit(~D[2013-01-31])
  parity "date before 1970", do: F.lit(~D[0001-01-01])
  parity "timestamp", do: F.lit(~U[2013-01-31 12:30:15.250000Z])
  parity "timestamp before 1970", do: F.lit(~U[1969-12-31 23:59:59.999999Z])

  parity "timestamp in a zone" do
    F.lit(%DateTime{
      ~U[2013-01-31 12:00:00Z]
      | utc_offset: -5 * 3600,
        time_zone: "America/New_York",
        zone_abbr: "EST"
    })
  end

  parity "timestamp without a zone",
    deviates: "PySpark takes it as a time in the client's zone; a NaiveDateTime has none",
    sends: %{literal: %{timestamp_ntz: 1_359_635_400_000_000}} do
    F.lit(~N[2013-01-31 12:30:00])
  end

  parity "time", do: F.lit(~T[12:30:15.250000])
  parity "midnight", do: F.lit(~T[00:00:00])

  parity "day-time interval",
    do: F.lit(%SparkEx.Interval.DayTime{microseconds: 86_402_000_003})

  parity "negative day-time interval", do: F.lit(%SparkEx.Interval.DayTime{microseconds: -1})
  parity "byte", do: F.lit(-1, :byte)
  parity "short", do: F.lit(300, :short)
  parity "integer by type", do: F.lit(1, :integer)
  parity "long by type", do: F.lit(1, :long)
  parity "float", do: F.lit(1.5, :float)
  parity "double by type", do: F.lit(1.5, :double)
  parity "timestamp_ntz", do: F.lit(~N[2013-01-31 12:30:00])
  parity "timestamp_ntz before 1970", do: F.lit(~N[0001-01-01 00:00:00])
  parity "null by type", do: F.lit(nil, {:array, :long})
  parity "decimal by type", do: F.lit(decimal(150, -2), {:decimal, 38, 18})

  parity "array",
    deviates: "Spark 4.0 reads a null inside of a literal as zero",
    sends: %{
      unresolved_function: %{
        function_name: "array",
        arguments: [
          %{literal: %{integer: 1}},
          %{literal: %{integer: 2}},
          %{literal: %{null: %{integer: %{}}}}
        ]
      }
    } do
    F.lit([1, 2, nil], {:array, :integer})
  end

  parity "array of arrays",
    deviates: @array_types,
    sends: %{
      literal: %{
        array: %{
          element_type: @texts,
          elements: [
            %{array: %{element_type: @text, elements: [%{string: "a"}]}},
            %{array: %{element_type: @text}}
          ]
        },
        data_type: %{array: %{contains_null: true, element_type: @texts}}
      }
    } do
    F.lit([["a"], []], {:array, {:array, :string}})
  end

  parity "list", do: F.lit([1, 2])
  parity "list of lists", do: F.lit([["a"], ["b", "c"]])

  # Builds what `Decimal.new/3` returns, since that library may be missing.
  defp decimal(number, exponent) do
    sign = if number < 0, do: -1, else: 1
    %{__struct__: Decimal, sign: sign, coef: abs(number), exp: exponent}
  end
end
