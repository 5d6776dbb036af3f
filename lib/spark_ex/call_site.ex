defmodule SparkEx.CallSite do
  @moduledoc """
  The lines of Elixir that built the columns of a query, in Spark's errors.

  With call sites, Spark's error about a column names the file and the line:

      SparkEx.CallSite.enable()
      speed = Column.divide(F.col("km"), F.col("h"))
      flights |> DataFrame.select(speed: speed) |> DataFrame.collect!()
      ** (SparkEx.Error.Remote) [DIVIDE_BY_ZERO] Division by zero. …
      == DataFrame ==
      "/" was called from
      lib/flights.ex:12

  The `:query_contexts` of `SparkEx.Error.Remote` hold them as `:call_site`. Call sites are for
  development: they read the stack for each column, which takes some microseconds, and plans with
  them are larger. They are off by default, and on with

      config :spark_ex, call_sites: true

  The call site is the innermost function on the stack that belongs neither to SparkEx nor to
  Elixir. A call in the last position of a function leaves the stack of its function, so the line
  may be that of the function's caller. Code that is evaluated, as in IEx and in the cells of a
  notebook, has no lines; modules that are defined there have.

  Source: PySpark's `spark.python.sql.dataFrameDebugging.enabled`, `spark.connect.PythonOrigin`.
  """

  alias SparkEx.Plan

  # Erlang's default of 8 frames does not reach beyond the library.
  @depth 40
  @libraries [:spark_ex, :elixir, :eex, :stdlib, :kernel]

  @doc """
  Turns call sites on for the columns that this VM builds from now on.

      :ok = SparkEx.CallSite.enable()

  Raises Erlang's `backtrace_depth`, which applies to the stack traces of all errors.
  """
  @spec enable() :: :ok
  def enable do
    former = :erlang.system_flag(:backtrace_depth, @depth)
    :erlang.system_flag(:backtrace_depth, max(former, @depth))
    Enum.each(@libraries, &Application.load/1)
    modules = for library <- @libraries, module <- modules(library), into: %{}, do: {module, []}
    :persistent_term.put(__MODULE__, modules)
  end

  defp modules(library), do: Application.spec(library, :modules) || []

  @doc """
  Turns call sites off.

      :ok = SparkEx.CallSite.disable()
  """
  @spec disable() :: :ok
  def disable do
    :persistent_term.erase(__MODULE__)
    :ok
  end

  @doc """
  Whether call sites are on.

      iex> SparkEx.CallSite.enable()
      iex> SparkEx.CallSite.enabled?()
      true
      iex> SparkEx.CallSite.disable()
      iex> SparkEx.CallSite.enabled?()
      false
  """
  @spec enabled?() :: boolean
  def enabled?, do: :persistent_term.get(__MODULE__, nil) != nil

  @doc false
  # Adds the call site to an expression; `name` is what its code calls.
  @spec put(Plan.expression(), String.t()) :: Plan.expression()
  def put(expression, name) do
    case :persistent_term.get(__MODULE__, nil) do
      nil -> expression
      libraries -> put(expression, name, libraries)
    end
  end

  defp put(expression, name, libraries) do
    {:current_stacktrace, stack} = Process.info(self(), :current_stacktrace)

    case find(stack, libraries) do
      nil -> expression
      site -> Map.put(expression, :common, %{origin: origin(name, site)})
    end
  end

  defp origin(name, site), do: %{python_origin: %{fragment: name, call_site: site}}

  # Evaluated code has no place of its own, and what runs it is not the user's.
  defp find([{:erl_eval, _function, _arity, _location} | _stack], _libraries), do: nil

  defp find([{module, _function, _arity, _location} | stack], libraries)
       when is_map_key(libraries, module),
       do: find(stack, libraries)

  defp find([{_module, _function, _arity, [file: file, line: line]} | _stack], _libraries),
    do: "#{file}:#{line}"

  defp find([_no_place | stack], libraries), do: find(stack, libraries)
  defp find([], _libraries), do: nil
end
