defmodule SparkEx.Parity do
  @moduledoc false
  # Coverage of PySpark's API. `dev/parity/pyspark-<version>.tsv` lists PySpark's methods, one a
  # line (`dev/parity/record.py` writes it from an installed PySpark); they are compared with the
  # exported functions of SparkEx. Most names follow from a rule.
  # `dev/parity/mapping.tsv` lists the exceptions: names that differ, methods that do not apply,
  # with the reason, and methods of parts that are not implemented yet.

  alias SparkEx.Parity.ML
  alias SparkEx.Types

  @tables Path.expand("../parity", __DIR__)
  @version "4.1.1"
  @mapping "mapping.tsv"

  @modules %{
    "SparkSession" => [SparkEx, SparkEx.Session],
    "Builder" => [SparkEx],
    "RuntimeConf" => [SparkEx.Session],
    "DataFrame" => [SparkEx.DataFrame],
    "DataFrameNaFunctions" => [SparkEx.DataFrame],
    "DataFrameStatFunctions" => [SparkEx.DataFrame],
    "TableArg" => [SparkEx.TableArg],
    "Column" => [SparkEx.Column],
    "functions" => [SparkEx.Functions],
    "functions.partitioning" => [SparkEx.Functions],
    "avro.functions" => [SparkEx.Functions],
    "protobuf.functions" => [SparkEx.Functions],
    "GroupedData" => [SparkEx.GroupedData],
    "PandasCogroupedOps" => [SparkEx.CogroupedData],
    "Window" => [SparkEx.Window],
    "WindowSpec" => [SparkEx.WindowSpec],
    "DataFrameReader" => [SparkEx.Reader],
    "DataFrameWriter" => [SparkEx.Writer],
    "DataFrameWriterV2" => [SparkEx.WriterV2],
    "MergeIntoWriter" => [SparkEx.MergeIntoWriter],
    "Catalog" => [SparkEx.Catalog],
    "TableValuedFunction" => [SparkEx.TableValuedFunction],
    "Observation" => [SparkEx.Observation],
    "UDFRegistration" => [SparkEx.UDFRegistration],
    "UDTFRegistration" => [SparkEx.UDTFRegistration],
    "DataSourceRegistration" => [SparkEx.DataSource],
    "ResourceProfile" => [SparkEx.ResourceProfile],
    "StorageLevel" => [SparkEx.StorageLevel],
    "DataStreamReader" => [SparkEx.StreamReader],
    "DataStreamWriter" => [SparkEx.StreamWriter],
    "StreamingQuery" => [SparkEx.StreamingQuery],
    "StreamingQueryManager" => [SparkEx.Streaming],
    "StreamingQueryListener" => [SparkEx.StreamingQueryListener],
    "pipelines" => [SparkEx.Pipeline],
    "Summarizer" => [SparkEx.ML.Stat]
  }

  # Classes that are structs here, with PySpark's properties as fields.
  @structs %{
    "StreamingQuery" => SparkEx.StreamingQuery,
    "StreamingQueryProgress" => SparkEx.StreamingQuery.Progress,
    "SourceProgress" => SparkEx.StreamingQuery.SourceProgress,
    "SinkProgress" => SparkEx.StreamingQuery.SinkProgress,
    "StateOperatorProgress" => SparkEx.StreamingQuery.StateOperatorProgress,
    "QueryStartedEvent" => SparkEx.StreamingQuery.Started,
    "QueryIdleEvent" => SparkEx.StreamingQuery.Idle,
    "QueryTerminatedEvent" => SparkEx.StreamingQuery.Terminated
  }

  @unsupported "PySpark does not support it under Spark Connect either"

  @typedoc "A method of PySpark."
  @type row :: %{area: String.t(), class: String.t(), name: String.t(), kind: String.t()}

  @typedoc "The SparkEx equivalent of a method, or the reason why there is none."
  @type status ::
          {:covered, String.t()} | {:not_applicable, String.t()} | {:later, String.t()} | :missing

  @doc "The versions of PySpark whose API is listed."
  @spec versions() :: [String.t()]
  def versions do
    for "pyspark-" <> name <- @tables |> File.ls!() |> Enum.sort(), do: Path.rootname(name)
  end

  @doc "The status of every method of a version of PySpark."
  @spec report(String.t()) :: [{row, status}]
  def report(version \\ @version) do
    mapping = mapping()
    for row <- api(version), do: {row, status(row, mapping)}
  end

  @doc "The number of methods of each status, by area and in total."
  @spec summary([{row, status}]) :: [[String.t() | non_neg_integer]]
  def summary(report) do
    counted = for area <- areas(report), do: [area | count(report, &(&1.area == area))]
    counted ++ [["all" | count(report, fn _row -> true end)]]
  end

  @doc "The areas, in the order of the table."
  @spec areas([{row, status}]) :: [String.t()]
  def areas(report), do: report |> Enum.map(fn {row, _status} -> row.area end) |> Enum.uniq()

  defp count(report, counts?) do
    kinds = for {row, status} <- report, counts?.(row), do: kind(status)

    for kind <- [:covered, :not_applicable, :later, :missing],
        do: Enum.count(kinds, &(&1 == kind))
  end

  defp kind(:missing), do: :missing
  defp kind({kind, _text}), do: kind

  @doc "The methods of a version of PySpark."
  @spec api(String.t()) :: [row]
  def api(version \\ @version) do
    for [area, class, name, kind] <- table("pyspark-#{version}.tsv"),
        do: %{area: area, class: class, name: name, kind: kind}
  end

  @doc "The exceptions to the rule, by class (`*` for any) and name."
  @spec mapping() :: %{{String.t(), String.t()} => {kind :: String.t(), String.t()}}
  def mapping do
    for [class, name, kind, text] <- table(@mapping), into: %{}, do: {{class, name}, {kind, text}}
  end

  @doc "The status of one method."
  @spec status(row, map) :: status
  def status(row, mapping) do
    keys = [{row.class, row.name}, {row.class, "*"}, {"*", row.name}]

    case Enum.find_value(keys, &mapping[&1]) do
      {"is", target} -> if exists?(target), do: {:covered, target}, else: :missing
      {"not", reason} -> {:not_applicable, reason}
      {"later", part} -> with :missing <- by_rule(row), do: {:later, part}
      nil -> by_rule(row)
    end
  end

  @doc """
  The status of a method by the naming rule alone.

      iex> row = %{area: "dataframe", class: "DataFrame", name: "groupBy", kind: "transform"}
      iex> SparkEx.Parity.by_rule(row)
      {:covered, "SparkEx.DataFrame.group_by"}
  """
  @spec by_rule(row) :: status
  def by_rule(%{kind: "unsupported"}), do: {:not_applicable, @unsupported}

  def by_rule(%{area: "ml." <> _module, class: class} = row) when class != "Summarizer",
    do: ML.by_rule(row)

  def by_rule(%{class: class, name: name}) do
    targets =
      for module <- Map.get(@modules, class, []),
          suffix <- ["", "_", "?"],
          do: "#{inspect(module)}.#{snake_case(name)}#{suffix}"

    case Enum.find(targets ++ fields(class, name), &exists?/1) do
      nil -> :missing
      target -> {:covered, target}
    end
  end

  defp fields(class, name) do
    case @structs do
      %{^class => module} -> ["%#{inspect(module)}{}.#{snake_case(name)}"]
      _functions -> []
    end
  end

  @doc """
  Converts a PySpark name to snake case.

      iex> Enum.map(~w(registerJavaUDAF toDF DISK_ONLY_2), &SparkEx.Parity.snake_case/1)
      ["register_java_udaf", "to_df", "disk_only_2"]
  """
  @spec snake_case(String.t()) :: String.t()
  def snake_case(name) do
    name
    |> String.replace(~r/(?<=[a-z0-9])(?=[A-Z])/, "_")
    |> String.downcase()
  end

  @doc """
  Whether a function, a struct, a field of a struct, a callback or a type of `SparkEx.Types`
  exists.

      iex> targets = ["SparkEx.Functions.abs", "%SparkEx.Catalog.Table{}.name", "type :long"]
      iex> Enum.map(targets, &SparkEx.Parity.exists?/1)
      [true, true, true]
      iex> Enum.map(["SparkEx.Functions.no_such", "type :no_such"], &SparkEx.Parity.exists?/1)
      [false, false]
  """
  @spec exists?(String.t()) :: boolean
  def exists?("type " <> term) do
    {type, _binding} = Code.eval_string(term)
    match?({:ok, _type}, Types.normalize(type))
  end

  def exists?("%" <> struct) do
    [module, field] = String.split(struct, "{}")
    module = Module.concat([module])

    Code.ensure_loaded?(module) and function_exported?(module, :__struct__, 0) and
      (field == "" or field in field_names(module))
  end

  def exists?(target) do
    {function, module} = target |> String.split(".") |> List.pop_at(-1)
    module = Module.concat(module)

    Code.ensure_loaded?(module) and
      Enum.any?(exports(module), fn {name, _arity} -> Atom.to_string(name) == function end)
  end

  defp exports(module) do
    if function_exported?(module, :behaviour_info, 1),
      do: module.behaviour_info(:callbacks),
      else: module.__info__(:functions)
  end

  defp field_names(module),
    do: for(field <- Map.keys(module.__struct__()), do: ".#{field}")

  defp table(name) do
    [_header | lines] =
      @tables |> Path.join(name) |> File.read!() |> String.split("\n", trim: true)

    Enum.map(lines, &String.split(&1, "\t"))
  end
end
