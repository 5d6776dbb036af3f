defmodule SparkEx.IntervalTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Interval}

  doctest SparkEx.Interval

  # The texts that Spark's `CAST(interval AS STRING)` returns.
  @texts [
    {Interval.day_time([]), "INTERVAL '0 00:00:00' DAY TO SECOND"},
    {Interval.day_time(days: 1, hours: 2, minutes: 3, seconds: 4),
     "INTERVAL '1 02:03:04' DAY TO SECOND"},
    {Interval.day_time(milliseconds: -1500), "INTERVAL '-0 00:00:01.5' DAY TO SECOND"},
    {Interval.day_time(weeks: 20, microseconds: 7),
     "INTERVAL '140 00:00:00.000007' DAY TO SECOND"},
    {Interval.year_month(years: 1, months: 2), "INTERVAL '1-2' YEAR TO MONTH"},
    {Interval.year_month(months: -14), "INTERVAL '-1-2' YEAR TO MONTH"},
    {Interval.calendar(
       years: 1,
       months: 2,
       weeks: 3,
       days: 4,
       hours: 5,
       minutes: 6,
       milliseconds: 7500
     ), "1 years 2 months 25 days 5 hours 6 minutes 7.5 seconds"},
    {Interval.calendar(months: -1, microseconds: -1), "-1 months -0.000001 seconds"},
    {Interval.calendar([]), "0 seconds"}
  ]

  for {interval, text} <- @texts do
    test "#{text}" do
      assert to_string(unquote(Macro.escape(interval))) == unquote(text)
    end
  end

  test "an error names the unknown unit and the allowed units" do
    assert_raise Error.Argument, ~r/day_time\/1 has no unit :day \(allowed: .*:days/, fn ->
      Interval.day_time(day: 1)
    end

    assert_raise Error.Argument, ~r/calendar\/1 has no unit :fortnights/, fn ->
      Interval.calendar(fortnights: 1)
    end
  end

  describe "from_duration/1" do
    defp duration(units) do
      Map.merge(
        %{year: 0, month: 0, week: 0, day: 0, hour: 0, minute: 0, second: 0, microsecond: {0, 0}},
        Map.put(Map.new(units), :__struct__, Duration)
      )
    end

    test "converts years and months to a year-month interval" do
      assert Interval.from_duration(duration(year: 1, month: -2)) == %Interval.YearMonth{
               months: 10
             }
    end

    test "converts weeks and smaller units to a day-time interval" do
      units = duration(week: 1, second: -1, microsecond: {5, 6})
      assert Interval.from_duration(units) == %Interval.DayTime{microseconds: 604_799_000_005}
    end

    test "converts an empty duration to a day-time interval" do
      assert Interval.from_duration(duration([])) == %Interval.DayTime{microseconds: 0}
    end

    test "converts mixed units to a calendar interval" do
      assert Interval.from_duration(duration(month: 1, day: 2, hour: 3)) ==
               %Interval.Calendar{months: 1, days: 2, microseconds: 10_800_000_000}
    end
  end
end
