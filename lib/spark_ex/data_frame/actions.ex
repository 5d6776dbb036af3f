defmodule SparkEx.DataFrame.Actions do
  @moduledoc false
  # Actions: each builds the plan or the request, and runs it with the client.

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Functions}
  alias SparkEx.Connect.{Client, PlanEncoder, ResultDecoder}
  alias SparkEx.DataFrame.SchemaLookup

  @timeout [
    timeout: [
      type: :timeout,
      default: nil,
      doc: "Milliseconds after which the action fails and its query is interrupted."
    ]
  ]

  @show [
    rows: [
      type: {:integer, 0..0x7FFF_FFFF},
      default: 20,
      positional: true,
      pyspark: :n,
      doc: "The number of rows."
    ],
    truncate: [
      type: {:or, [:boolean, {:integer, 0..0x7FFF_FFFF}]},
      default: 20,
      doc: "The maximum length of a cell. `false` and 0 do not truncate, `true` means 20."
    ],
    vertical: [
      type: :boolean,
      default: false,
      doc: "Whether to print one line for each value instead of a table."
    ]
  ]

  @level [
    level: [
      type: {:integer, 1..0x7FFF_FFFF},
      default: nil,
      positional: true,
      doc: "The depth of the tree. Unlimited by default."
    ]
  ]

  @explain_modes %{
    simple: :EXPLAIN_MODE_SIMPLE,
    extended: :EXPLAIN_MODE_EXTENDED,
    codegen: :EXPLAIN_MODE_CODEGEN,
    cost: :EXPLAIN_MODE_COST,
    formatted: :EXPLAIN_MODE_FORMATTED
  }

  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  @doc false
  @spec timeout_options() :: Options.schema()
  def timeout_options, do: @timeout

  @doc false
  @spec show_options() :: Options.schema()
  def show_options, do: @show ++ @timeout

  @doc false
  @spec tree_options() :: Options.schema()
  def tree_options, do: @level ++ @timeout

  @doc false
  @spec html_options() :: Options.schema()
  def html_options, do: Keyword.delete(@show, :vertical) ++ @timeout

  ## Rows

  @doc "All rows, within the limits."
  @spec collect(DataFrame.t(), keyword) :: result([term])
  def collect(frame, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)
    ResultDecoder.collect(session, plan, options, "collect/2")
  end

  @doc "The rows as an enumerable."
  @spec stream(DataFrame.t(), keyword) :: Enumerable.t()
  def stream(frame, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)
    ResultDecoder.stream(session, plan, options, "stream/2")
  end

  @doc "The batches as an enumerable."
  @spec stream_batches(DataFrame.t(), keyword) :: Enumerable.t()
  def stream_batches(frame, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)
    ResultDecoder.stream_batches(session, plan, options, "stream_batches/2")
  end

  @doc "All rows as Arrow bytes, within the limits."
  @spec to_arrow(DataFrame.t(), keyword) :: result(binary)
  def to_arrow(frame, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)
    ResultDecoder.to_arrow(session, plan, options, "to_arrow/2")
  end

  @doc "The first rows."
  @spec take(DataFrame.t(), non_neg_integer, keyword) :: result([term])
  def take(frame, number, options), do: first_rows(frame, number, options, "take/3")

  defp first_rows(frame, number, options, context) do
    with :ok <- check_number(number, context) do
      %{session: session, plan: plan} = DataFrame.frame!(frame)
      ResultDecoder.take(session, plan, number, unlimited(options), context)
    end
  end

  @doc "The last rows."
  @spec tail(DataFrame.t(), non_neg_integer, keyword) :: result([term])
  def tail(frame, number, options) do
    with :ok <- check_number(number, "tail/3") do
      %{session: session, plan: plan} = DataFrame.frame!(frame)
      ResultDecoder.tail(session, plan, number, unlimited(options), "tail/3")
    end
  end

  # The caller limits the number of rows, so the session's limit does not apply.
  defp unlimited(options) when is_list(options),
    do: Keyword.put_new(options, :max_rows, :infinity)

  defp unlimited(options), do: options

  defp check_number(number, _context) when is_integer(number) and number in 0..0x7FFF_FFFF,
    do: :ok

  defp check_number(number, context) do
    {:error,
     %Error.Argument{
       message: "#{context} takes a number of rows of 0 or more, got: #{inspect(number)}"
     }}
  end

  @doc "The first row."
  @spec first(DataFrame.t(), keyword) :: result(term | nil)
  def first(frame, options) do
    with :ok <- check_row(options),
         {:ok, rows} <- first_rows(frame, 1, options, "first/2"),
         do: {:ok, List.first(rows)}
  end

  # Columns have no first row.
  defp check_row(options) do
    if Keyword.keyword?(options) and options[:as] == :columns do
      text = "option :as of first/2 must be one of :maps, :lists, got: :columns"
      {:error, %Error.Argument{message: text}}
    else
      :ok
    end
  end

  @doc "The number of rows."
  @spec count(DataFrame.t(), keyword) :: result(non_neg_integer)
  def count(frame, options) do
    with {:ok, options} <- Options.validate(options, @timeout, "count/2") do
      frame
      |> DataFrame.frame!()
      |> DataFrame.agg(Functions.count(Functions.lit(1)))
      |> scalar(options)
    end
  end

  @doc "Whether the frame has no rows."
  @spec is_empty(DataFrame.t(), keyword) :: result(boolean)
  def is_empty(frame, options) do
    with {:ok, options} <- Options.validate(options, @timeout, "is_empty/2"),
         {:ok, rows} <- frame |> DataFrame.select([]) |> take(1, rows_of(options)),
         do: {:ok, rows == []}
  end

  @doc "The rows as the table that Spark prints."
  @spec show_string(DataFrame.t(), term, term) :: result(String.t())
  def show_string(frame, rows, options) when is_integer(rows) do
    options =
      if is_list(options), do: [rows: rows] ++ options, else: [rows: rows, truncate: options]

    show_string(frame, options, [])
  end

  def show_string(frame, options, []) do
    with {:ok, options} <- Options.validate(options, show_options(), "show/3") do
      frame
      |> DataFrame.step(:show_string,
        num_rows: options[:rows],
        truncate: truncate(options[:truncate]),
        vertical: options[:vertical]
      )
      |> scalar(options)
    end
  end

  def show_string(_frame, rows, _options) do
    message = "show/3 takes a number of rows, then options, got: #{inspect(rows)}"
    {:error, %Error.Argument{message: message}}
  end

  @doc "The rows as the HTML table that Spark draws."
  @spec html_string(DataFrame.t(), keyword) :: result(String.t())
  def html_string(frame, options) do
    with {:ok, options} <- Options.validate(options, html_options(), "html_string/2") do
      frame
      |> DataFrame.step(:html_string,
        num_rows: options[:rows],
        truncate: truncate(options[:truncate])
      )
      |> scalar(options)
    end
  end

  defp truncate(true), do: 20
  defp truncate(false), do: 0
  defp truncate(characters), do: characters

  @doc "The value of a frame with one row and one column."
  @spec scalar(DataFrame.t(), keyword) :: result(term)
  def scalar(frame, options) do
    with {:ok, [[value]]} <- collect(frame, rows_of(options)), do: {:ok, value}
  end

  defp rows_of(options), do: [as: :lists, timeout: options[:timeout] || :infinity]

  ## Analysis

  @doc "The schema, as a type."
  @spec schema(DataFrame.t(), keyword) :: result(SparkEx.Types.t())
  def schema(frame, options), do: SchemaLookup.schema(frame, options, "schema/2")

  @doc "The frame, if the server can analyze it."
  @spec checked(DataFrame.t(), keyword) :: result(DataFrame.t())
  def checked(frame, options) do
    with {:ok, options} <- Options.validate(options, @timeout, "analyze/2"),
         {:ok, _schema} <- schema(frame, [refresh: true] ++ options),
         do: {:ok, frame}
  end

  @doc "The schema as a tree."
  @spec tree_string(DataFrame.t(), keyword) :: result(String.t())
  def tree_string(frame, options) do
    with {:ok, options} <- Options.validate(options, tree_options(), "tree_string/2"),
         {:ok, %{tree_string: text}} <-
           analyze(
             frame,
             :tree_string,
             %{level: options[:level]},
             Keyword.take(options, [:timeout]),
             "tree_string/2"
           ),
         do: {:ok, text}
  end

  @doc "The plans that Spark makes."
  @spec explain_string(DataFrame.t(), term, keyword) :: result(String.t())
  def explain_string(frame, [{_key, _value} | _rest] = options, []) do
    {modes, options} = Keyword.split(options, [:mode, :extended])
    explain_string(frame, modes[:mode] || modes[:extended], options)
  end

  def explain_string(frame, mode, options) do
    with {:ok, mode} <- explain_mode(mode),
         {:ok, %{explain_string: text}} <-
           analyze(frame, :explain, %{explain_mode: mode}, options, "explain/3"),
         do: {:ok, text}
  end

  # `true` and `false` are PySpark's argument `extended`.
  defp explain_mode(true), do: explain_mode(:extended)
  defp explain_mode(mode) when mode in [nil, false, []], do: explain_mode(:simple)

  defp explain_mode(mode) do
    name = if is_atom(mode) or is_binary(mode), do: to_string(mode), else: inspect(mode)

    with nil <- Enum.find_value(@explain_modes, &proto_mode(&1, name)) do
      allowed = @explain_modes |> Map.keys() |> Enum.sort()

      {:error,
       %Error.Argument{
         message:
           "unknown mode #{inspect(mode)} of explain/3#{Options.did_you_mean(name, allowed)}" <>
             " (allowed: #{Enum.map_join(allowed, ", ", &inspect/1)})"
       }}
    end
  end

  defp proto_mode({mode, proto}, name),
    do: if(Atom.to_string(mode) == String.downcase(name), do: {:ok, proto})

  @doc "A flag of a plan, from the member of `AnalyzePlanRequest` with the same name."
  @spec flag(DataFrame.t(), :is_local | :is_streaming, keyword) :: result(boolean)
  def flag(frame, kind, options) do
    with {:ok, answer} <- analyze(frame, kind, %{}, options, "#{kind}/2"),
         do: {:ok, Map.get(answer, kind, false)}
  end

  @doc "The files that a frame reads."
  @spec input_files(DataFrame.t(), keyword) :: result([String.t()])
  def input_files(frame, options) do
    with {:ok, answer} <- analyze(frame, :input_files, %{}, options, "input_files/2"),
         do: {:ok, Map.get(answer, :files, [])}
  end

  @doc "A hash of a plan's computation."
  @spec semantic_hash(DataFrame.t(), keyword) :: result(integer)
  def semantic_hash(frame, options) do
    with {:ok, answer} <- analyze(frame, :semantic_hash, %{}, options, "semantic_hash/2"),
         do: {:ok, Map.get(answer, :result, 0)}
  end

  @doc "Whether two plans are the same computation."
  @spec same_semantics(DataFrame.t(), DataFrame.t(), keyword) :: result(boolean)
  def same_semantics(frame, other, options) do
    with :ok <- DataFrame.same_session!(frame, other),
         {:ok, options} <- Options.validate(options, @timeout, "same_semantics/3"),
         plans = %{
           target_plan: PlanEncoder.root(frame.plan),
           other_plan: PlanEncoder.root(other.plan)
         },
         {:ok, answer} <- Client.analyze(frame.session, %{same_semantics: plans}, options),
         do: {:ok, Map.get(answer, :result, false)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "Sends a member of `AnalyzePlanRequest` that takes a plan. Returns the server's answer."
  @spec analyze(DataFrame.t(), atom, map, keyword, String.t()) :: result(map)
  def analyze(frame, kind, fields, options, context) do
    with {:ok, options} <- Options.validate(options, @timeout, context) do
      %{session: session, plan: plan} = DataFrame.frame!(frame)
      request = %{kind => Map.put(fields, :plan, PlanEncoder.root(plan))}
      Client.analyze(session, request, options)
    end
  end

  ## Printing

  @doc "Prints the text of a successful action."
  @spec print(result(String.t())) :: :ok | {:error, Exception.t()}
  def print({:ok, text}), do: IO.puts(text)
  def print({:error, exception}), do: {:error, exception}
end
