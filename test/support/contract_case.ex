defmodule SparkEx.ContractCase do
  @moduledoc """
  Plan parity with PySpark: `use SparkEx.ContractCase, golden: "join"` compares the cases of a
  module with those of `test/contract/golden/join.exs`.

      parity "on one name", do: DataFrame.join(left, right, "id")

  A case returns a frame, a column, or a command as a map. `capture_request/1` returns what an
  action sends:

      parity "cov", do: capture_request(fn -> DataFrame.cov(df, "a", "b") end)

  Where SparkEx deviates deliberately, the case gives the reason and the plan that it sends:

      parity "decimal", deviates: "PySpark sends a fixed precision", sends: %{literal: ...} do
        F.lit(Decimal.new("1.5"))
      end

  The names are compared both ways: a golden without a case fails, as does a case without one.
  """

  use ExUnit.CaseTemplate

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{Column, DataFrame, PlanNormalizer}
  alias SparkEx.Connect.{Client, LimitedResult, PlanEncoder, SessionHandle}
  alias SparkEx.Session.Config

  # The functions of the funnel that take a session and a request.
  @doors [
    {LimitedResult, :batches, 3},
    {Client, :command, 3},
    {Client, :analyze, 3},
    {Client, :rpc, 4}
  ]

  @golden Path.expand("../contract/golden", __DIR__)

  using options do
    quote do
      import SparkEx.ContractCase, only: [capture_request: 1, handle: 0, parity: 2, parity: 3]

      alias SparkEx.Functions, as: F
      alias SparkEx.{Column, DataFrame, GroupedData, Reader, Writer}

      Module.register_attribute(__MODULE__, :cases, accumulate: true)
      @golden SparkEx.ContractCase.golden!(unquote(options[:golden]))
      @before_compile SparkEx.ContractCase

      defp golden, do: @golden

      test "every recorded plan has a case, and every case a recorded plan" do
        assert cases() == golden() |> Map.keys() |> Enum.sort()
      end
    end
  end

  defmacro parity(name, do: block), do: case_test(name, [], block)
  defmacro parity(name, deviation, do: block), do: case_test(name, deviation, block)

  # ExUnit counts its tests before this runs, so it defines only the names.
  defmacro __before_compile__(_env) do
    quote do
      defp cases, do: Enum.sort(@cases)
    end
  end

  # The name may be a variable of a comprehension, which the body reads through `unquote`.
  defp case_test(name, deviation, block) do
    quote do
      @cases unquote(name)
      test unquote(name) do
        SparkEx.ContractCase.check!(
          unquote(block),
          golden()[unquote({:unquote, [], [name]})],
          unquote(deviation)
        )
      end
    end
  end

  @doc "Returns the recorded plans of an area."
  @spec golden!(String.t()) :: %{String.t() => map}
  def golden!(area) do
    {golden, _binding} = @golden |> Path.join(area <> ".exs") |> Code.eval_file()
    golden
  end

  @doc "Lists the recorded areas."
  @spec areas() :: [String.t()]
  def areas do
    for file <- @golden |> File.ls!() |> Enum.sort(), do: Path.basename(file, ".exs")
  end

  @doc """
  Returns what an action sends.

  The action runs without a server, so it ends at the funnel, where its call is traced.
  """
  @spec capture_request(Thunk.t({:error, Exception.t()})) :: term
  def capture_request(action) do
    for {module, _name, _arity} = door <- @doors do
      Code.ensure_loaded!(module)
      :erlang.trace_pattern(door, true, [:local])
    end

    task = Task.async(fn -> receive(do: (:traced -> run(action))) end)
    :erlang.trace(task.pid, true, [:call])
    send(task.pid, :traced)
    assert {:error, _exception} = Task.await(task)
    delivered = :erlang.trace_delivered(task.pid)
    assert_receive {:trace_delivered, _pid, ^delivered}

    receive do
      {:trace, _pid, :call, {Client, :rpc, [_session, method, request | _]}} ->
        {method, request}

      {:trace, _pid, :call, {Client, :analyze, [_session, analysis | _]}} ->
        {"AnalyzePlan", analysis}

      {:trace, _pid, :call, {Client, :command, [_session, command | _]}} ->
        command

      {:trace, _pid, :call, {_module, _name, [session, plan | _]}} ->
        relation(session, plan)
    after
      0 -> flunk("the action sent nothing")
    end
  end

  defp relation(session, plan), do: %DataFrame{session: session, plan: plan}

  # With the handle of `handle/0`, the call fails in the native core.
  defp run(action) do
    action.()
  rescue
    error in ArgumentError -> {:error, error}
  end

  @doc "A session's handle for actions that take it before they send their request."
  @spec handle() :: SessionHandle.t()
  def handle do
    %SessionHandle{
      native: nil,
      session: self(),
      session_id: "",
      user_id: "",
      spark_version: "4.3.0",
      limits: Map.new(Config.limits_schema(), fn {key, spec} -> {key, spec[:default]} end),
      rpc_timeout: 0,
      preferred_arrow_chunk_size: 1,
      keep_alive: 1,
      reconnect: false,
      release: true,
      progress_handlers: [],
      schemas: nil
    }
  end

  @doc "Fails unless the built message equals the recorded one, or deviates as declared."
  @spec check!(term, map | nil, keyword) :: true
  def check!(built, recorded, deviation) do
    if recorded == nil, do: flunk("no plan was recorded under this name")
    built = built |> normal() |> PlanNormalizer.mask_random(recorded)

    if deviation == [] do
      assert built === recorded
    else
      assert is_binary(deviation[:deviates])
      assert built === deviation[:sends]
      refute built === recorded, "this case no longer deviates from PySpark"
    end
  end

  # Drops what a plan carries for the client only.
  defp normal(%DataFrame{plan: plan}) do
    {relation, _attached} = PlanEncoder.pop_attachments(plan)
    PlanNormalizer.normalize("spark.connect.Relation", relation)
  end

  defp normal(%Column{expr: expr}), do: PlanNormalizer.normalize("spark.connect.Expression", expr)

  defp normal({method, request}),
    do: PlanNormalizer.normalize("spark.connect.#{method}Request", request)

  defp normal(%{} = command), do: PlanNormalizer.normalize("spark.connect.Command", command)
end
