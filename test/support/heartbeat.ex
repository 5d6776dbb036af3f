defmodule SparkEx.Heartbeat do
  @moduledoc """
  A query whose progress other sessions can read: each row is counted in the server's JVM. It
  sleeps more than it computes.
  """

  alias SparkEx.DataFrame

  @rows 1_200
  @pause 50

  @doc "Returns a query that takes a minute; `name` must be new."
  @spec query(SparkEx.Session.t(), String.t()) :: DataFrame.t()
  def query(session, name) do
    SparkEx.sql(
      session,
      """
      SELECT reflect('java.lang.System', 'setProperty', :name, cast(id AS string)),
             reflect('java.lang.Thread', 'sleep', #{@pause}L)
      FROM range(0, #{@rows}, 1, 1)
      """,
      name: name
    )
  end

  @doc "Returns a name for a query."
  @spec name() :: String.t()
  def name, do: "spark_ex.test." <> SparkEx.Connect.UUID.generate()

  @doc "Returns the number of rows so far, or `nil` before the start; needs another session."
  @spec progress(SparkEx.Session.t(), String.t()) :: String.t() | nil
  def progress(observer, name) do
    query = "SELECT reflect('java.lang.System', 'getProperty', ?)"
    [[at]] = observer |> SparkEx.sql(query, [name]) |> DataFrame.collect!(as: :lists)
    if at in [nil, "null"], do: nil, else: at
  end

  @doc "Returns once the query has started."
  @spec await_start(SparkEx.Session.t(), String.t()) :: :ok
  def await_start(observer, name), do: await(fn -> progress(observer, name) != nil end, 120_000)

  @doc "Returns whether the query still makes progress."
  @spec advances?(SparkEx.Session.t(), String.t()) :: boolean
  def advances?(observer, name) do
    before = progress(observer, name)
    Process.sleep(4 * @pause)
    progress(observer, name) != before
  end

  @doc "Returns once the query makes no more progress; raises after `within` milliseconds."
  @spec await_end(SparkEx.Session.t(), String.t(), pos_integer) :: :ok
  def await_end(observer, name, within),
    do: await(fn -> not advances?(observer, name) end, within)

  defp await(condition, left) do
    started = System.monotonic_time(:millisecond)
    done = condition.()
    left = left - (System.monotonic_time(:millisecond) - started)

    cond do
      done -> :ok
      left > 0 -> Process.sleep(20) && await(condition, left - 20)
      true -> raise "the query did not reach the expected state in time"
    end
  end
end
