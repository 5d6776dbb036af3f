defmodule SparkEx.MergeIntoWriter do
  @moduledoc """
  Merges a frame into a table: SQL's `MERGE INTO` (PySpark's `MergeIntoWriter`).

      changes
      |> DataFrame.merge_into("lake.flights", F.expr("target.id = source.id"))
      |> MergeIntoWriter.when_matched_delete(F.expr("source.cancelled"))
      |> MergeIntoWriter.when_matched_update_all()
      |> MergeIntoWriter.when_not_matched_insert(%{"id" => F.col("source.id")})
      |> MergeIntoWriter.merge!()

  For each row, Spark applies the first clause of a kind whose condition holds. PySpark's
  `whenMatched(condition).update(assignments)` is one function here, with the condition last.
  Assignments are a map, a keyword list or a list of pairs, from a column of the table to its new
  value as a column. Nothing runs before `merge/1`.
  """

  alias SparkEx.Connect.Errors
  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.Column.Hint
  alias SparkEx.DataFrame.{Commands, Names}

  @enforce_keys [:frame, :table, :condition]
  defstruct [
    :frame,
    :table,
    :condition,
    matched: [],
    not_matched: [],
    not_matched_by_source: [],
    schema_evolution: false,
    action: []
  ]

  @typedoc "A merge that has not run yet. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          table: String.t(),
          condition: map,
          matched: [map],
          not_matched: [map],
          not_matched_by_source: [map],
          schema_evolution: boolean,
          action: keyword
        }

  @type assignments :: %{DataFrame.name() => Column.t()} | [{DataFrame.name(), Column.t()}]

  @titles %{
    matched: "a row of the frame matches a row of the table",
    not_matched: "a row of the frame matches no row of the table",
    not_matched_by_source: "a row of the table matches no row of the frame"
  }

  @doc """
  A merge of a frame into a table; `SparkEx.DataFrame.merge_into/4` is the same.

      iex> changes = SparkEx.Reader.table(:spark, "changes")
      iex> same = SparkEx.Functions.expr("source.id = target.id")
      iex> SparkEx.MergeIntoWriter.new(changes, "flights", same)
      #SparkEx.MergeIntoWriter<table("changes") into flights>
  """
  @spec new(DataFrame.t(), DataFrame.name(), Column.t(), keyword) :: t
  def new(frame, table, condition, options \\ []) do
    %__MODULE__{
      frame: DataFrame.frame!(frame),
      table: Names.name!(table, "merge_into/4"),
      condition: condition!(condition),
      action: Commands.validate!(options, "merge_into/4")
    }
  end

  for {clause, action, type, verb} <- [
        {:matched, "update_all", :ACTION_TYPE_UPDATE_STAR,
         "sets all columns of the table's row to those of the same name"},
        {:matched, "delete", :ACTION_TYPE_DELETE, "deletes the table's row"},
        {:not_matched, "insert_all", :ACTION_TYPE_INSERT_STAR,
         "inserts it, all columns by their names"},
        {:not_matched_by_source, "update_all", :ACTION_TYPE_UPDATE_STAR,
         "sets all its columns to those of the same name"},
        {:not_matched_by_source, "delete", :ACTION_TYPE_DELETE, "deletes it"}
      ] do
    name = :"when_#{clause}_#{action}"

    @doc """
    Where #{@titles[clause]} and the condition, if any, holds: #{verb}.

        iex> changes = SparkEx.Reader.table(:spark, "changes")
        iex> merge = SparkEx.MergeIntoWriter.new(changes, "t", SparkEx.Functions.expr("a = b"))
        iex> merge = SparkEx.MergeIntoWriter.#{name}(merge, SparkEx.Functions.expr("a > 1"))
        iex> length(merge.#{clause})
        1
    """
    @spec unquote(name)(t, Column.t() | nil) :: t
    def unquote(name)(merge, condition \\ nil),
      do: add(merge, unquote(clause), unquote(type), condition, [])
  end

  for {clause, action, type, verb} <- [
        {:matched, "update", :ACTION_TYPE_UPDATE, "sets columns of the table's row"},
        {:not_matched, "insert", :ACTION_TYPE_INSERT, "inserts a row with these columns"},
        {:not_matched_by_source, "update", :ACTION_TYPE_UPDATE, "sets columns of it"}
      ] do
    name = :"when_#{clause}_#{action}"

    @doc """
    Where #{@titles[clause]} and the condition, if any, holds: #{verb}.

        iex> changes = SparkEx.Reader.table(:spark, "changes")
        iex> merge = SparkEx.MergeIntoWriter.new(changes, "t", SparkEx.Functions.expr("a = b"))
        iex> merge = SparkEx.MergeIntoWriter.#{name}(merge, delay: SparkEx.Functions.lit(0))
        iex> length(merge.#{clause})
        1
    """
    @spec unquote(name)(t, assignments, Column.t() | nil) :: t
    def unquote(name)(merge, assignments, condition \\ nil) do
      assignments = assignments(assignments, unquote("#{name}/3"))
      add(merge, unquote(clause), unquote(type), condition, assignments)
    end
  end

  @doc """
  Allows the merge to add columns of the frame that the table does not have.

      iex> changes = SparkEx.Reader.table(:spark, "changes")
      iex> merge = SparkEx.MergeIntoWriter.new(changes, "t", SparkEx.Functions.expr("a = b"))
      iex> SparkEx.MergeIntoWriter.with_schema_evolution(merge).schema_evolution
      true

  Source: PySpark `MergeIntoWriter.withSchemaEvolution`.
  """
  @spec with_schema_evolution(t) :: t
  def with_schema_evolution(merge), do: %{writer!(merge) | schema_evolution: true}

  @doc """
  Runs the merge. Returns `:ok` or `{:error, exception}`.

      :ok = MergeIntoWriter.merge!(merge)

  Source: PySpark `MergeIntoWriter.merge`, `spark.connect.MergeIntoTableCommand`.
  """
  @spec merge(t) :: :ok | {:error, Exception.t()}
  def merge(merge) do
    %{frame: frame, action: options} = writer!(merge)
    Commands.run(frame, options, "merge_into/4", fn -> command(merge) end)
  end

  @doc "As `merge/1`, but raises."
  @spec merge!(t) :: :ok
  def merge!(merge), do: merge |> merge() |> Errors.unwrap!()

  @doc false
  @spec command(t) :: map
  def command(merge) do
    %{
      merge_into_table_command: %{
        target_table_name: merge.table,
        source_table_plan: merge.frame.plan,
        merge_condition: merge.condition,
        match_actions: merge.matched,
        not_matched_actions: merge.not_matched,
        not_matched_by_source_actions: merge.not_matched_by_source,
        with_schema_evolution: merge.schema_evolution
      }
    }
  end

  # Helpers

  defp writer!(merge), do: Receiver.expect!(merge, __MODULE__)

  defp add(merge, clause, type, condition, assignments) do
    merge = writer!(merge)
    action = %{action_type: type, assignments: assignments}
    # `false` is not "no condition": it comes from an operator of Elixir on columns.
    action =
      if condition == nil,
        do: action,
        else: Map.put(action, :condition, condition!(condition))

    %{merge | clause => Map.fetch!(merge, clause) ++ [%{merge_action: action}]}
  end

  # The key is a SQL expression, so that it may be a field of a struct.
  defp assignments(assignments, context) do
    for {name, column} <- Names.pairs!(assignments, context) do
      %{key: %{expression_string: %{expression: name}}, value: value!(name, column, context)}
    end
  end

  defp value!(_name, %Column{expr: expr}, _context), do: expr

  defp value!(name, other, context) do
    raise Error.Argument,
          "#{context}: expected a column for #{inspect(name)}, got: #{inspect(other)}" <>
            Hint.for_column(other)
  end

  defp condition!(condition), do: Column.condition_expr(condition, "a merge")

  defimpl Inspect do
    def inspect(merge, _opts) do
      outline = SparkEx.DataFrame.Formatter.format(merge.frame.plan)
      "#SparkEx.MergeIntoWriter<#{outline} into #{merge.table}>"
    end
  end
end
