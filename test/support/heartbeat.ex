defmodule SparkEx.Heartbeat do
  @moduledoc """
  A query that can be seen to run: with every row it writes down how far it is, in the server's JVM,
  where any other session can read it. It waits more than it works.
  """

  alias SparkEx.DataFrame

  @rows 1_200
  @pause 50

  @doc "The query, which takes a minute; `name` must be new."
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

  @doc "A name for a query."
  @spec name() :: String.t()
  def name, do: "spark_ex.test." <> SparkEx.Connect.UUID.generate()

  @doc "How far the query is, `nil` before it runs; asked in another session."
  @spec at(SparkEx.Session.t(), String.t()) :: String.t() | nil
  def at(observer, name) do
    query = "SELECT reflect('java.lang.System', 'getProperty', ?)"
    [[at]] = observer |> SparkEx.sql(query, [name]) |> DataFrame.collect!(as: :lists)
    if at in [nil, "null"], do: nil, else: at
  end

  @doc "Returns once the query runs."
  @spec await_start(SparkEx.Session.t(), String.t()) :: :ok
  def await_start(observer, name), do: await(fn -> at(observer, name) != nil end, 120_000)

  @doc "Whether the query is still getting on, as far as some of its pauses tell."
  @spec beats?(SparkEx.Session.t(), String.t()) :: boolean
  def beats?(observer, name) do
    before = at(observer, name)
    Process.sleep(4 * @pause)
    at(observer, name) != before
  end

  @doc "Returns once the query no longer gets on; raises after so many milliseconds."
  @spec await_end(SparkEx.Session.t(), String.t(), pos_integer) :: :ok
  def await_end(observer, name, within),
    do: await(fn -> not beats?(observer, name) end, within)

  defp await(condition, left) do
    started = System.monotonic_time(:millisecond)
    done = condition.()
    left = left - (System.monotonic_time(:millisecond) - started)

    cond do
      done -> :ok
      left > 0 -> Process.sleep(20) && await(condition, left - 20)
      true -> raise "it did not happen in time"
    end
  end
end
