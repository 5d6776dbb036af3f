defmodule SparkEx.Integration.VariantResultsTest do
  @moduledoc """
  SparkEx writes and reads variants as Spark does.
  """

  use SparkEx.SparkCase

  alias SparkEx.Types.JSONCodec
  alias SparkEx.RandomValues

  @rows 150

  defp frame(session, rows, schema), do: SparkEx.create_dataframe!(session, rows, schema: schema)

  defp random(seed, value) do
    RandomValues.seed(seed)
    for _row <- 1..@rows, do: value.()
  end

  # Spark's parser reads a number without an exponent as a decimal.
  defp text(value) when is_float(value),
    do: :erlang.float_to_binary(value, [{:scientific, 17}])

  defp text(values) when is_list(values), do: "[#{Enum.map_join(values, ",", &text/1)}]"

  defp text(map) when is_map(map),
    do: "{#{Enum.map_join(map, ",", fn {key, value} -> text(key) <> ":" <> text(value) end)}}"

  defp text(value), do: JSONCodec.encode!(value)

  for seed <- 1..4 do
    test "variants of every kind and depth round-trip (#{seed})", %{session: session} do
      values = random(unquote(seed), fn -> RandomValues.variant(4) end)
      frame = frame(session, Enum.map(values, &[&1]), "v VARIANT")
      assert DataFrame.collect!(frame, as: :columns) == [{"v", values}]
    end

    test "variants equal those that Spark parses from JSON (#{seed})", %{session: session} do
      values = random(unquote(seed), fn -> RandomValues.json(4) end)
      rows = for value <- values, do: [value, text(value)]

      frame =
        session
        |> frame(rows, "ours VARIANT, json STRING")
        |> DataFrame.with_column("spark", F.parse_json("json"))

      # For null Spark's parser creates a variant that holds null; SparkEx sends null.
      of = fn column -> DataFrame.filter(DataFrame.select(frame, v: column), "v IS NOT NULL") end
      seen = fn column -> column |> of.() |> DataFrame.collect!(as: :lists) end
      present = for value <- values, value != nil, do: [value]

      assert seen.("ours") == present
      assert for([value] <- seen.("spark"), value != nil, do: [value]) == present

      for function <- ["to_json", "schema_of_variant"] do
        differing =
          frame
          |> DataFrame.filter("ours IS NOT NULL AND NOT #{function}(ours) <=> #{function}(spark)")
          |> DataFrame.select_expr(["#{function}(ours)", "#{function}(spark)"])

        assert DataFrame.collect!(differing) == []
      end
    end
  end

  test "Spark finds values inside a variant", %{session: session} do
    RandomValues.seed(1)
    values = for _row <- 1..@rows, do: RandomValues.json(3)
    rows = for value <- values, do: [%{"list" => [0, %{"of" => value}], "z" => 1}, text(value)]
    frame = frame(session, rows, "v VARIANT, json STRING")

    inner =
      DataFrame.select_expr(frame, [
        "to_json(variant_get(v, '$.list[1].of', 'variant')) AS ours",
        "to_json(parse_json(json)) AS spark",
        "variant_get(v, '$.z', 'int') AS z"
      ])

    assert DataFrame.count!(inner) == @rows

    assert inner |> DataFrame.filter("NOT (ours <=> spark) OR z != 1") |> DataFrame.collect!() ==
             []
  end

  # Offsets and ids of one to three bytes, on both sides of each size boundary.
  test "variants of any size round-trip", %{session: session} do
    values =
      for size <- [255, 256, 65_535, 65_536, 70_000],
          value <- [
            Enum.to_list(1..size),
            String.duplicate("é", size),
            Map.new(
              1..min(size, 300),
              &{"key #{&1} " <> String.duplicate("x", div(size, 300)), &1}
            )
          ],
          do: value

    rows = for value <- values, do: [value, text(value)]
    frame = frame(session, rows, "v VARIANT, json STRING")
    assert frame |> DataFrame.select("v") |> DataFrame.collect!(as: :columns) == [{"v", values}]
    differing = DataFrame.filter(frame, "NOT to_json(v) <=> to_json(parse_json(json))")
    assert DataFrame.collect!(differing) == []
  end
end
