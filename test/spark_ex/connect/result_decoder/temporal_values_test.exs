defmodule SparkEx.Connect.ResultDecoder.TemporalValuesTest do
  # Dates, times and intervals of all eras and time zones as terms in rows.
  use SparkEx.SparkCase

  alias SparkEx.Interval.{Calendar, DayTime, YearMonth}
  alias SparkEx.TestSpark

  defp row(session, columns) do
    [row] = session |> SparkEx.sql("SELECT " <> columns) |> DataFrame.collect!(as: :lists)
    row
  end

  defp date(year, month, day), do: %Date{year: year, month: month, day: day}
  defp utc(%DateTime{} = time, year), do: %{time | year: year}

  test "decodes dates of all eras", %{session: session} do
    assert row(session, """
           DATE'1970-01-01', DATE'1969-12-31', DATE'2024-02-29', DATE'1900-02-28',
           DATE'1582-10-04', DATE'1582-10-10', DATE'1582-10-15', DATE'0001-01-01',
           date_sub(DATE'0001-01-01', 1), DATE'9999-12-31', DATE'+10000-01-01', DATE'-5000-03-01',
           date_from_unix_date(2147483647), date_from_unix_date(-2147483648), CAST(NULL AS DATE)
           """) === [
             ~D[1970-01-01],
             ~D[1969-12-31],
             ~D[2024-02-29],
             ~D[1900-02-28],
             ~D[1582-10-04],
             ~D[1582-10-10],
             ~D[1582-10-15],
             ~D[0001-01-01],
             ~D[0000-12-31],
             ~D[9999-12-31],
             date(10_000, 1, 1),
             ~D[-5000-03-01],
             date(5_881_580, 7, 11),
             date(-5_877_641, 6, 23),
             nil
           ]
  end

  test "decodes timestamps of all eras to the microsecond", %{session: session} do
    assert row(session, """
           TIMESTAMP'1970-01-01 00:00:00Z', TIMESTAMP'1969-12-31 23:59:59.999999Z',
           TIMESTAMP'2024-02-29 12:34:56.789012Z', TIMESTAMP'1582-10-10 12:00:00Z',
           TIMESTAMP'0001-01-01 00:00:00.000001Z', TIMESTAMP'9999-12-31 23:59:59.999999Z',
           TIMESTAMP'+10000-01-01 00:00:00Z', timestamp_micros(9223372036854775807),
           timestamp_micros(-9223372036854775808), CAST(NULL AS TIMESTAMP)
           """) === [
             ~U[1970-01-01 00:00:00.000000Z],
             ~U[1969-12-31 23:59:59.999999Z],
             ~U[2024-02-29 12:34:56.789012Z],
             ~U[1582-10-10 12:00:00.000000Z],
             ~U[0001-01-01 00:00:00.000001Z],
             ~U[9999-12-31 23:59:59.999999Z],
             utc(~U[2000-01-01 00:00:00.000000Z], 10_000),
             utc(~U[2000-01-10 04:00:54.775807Z], 294_247),
             utc(~U[2000-12-21 19:59:05.224192Z], -290_308),
             nil
           ]
  end

  test "decodes timestamps as instants in every session time zone", %{session: _session} do
    session = session_with("spark.sql.session.timeZone", "America/New_York")

    # On 2024-03-10 the clock went from 02:00 to 03:00, on 2024-11-03 from 02:00 back to 01:00;
    # before 1883-11-18 it was 4:56:02 behind.
    assert row(session, """
           TIMESTAMP'2024-01-01 00:00:00', TIMESTAMP'2024-07-01 00:00:00',
           TIMESTAMP'2024-03-10 01:59:59.999999', TIMESTAMP'2024-03-10 02:30:00',
           TIMESTAMP'2024-03-10 03:00:00', TIMESTAMP'2024-11-03 01:30:00',
           timestamp_seconds(1730615400), TIMESTAMP'1883-11-18 00:00:00', DATE'2024-03-10',
           TIMESTAMP_NTZ'2024-03-10 02:30:00'
           """) === [
             ~U[2024-01-01 05:00:00.000000Z],
             ~U[2024-07-01 04:00:00.000000Z],
             ~U[2024-03-10 06:59:59.999999Z],
             ~U[2024-03-10 07:30:00.000000Z],
             ~U[2024-03-10 07:00:00.000000Z],
             ~U[2024-11-03 05:30:00.000000Z],
             ~U[2024-11-03 06:30:00.000000Z],
             ~U[1883-11-18 04:56:02.000000Z],
             ~D[2024-03-10],
             ~N[2024-03-10 02:30:00.000000]
           ]

    :ok = Session.config_set(session, "spark.sql.session.timeZone", "Asia/Kathmandu")
    assert row(session, "TIMESTAMP'2024-01-01 00:00:00'") === [~U[2023-12-31 18:15:00.000000Z]]
  end

  test "decodes timestamps without a zone", %{session: session} do
    assert row(session, """
           TIMESTAMP_NTZ'1969-12-31 23:59:59.999999', TIMESTAMP_NTZ'0001-01-01 00:00:00',
           TIMESTAMP_NTZ'1582-10-10 12:00:00', TIMESTAMP_NTZ'9999-12-31 23:59:59.999999',
           TIMESTAMP_NTZ'+10000-01-01 00:00:00.5', CAST(NULL AS TIMESTAMP_NTZ)
           """) === [
             ~N[1969-12-31 23:59:59.999999],
             ~N[0001-01-01 00:00:00.000000],
             ~N[1582-10-10 12:00:00.000000],
             ~N[9999-12-31 23:59:59.999999],
             %{~N[2000-01-01 00:00:00.500000] | year: 10_000},
             nil
           ]
  end

  @tag spark_4_1: "TIME"
  test "decodes times of day of every precision", %{session: _session} do
    session = session_with("spark.sql.timeType.enabled", true)

    assert row(session, """
           TIME'00:00:00', TIME'23:59:59.999999', TIME'12:34:56.000001',
           CAST(TIME'12:34:56.789' AS TIME(3)), CAST(TIME'12:34:56.789' AS TIME(0)),
           CAST(NULL AS TIME)
           """) === [
             ~T[00:00:00.000000],
             ~T[23:59:59.999999],
             ~T[12:34:56.000001],
             ~T[12:34:56.789000],
             ~T[12:34:56.000000],
             nil
           ]
  end

  test "decodes the three kinds of intervals at their bounds", %{session: session} do
    assert row(session, """
           INTERVAL '1-2' YEAR TO MONTH, INTERVAL '-100' YEAR, INTERVAL '0' MONTH,
           INTERVAL '178956970-7' YEAR TO MONTH, INTERVAL '-178956970-8' YEAR TO MONTH
           """) === [
             %YearMonth{months: 14},
             %YearMonth{months: -1_200},
             %YearMonth{months: 0},
             %YearMonth{months: 2_147_483_647},
             %YearMonth{months: -2_147_483_648}
           ]

    assert row(session, """
           INTERVAL '1 02:03:04.000005' DAY TO SECOND, INTERVAL '-3' HOUR, INTERVAL '0' SECOND,
           INTERVAL '106751991 04:00:54.775807' DAY TO SECOND,
           INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND
           """) === [
             %DayTime{microseconds: 93_784_000_005},
             %DayTime{microseconds: -10_800_000_000},
             %DayTime{microseconds: 0},
             %DayTime{microseconds: 9_223_372_036_854_775_807},
             %DayTime{microseconds: -9_223_372_036_854_775_808}
           ]

    # Arrow stores these as 64-bit nanoseconds, so their range is smaller.
    assert row(session, """
           make_interval(1, 2, 3, 4, 5, 6, 7.000008), make_interval(0, 0, 0, -1, 0, 0, 0.000001),
           make_interval(178956970, 7, 0, 2147483647), make_interval(-178956970, -8),
           make_interval(0, 0, 0, 0, 2562047, 47, 16.854775), make_interval(),
           CAST(NULL AS INTERVAL)
           """) === [
             %Calendar{months: 14, days: 25, microseconds: 18_367_000_008},
             %Calendar{months: 0, days: -1, microseconds: 1},
             %Calendar{months: 2_147_483_647, days: 2_147_483_647, microseconds: 0},
             %Calendar{months: -2_147_483_648, days: 0, microseconds: 0},
             %Calendar{months: 0, days: 0, microseconds: 9_223_372_036_854_775},
             %Calendar{months: 0, days: 0, microseconds: 0},
             nil
           ]
  end

  # A separate session keeps the setting from the other tests of the module.
  defp session_with(key, value),
    do: SparkEx.connect!(url: TestSpark.url(), conf: %{key => value})
end
