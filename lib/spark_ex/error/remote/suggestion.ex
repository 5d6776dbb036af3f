defmodule SparkEx.Error.Remote.Suggestion do
  @moduledoc false
  # Suggestions for errors of Spark's, made from the error alone when its message is rendered.

  alias SparkEx.Functions.Signature
  alias SparkEx.Arguments.Options

  @table Path.join([__DIR__, "..", "..", "..", "..", "priv", "functions.tsv"])
  @external_resource @table

  # Functions of SQL that PySpark, and so the table, does not have.
  @only_in_sql ~w(any approx_top_k approx_top_k_accumulate approx_top_k_combine approx_top_k_estimate
                  bigint binary boolean cast date decimal div double float if int len localtime
                  luhn_check map measure mod
                  percentile_cont percentile_disc schema_of_avro smallint space string time timestamp
                  tinyint)
  @functions @table
             |> Signature.table()
             |> Enum.map(& &1.wire_name)
             |> Enum.concat(@only_in_sql)
             |> Enum.uniq()

  @table_functions ~w(collations explode explode_outer inline inline_outer json_tuple posexplode
                      posexplode_outer python_worker_logs range sql_keywords stack variant_explode
                      variant_explode_outer)
  @types ~w(array bigint binary boolean byte char date dec decimal double float int integer interval
            long map numeric real short smallint string struct timestamp timestamp_ltz timestamp_ntz
            tinyint varchar variant void)
  @sources ~w(avro binaryFile console csv delta iceberg jdbc json kafka orc parquet rate socket text xml)

  # The parameter with the unknown name, and the parameter with Spark's proposals, or a list of
  # names.
  @unknown %{
    "UNRESOLVED_COLUMN.WITH_SUGGESTION" => {"objectName", "proposal"},
    "UNRESOLVED_FIELD.WITH_SUGGESTION" => {"fieldName", "proposal"},
    "UNRESOLVED_MAP_KEY.WITH_SUGGESTION" => {"objectName", "proposal"},
    "UNRESOLVED_USING_COLUMN_FOR_JOIN" => {"colName", "suggestion"},
    "FIELD_NOT_FOUND" => {"fieldName", "fields"},
    "UNRESOLVED_ROUTINE" => {"routineName", @functions},
    "UNRESOLVABLE_TABLE_VALUED_FUNCTION" => {"name", @table_functions},
    "UNSUPPORTED_DATATYPE" => {"typeName", @types},
    "DATA_SOURCE_NOT_FOUND" => {"provider", @sources}
  }

  @static_conf "A session can't change this configuration: it is set when Spark starts, with " <>
                 "--conf key=value, or with server: [conf: %{key => value}] for a session that " <>
                 "starts its own server (url: \"local[*]\")."

  # Advice for errors without a class of their own, by their text.
  @by_text [
    {"Cannot find endpoint: spark://StateStoreCoordinator",
     "Spark starts the coordinator of state with the first call of streaming: call " <>
       "SparkEx.Streaming.active/1 once, then run the query again."},
    {"Queries with streaming sources must be executed with writeStream.start()",
     "A streaming frame has no actions: start a query with DataFrame.write_stream/2 and " <>
       "StreamWriter.start/3. To look at its rows, write to the format :memory and read the table " <>
       "with the name of the query."},
    {"pivot is not supported on a streaming DataFrames/Datasets",
     "Pivot each micro-batch, which is not streaming, in StreamWriter.foreach_batch/3."},
    {"Sorting is not supported on streaming DataFrames/Datasets",
     "Sort an aggregate that is written with output_mode: :complete, or each micro-batch in " <>
       "StreamWriter.foreach_batch/3."},
    {~r/Invalid call to \w+ on unresolved object/,
     "If the frame is a SQL script (BEGIN … END), run it with SparkEx.execute/4, and use the frame " <>
       "that it returns."},
    {"No DataFrame with id ",
     "The checkpoint was released, or made in the session that was lost; make it again."},
    {"is not supported if Spark Connect model cache offloading is enabled",
     "A session without offloading takes it, before its first model: set " <>
       "spark.connect.session.connectML.mlCache.memoryControl.enabled to false."},
    {"Unsupported ML operator, found ",
     "The server has no such class. One of a third party must be in a jar of its class path when " <>
       "Spark starts, and named in META-INF/services/org.apache.spark.ml.Estimator, " <>
       "org.apache.spark.ml.Transformer or org.apache.spark.ml.evaluation.Evaluator there."},
    {~r/The MLCache key|CONNECT_ML.CACHE_INVALID/,
     "The server no longer has the model of this frame: it was deleted, or its session was lost. " <>
       "Save models with SparkEx.ML.save/3 and load them with SparkEx.ML.load/3."},
    {"Operation was orphaned because of an internal error",
     "The server gave the query up when the connection broke. Run it again if it only reads; of a " <>
       "write, look first whether it has succeeded."},
    {~r/Not found (any |chunked )?cached local relation/,
     "The data was uploaded in the session that was lost; make the frame again."}
  ]

  # For errors without a suggestion.
  @advice %{
    "TABLE_OR_VIEW_NOT_FOUND" =>
      "SHOW TABLES lists the tables and views; a temporary view exists only in the session that " <>
        "created it.",
    "CALL_ON_STREAMING_DATASET_UNSUPPORTED" =>
      "Write a streaming frame with DataFrame.write_stream/2 and StreamWriter.start/3 or " <>
        "StreamWriter.to_table/3.",
    "WRITE_STREAM_NOT_ALLOWED" =>
      "Frames of SparkEx.StreamReader are streaming; write others with DataFrame.write/1.",
    "STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION" =>
      "Set another mode with StreamWriter.output_mode/2, or give an aggregate a watermark with " <>
        "DataFrame.with_watermark/3.",
    "CANNOT_MODIFY_CONFIG" => @static_conf,
    "CANNOT_MODIFY_STATIC_CONFIG" => @static_conf
  }

  @doc "The names that are close to the unknown one, the nearest first."
  @spec names(SparkEx.Error.Remote.t()) :: [String.t()]
  def names(%{error_class: class, message_parameters: parameters}) do
    with {unknown, candidates} <- @unknown[class],
         %{^unknown => unknown} <- parameters do
      candidates = candidates(candidates, parameters)
      near(unknown |> identifiers() |> List.last(), candidates)
    else
      _nothing_known -> []
    end
  end

  @doc "What the error's message does not say itself, `nil` if there is nothing to add."
  @spec hint(SparkEx.Error.Remote.t()) :: String.t() | nil
  def hint(error), do: aggregate(error) || by_text(error) || nearest(error)

  # `agg(total: "sum")` is sum(total), as in PySpark's dict. Spark shows it in the plan.
  defp aggregate(%{error_class: "UNRESOLVED_COLUMN." <> _, text: text} = error) do
    name = error.message_parameters |> Map.get("objectName", "") |> String.replace("`", "")

    case Regex.run(~r/unresolvedalias\('(\w+)\('#{Regex.escape(name)}\)/, text) do
      [_all, function] when name != "" ->
        "agg(#{name}: \"#{function}\") is #{function}(#{name}). To name the result #{name}, write " <>
          "agg(#{name}: F.#{function}(\"column\"))."

      _none ->
        nil
    end
  end

  defp aggregate(_error), do: nil

  defp by_text(%{text: text, causes: causes}) do
    texts = [text | Enum.map(causes, & &1.text)]

    Enum.find_value(@by_text, fn {pattern, hint} ->
      if Enum.any?(texts, &(&1 =~ pattern)), do: hint
    end)
  end

  defp nearest(%{error_class: class, text: text} = error) do
    case names(error) do
      [nearest | _rest] ->
        unless String.contains?(text, "id you mean"), do: "Did you mean #{nearest}?"

      [] ->
        @advice[class]
    end
  end

  defp candidates(list, _parameters) when is_list(list), do: list

  defp candidates(parameter, parameters),
    do: parameters |> Map.get(parameter, "") |> identifiers()

  defp near(nil, _candidates), do: []

  # The last part of a qualified name is the one most likely misspelled.
  defp near(unknown, candidates) do
    unknown = unknown |> last_part() |> String.downcase()
    by_part = Enum.group_by(candidates, &(&1 |> last_part() |> String.downcase()))
    unknown |> Options.nearest(Map.keys(by_part)) |> Enum.flat_map(&by_part[&1])
  end

  # Spark writes `a`.`b`, `c`; sometimes "C", or c alone.
  defp identifiers(text) do
    ~r/(?:`(?:[^`]|``)*`|[^\s,`."]+)(?:\.(?:`(?:[^`]|``)*`|[^\s,`."]+))*/u
    |> Regex.scan(text)
    |> Enum.map(fn [identifier] -> String.replace(identifier, "`", "") end)
  end

  defp last_part(identifier), do: identifier |> String.split(".") |> List.last()
end
