defmodule SparkEx.Streaming.RunsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Streaming.Runs
  alias SparkEx.StreamingQuery
  alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}

  defp started(run), do: %Started{id: "id", run_id: run}
  defp terminated(run), do: %Terminated{id: "id", run_id: run}
  defp idle(run), do: %Idle{id: "id", run_id: run}
  defp progress(run, batch), do: %{struct(Progress) | id: "id", run_id: run, batch_id: batch}

  defp receive_all(runs \\ %Runs{}, events), do: Runs.receive_events(runs, events)

  test "drops events that arrive twice" do
    events = [started("a"), progress("a", 0), progress("a", 1), idle("a"), terminated("a")]
    assert {^events, runs} = receive_all(events)
    assert {received, _runs} = receive_all(runs, events)
    assert received == [idle("a")]
  end

  test "keeps runs apart" do
    events = [started("a"), started("b"), progress("b", 0), progress("a", 0), terminated("b")]
    assert {^events, runs} = receive_all(events)
    assert Runs.running(runs) == [{"id", "a"}]
  end

  test "puts a start before the other events of its run" do
    {[], runs} = %Runs{} |> Runs.begin_start(self()) |> receive_all([progress("a", 0)])
    {[], runs} = receive_all(runs, [terminated("a")])
    assert {received, runs} = Runs.end_start(runs, self(), [started("a")])
    assert received == [started("a"), progress("a", 0), terminated("a")]
    assert Runs.running(runs) == []
  end

  test "does not hold back known runs, nor others when all starts have ended" do
    {_started, runs} = receive_all([started("a")])

    runs =
      runs
      |> Runs.begin_start(self())
      |> Runs.put_active([%StreamingQuery{session: :spark, id: "id", run_id: "b"}])

    events = [progress("a", 0), progress("b", 7)]
    assert {^events, runs} = receive_all(runs, events)
    {[], runs} = receive_all(runs, [progress("c", 1)])
    assert {received, runs} = Runs.end_start(runs, self(), [])
    assert received == [progress("c", 1)]
    assert {[_event], _runs} = receive_all(runs, [progress("d", 0)])
  end

  test "holds events back until the last of several starts" do
    other = spawn(fn -> :ok end)
    runs = %Runs{} |> Runs.begin_start(self()) |> Runs.begin_start(other)
    {[], runs} = receive_all(runs, [progress("a", 0), progress("b", 0)])
    assert {received, runs} = Runs.end_start(runs, self(), [started("b")])
    assert received == [started("b"), progress("b", 0)]
    assert {received, _runs} = Runs.end_start(runs, other, [started("a")])
    assert received == [started("a"), progress("a", 0)]
  end

  test "forgets old runs that have ended" do
    events = for run <- 1..5_000, do: terminated("run #{run}")
    {^events, runs} = receive_all(events)
    assert map_size(runs.known) <= 2_001
  end
end
