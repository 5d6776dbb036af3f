defmodule SparkEx.ResultCases do
  @moduledoc """
  The cases of `test/contract/results`: SQL queries, and what `test/contract/record_results.py`
  recorded of them with PySpark. That script describes the format of the files.
  """

  alias SparkEx.{Decimals, TestSpark, Types}

  @folder Path.expand("../contract/results", __DIR__)

  @versions ~w(4.1.1 4.2.1 4.3.0)
  @versions_of_queries ["4.0.5" | @versions]

  @type t :: %{name: String.t(), conf: %{String.t() => String.t()}, query: String.t()}

  @doc "Lists the files of cases."
  @spec areas() :: [String.t()]
  def areas do
    for file <- [@folder, "cases", "*.sql"] |> Path.join() |> Path.wildcard(),
        do: Path.basename(file, ".sql")
  end

  @doc "Returns the cases of a file."
  @spec cases(String.t()) :: [t]
  def cases(area) do
    [first | rest] =
      for block <- [@folder, "cases", area <> ".sql"] |> Path.join() |> File.read!() |> blocks(),
          do: parse(block)

    if first.name == "template",
      do: for(case <- rest, do: %{case | query: String.replace(first.query, "$", case.query)}),
      else: [first | rest]
  end

  defp blocks(text), do: String.split(text, ~r/^-- /m, trim: true)

  defp parse(block) do
    [name | lines] = String.split(block, "\n", trim: true)
    {conf, query} = Enum.split_with(lines, &String.starts_with?(&1, "--! "))
    pairs = for "--! " <> pair <- conf, [key, value] = String.split(pair, " = "), do: {key, value}
    %{name: name, conf: Map.new(pairs), query: Enum.join(query, "\n")}
  end

  @doc "Returns the recorded schemas as types, and rows as lists of SparkEx's values."
  @spec golden(String.t()) :: %{String.t() => %{schema: Types.t(), rows: [[term]]}}
  def golden(area),
    do: area |> recorded() |> Map.new(fn {name, case} -> {name, with_terms(case)} end)

  @doc "Returns the recorded results, with those of the tested version of Spark where they differ."
  @spec recorded(String.t()) :: %{String.t() => map}
  def recorded(area) do
    file = area <> ".exs"
    Map.merge(read(file), [TestSpark.version(), file] |> Path.join() |> read())
  end

  defp read(file) do
    path = Path.join([@folder, "golden", file])
    if File.exists?(path), do: path |> Code.eval_file() |> elem(0), else: %{}
  end

  @doc "Lists the versions of Spark whose results have been recorded."
  @spec versions() :: [String.t()]
  def versions, do: @versions

  @doc "Returns whether results of the tested version of Spark have been recorded."
  @spec recorded?() :: boolean
  def recorded?, do: TestSpark.version() in @versions

  @doc "As `versions/0`, of the results of SQL queries."
  @spec versions_of_queries() :: [String.t()]
  def versions_of_queries, do: @versions_of_queries

  @doc "As `recorded?/0`, of the results of SQL queries."
  @spec queries_recorded?() :: boolean
  def queries_recorded?, do: TestSpark.version() in @versions_of_queries

  @doc "The recorded Python functions, see `test/contract/record_python_udf.py`, with their rows as terms of SparkEx."
  @spec python_udfs() :: [{String.t(), map}]
  def python_udfs, do: "python_udf" |> golden() |> Enum.sort()

  defp with_terms(%{schema: json, rows: rows} = case) do
    {:struct, fields} = schema = Types.from_json!(json)
    %{case | schema: schema, rows: Enum.map(rows, &row(&1, fields))}
  end

  defp with_terms(failed), do: failed

  defp row(values, fields), do: Enum.zip_with(values, fields, &exact(&1, &2.type))

  # PySpark's timestamps are naive and in UTC, the zone of the recording machine.
  defp exact(nil, _type), do: nil
  defp exact({:decimal, digits}, _type), do: Decimals.decimal(digits)
  defp exact(%NaiveDateTime{} = time, :timestamp), do: DateTime.from_naive!(time, "Etc/UTC")
  defp exact(values, {:array, type, _nulls}), do: Enum.map(values, &exact(&1, type))

  defp exact(map, {:map, key, value, _nulls}),
    do: Map.new(map, fn {k, v} -> {exact(k, key), exact(v, value)} end)

  defp exact(map, {:struct, fields}),
    do: Map.new(fields, &{&1.name, exact(Map.fetch!(map, &1.name), &1.type)})

  defp exact(values, :variant) when is_list(values), do: Enum.map(values, &exact(&1, :variant))

  defp exact(map, :variant) when is_map(map) and not is_struct(map),
    do: Map.new(map, fn {key, value} -> {key, exact(value, :variant)} end)

  defp exact(value, _type), do: value
end
