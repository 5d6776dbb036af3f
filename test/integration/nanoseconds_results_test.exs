defmodule SparkEx.Integration.NanosecondsResultsTest do
  @moduledoc """
  Times and timestamps of any precision, which Spark 4.3 keeps in the metadata of Arrow fields.
  """

  use ExUnit.Case, async: true

  alias SparkEx.{Batch, Column, DataFrame, Error, Observation, Session, TestSpark, Types}
  alias SparkEx.Functions, as: F

  @moduletag :spark
  @moduletag spark_4_3: "precisions of times and timestamps"

  setup_all do
    conf = %{
      "spark.sql.timeType.enabled" => true,
      "spark.sql.timestampNanosTypes.enabled" => true
    }

    {:ok, session: start_supervised!({Session, url: TestSpark.url(), conf: conf})}
  end

  # The types of Spark's schema and of Arrow's.
  defp types(frame) do
    {:struct, fields} = DataFrame.schema!(frame)
    [batch | _rest] = frame |> DataFrame.stream_batches() |> Enum.to_list()
    {:struct, arrow} = Batch.schema!(batch)
    {Enum.map(fields, & &1.type), Enum.map(arrow, & &1.type)}
  end

  defp assert_round_trip(session, values, schema) do
    frame = SparkEx.create_dataframe!(session, [values], schema: schema)
    {:struct, fields} = Types.normalize!(schema)
    types = Enum.map(fields, & &1.type)
    assert types(frame) == {types, types}
    assert DataFrame.collect!(frame, as: :lists) == [values]

    again = SparkEx.create_dataframe!(session, Batch.from_ipc!(DataFrame.to_arrow!(frame)))
    assert DataFrame.schema!(again) == DataFrame.schema!(frame)
    assert DataFrame.collect!(again, as: :lists) == [values]
  end

  test "times of every precision go up and come back", %{session: session} do
    schema = for precision <- 0..9, do: {"t#{precision}", {:time, precision}}
    assert_round_trip(session, List.duplicate(~T[01:02:03.000000], 10), schema)

    nested = [[~T[01:02:03.120000]], %{"k" => ~T[00:00:01.000000]}, %{"x" => nil}]

    assert_round_trip(
      session,
      nested,
      "a ARRAY<TIME(2)>, m MAP<STRING, TIME(0)>, s STRUCT<x: TIME(8)>"
    )
  end

  test "timestamps of every precision go up and come back", %{session: session} do
    local = ~N[1969-12-31 23:59:59.999999]
    moment = ~U[2261-12-31 23:59:59.999999Z]

    for precision <- 7..9 do
      schema = [
        n: {:timestamp_ntz, precision},
        l: {:timestamp_ltz, precision},
        a: {:array, {:timestamp_ltz, precision}}
      ]

      assert_round_trip(session, [local, moment, [moment, nil]], schema)
      assert_round_trip(session, [nil, nil, nil], schema)
    end
  end

  test "timestamps that Arrow can't count are refused", %{session: session} do
    assert {:error, %Error.Argument{message: message}} =
             SparkEx.create_dataframe(session, [[~N[1500-01-01 00:00:00]]],
               schema: [n: {:timestamp_ntz, 9}]
             )

    assert message =~ "a TIMESTAMP_NTZ(9) (a NaiveDateTime of 1678 to 2261)"
    frame = SparkEx.sql(session, "SELECT TIMESTAMP_NTZ'1500-01-01 00:00:00.123456789' AS n")
    assert {:error, %Error.Remote{error_class: "DATETIME_OVERFLOW"}} = DataFrame.collect(frame)
  end

  test "literals have a precision", %{session: session} do
    local = ~N[1500-01-02 03:04:05.123456]
    moment = ~U[2024-01-02 03:04:05.123456Z]

    frame =
      session
      |> SparkEx.range(1)
      |> DataFrame.select(
        n: F.lit(local, {:timestamp_ntz, 9}),
        l: F.lit(moment, {:timestamp_ltz, 7}),
        t: F.lit(~T[01:02:03.500], {:time, 9}),
        null: F.lit(nil, {:timestamp_ltz, 8})
      )

    {:struct, fields} = DataFrame.schema!(frame)

    assert Enum.map(fields, & &1.type) ==
             [{:timestamp_ntz, 9}, {:timestamp_ltz, 7}, {:time, 9}, {:timestamp_ltz, 8}]

    assert [%{"l" => ^moment, "t" => ~T[01:02:03.500000], "null" => nil}] =
             frame |> DataFrame.drop(:n) |> DataFrame.collect!()

    text = DataFrame.select(frame, n: Column.cast(F.col("n"), :string))
    assert DataFrame.collect!(text) == [%{"n" => "1500-01-02 03:04:05.123456"}]
  end

  test "values finer than a microsecond are errors", %{session: session} do
    for {sql, text} <- [
          {"TIMESTAMP_NTZ'2024-01-02 03:04:05.123456789'", "2024-01-02T03:04:05.123456789"},
          {"CAST('01:02:03.1234567' AS TIME(7))", "01:02:03.1234567"}
        ] do
      frame = SparkEx.sql(session, "SELECT #{sql} AS x")

      for result <- [DataFrame.collect(frame), DataFrame.collect(frame, nested: :json)] do
        assert {:error, %Error.Decode{column: "x", row: 0} = error} = result
        assert Exception.message(error) =~ ~s(the value "#{text}" is finer than a microsecond)
      end

      observation = Observation.new()
      observed = DataFrame.observe(frame, observation, [F.max("x")])
      assert {:ok, _ipc} = DataFrame.to_arrow(observed)
      assert {:error, %Error.Decode{text: text}} = Observation.get(observation)
      assert text =~ "finer than a microsecond"
    end
  end

  test "types have Spark's DDL and JSON", %{session: session} do
    schema = Types.normalize!(n: {:timestamp_ntz, 9}, l: {:timestamp_ltz, 7}, t: {:time, 9})
    assert Session.parse_ddl(session, Types.to_ddl(schema)) == {:ok, schema}
    assert Session.json_to_ddl(session, Types.to_json(schema)) == {:ok, Types.to_ddl(schema)}

    assert Session.parse_ddl(session, "n TIMESTAMP_NTZ(6)") ==
             Types.from_ddl("n TIMESTAMP_NTZ(6)")
  end
end
