defmodule SparkEx.DataFrame.FormatterTest do
  use ExUnit.Case, async: true

  doctest SparkEx.DataFrame.Formatter

  alias SparkEx.{Column, ContractCase, DataFrame, Reader}
  alias SparkEx.Functions, as: F

  # No process has this name, so any call to the session fails.
  defp frame(plan), do: %DataFrame{session: :no_such_session, plan: plan}
  defp t, do: Reader.table(:no_such_session, "t")

  test "formats every recorded PySpark plan as one short line" do
    for area <- ContractCase.areas(),
        {name, %{common: _} = plan} <- ContractCase.golden!(area) do
      text = inspect(frame(plan))
      case = "#{area}: #{name}: #{text}"
      assert text =~ ~r/\A#SparkEx.DataFrame<[A-Za-z_]+.*>\z/, case
      refute text =~ ~r/\?>|\?\)|\? \|>/, case
      assert String.length(text) < 1_500, case
    end
  end

  test "formats a multi-line text as one line" do
    frames = [
      DataFrame.filter(t(), "a > 1\n\tAND b"),
      DataFrame.select(t(), F.lit("a\r\nb")),
      DataFrame.select(t(), F.col("a\nb")),
      DataFrame.alias_(t(), "a\nb"),
      DataFrame.drop(t(), "a\nb"),
      SparkEx.sql(:no_such_session, "SELECT\n1"),
      SparkEx.table(:no_such_session, "a\nb")
    ]

    for frame <- frames, do: refute(inspect(frame) =~ ~r/[[:cntrl:]]/)
  end

  test "formats a deep plan in linear time" do
    deep =
      Enum.reduce(1..1_000, t(), fn n, frame ->
        frame |> DataFrame.filter(Column.gt(F.col("a"), n)) |> DataFrame.limit(n)
      end)

    {text, reductions} = with_reductions(fn -> inspect(deep) end)

    assert text =~ ~s|table("t") \|> filter(a > 1) \|> limit(1)|
    assert text =~ "1989 more"
    assert text =~ "limit(1000)>"
    assert String.length(text) < 1_500
    # Twice the depth takes about twice the work.
    {_text, double} = with_reductions(fn -> inspect(DataFrame.union(deep, deep)) end)
    assert double < 3 * reductions
  end

  test "formats a right-deep plan in linear time" do
    deep = Enum.reduce(1..500, t(), fn _, frame -> DataFrame.join(t(), frame, "id") end)
    {text, reductions} = with_reductions(fn -> inspect(deep) end)
    assert String.length(text) < 300
    assert reductions < 5_000_000
  end

  test "truncates a long list and a long text" do
    wide = DataFrame.select(t(), for(n <- 1..10_000, do: "column_#{n}"))
    assert String.length(inspect(wide)) < 300
    long = DataFrame.filter(t(), String.duplicate("x", 10_000))
    assert String.length(inspect(long)) < 300
    sql = SparkEx.sql(:no_such_session, String.duplicate("x", 10_000))
    assert String.length(inspect(sql)) < 300
  end

  test "formats an empty plan" do
    assert inspect(frame(%{})) == "#SparkEx.DataFrame<?>"
  end

  # Counts reductions, which are independent of the machine.
  defp with_reductions(function) do
    {:reductions, before} = Process.info(self(), :reductions)
    value = function.()
    {:reductions, later} = Process.info(self(), :reductions)
    {value, later - before}
  end
end
