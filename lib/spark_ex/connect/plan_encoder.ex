defmodule SparkEx.Connect.PlanEncoder do
  @moduledoc false
  # Plans in the form in which they are sent.

  alias SparkEx.Connect.{Requirements, SessionHandle}
  alias SparkEx.Connect.PlanEncoder.{PythonCommands, Views, WithColumns}
  alias SparkEx.Plan

  @doc """
  A relation as a `spark.connect.Plan`.

      iex> SparkEx.Connect.PlanEncoder.root(%{common: %{plan_id: 1}, range: %{end: 3, step: 1}})
      %{root: %{common: %{plan_id: 1}, range: %{end: 3, step: 1}}}
  """
  @spec root(Plan.relation()) :: map
  def root(relation), do: %{root: prepare(relation)}

  @doc "A command as a `spark.connect.Plan`."
  @spec command(map) :: map
  def command(command), do: %{command: prepare(command)}

  defp prepare(plan), do: plan |> WithColumns.fold() |> Views.name()

  @doc """
  Adapts a plan to the server of a session: checks its version if the plan needs a newer one than
  4.0, and adds the version of Python to functions. It may request both from the server.
  """
  @spec for_session(map, SessionHandle.t()) :: {:ok, map} | {:error, Exception.t()}
  def for_session(plan, handle) do
    with :ok <- Requirements.check_plan(plan, handle), do: PythonCommands.encode(plan, handle)
  end

  @doc """
  Takes what `SparkEx.Plan.attach/2` has attached off a plan; returns the plan and the
  attachments.

      iex> attached = {:observation, "rows", self()}
      iex> relation = %{common: %{plan_id: 1, attached: attached}, range: %{end: 3}}
      iex> SparkEx.Connect.PlanEncoder.pop_attachments(%{root: relation})
      {%{root: %{common: %{plan_id: 1}, range: %{end: 3}}}, [{:observation, "rows", self()}]}
  """
  @spec pop_attachments(map) :: {map, [tuple]}
  def pop_attachments(plan) do
    case attachments(plan) do
      [] -> {plan, []}
      attachments -> {strip_attachments(plan), attachments}
    end
  end

  defp attachments(plan) do
    Plan.reduce(plan, [], fn
      %{common: %{attached: attached}}, found -> {:cont, [attached | found]}
      _message, found -> {:cont, found}
    end)
  end

  defp strip_attachments(plan) do
    Plan.prewalk(plan, fn
      %{common: common} = relation -> {:cont, %{relation | common: Map.delete(common, :attached)}}
      message -> {:cont, message}
    end)
  end

  @doc """
  Keeps attachments from garbage collection up to this call, and with them what the plan needs on
  the server.
  """
  @spec keepalive([tuple]) :: :ok
  def keepalive(_attachments), do: :ok
end
