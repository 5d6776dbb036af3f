defmodule SparkEx.Literal.EpochTest do
  use ExUnit.Case, async: true

  alias SparkEx.Literal.Epoch

  doctest Epoch

  test "agrees with Calendar.ISO on the years that it supports" do
    for year <- [-9999, -401, -400, -1, 0, 1, 399, 400, 1582, 1969, 1970, 2000, 2024, 9999],
        {month, day} <- [{1, 1}, {2, 28}, {3, 1}, {12, 31}] do
      date = Date.new!(year, month, day)
      time = NaiveDateTime.new!(date, ~T[12:34:56.789012])

      assert Epoch.days(date) == Date.diff(date, ~D[1970-01-01])

      assert Epoch.microseconds(time) ==
               NaiveDateTime.diff(time, ~N[1970-01-01 00:00:00], :microsecond)

      assert time |> Epoch.microseconds() |> Epoch.naive() == time
    end
  end

  test "supports years beyond Calendar.ISO" do
    assert Epoch.days(%Date{year: 10_000, month: 1, day: 1}) == Epoch.days(~D[9999-12-31]) + 1
    assert Epoch.days(%Date{year: -10_000, month: 12, day: 31}) == Epoch.days(~D[-9999-01-01]) - 1

    last = %{~U[2000-01-10 04:00:54.775807Z] | year: 294_247}
    assert Epoch.microseconds(last) == 9_223_372_036_854_775_807
  end

  test "converts a time in another zone to its instant" do
    time = %{
      ~U[2024-07-01 12:00:00Z]
      | time_zone: "Europe/Paris",
        utc_offset: 3600,
        std_offset: 3600
    }

    assert Epoch.microseconds(time) == Epoch.microseconds(~U[2024-07-01 10:00:00Z])
  end
end
