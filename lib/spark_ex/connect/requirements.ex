defmodule SparkEx.Connect.Requirements do
  @moduledoc false
  # The check that the server's version supports a plan. An older server ignores fields that it
  # does not know and returns an error that names none of them.
  #
  # The table of functions has the versions of functions and their arguments. The tables below
  # have those of the protocol's fields and calls.

  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.{Error, Plan, Session}
  alias SparkEx.Functions.Signature

  # The path to a field, or to its value, from any message of a plan; the version that has it; its
  # name for users.
  @members [
    {[:direct_shuffle_partition_id], "4.1.0", "repartition_by_id"},
    {[:in_subquery_values], "4.1.0", "is_in with a frame"},
    {[:time], "4.1.0", "the type TIME"},
    {[:transform_with_state_info], "4.1.0", "transform_with_state"},
    {[:create_summary], "4.1.0", "the summary of a loaded model"},
    {[:get_cache_info], "4.1.0", "the cache of models"},
    {[:clean_cache], "4.1.0", "the cache of models"},
    {[:get_model_size], "4.1.0", "the size of a model"},
    {[:pipeline_command], "4.1.0", "a pipeline"},
    {[:auto_cdc_flow_details], "4.2.0", "an AUTO CDC flow"},
    {[:nearest_by_join], "4.2.0", "nearest_by_join"},
    {[:relation_changes], "4.2.0", "changes"},
    {[:parse, :format, :PARSE_FORMAT_XML], "4.2.0", "parsing a frame of XML"},
    {[:write_operation, :with_schema_evolution], "4.2.0", "schema evolution on write"},
    {[:write_operation_v2, :with_schema_evolution], "4.2.0", "schema evolution on write"},
    {[:source_name], "4.2.0", "the name of a streaming source"},
    {[:real_time_batch_duration], "4.2.0", "the trigger :real_time"},
    {[:zip], "4.3.0", "zip"},
    {[:timestamp_ntz_nanos], "4.3.0", "a timestamp with nanoseconds"},
    {[:timestamp_ltz_nanos], "4.3.0", "a timestamp with nanoseconds"},
    {[:track_history_column_list], "4.3.0", "a tracked history"},
    {[:track_history_except_column_list], "4.3.0", "a tracked history"},
    {[:stored_as_scd_type, :SCD_TYPE_2], "4.3.0", "a dimension of type 2"}
  ]

  @calls %{"CloneSession" => {"4.1.0", "clone"}, "GetStatus" => {"4.2.0", "operation_status"}}

  @table Path.join([__DIR__, "..", "..", "..", "priv", "functions.tsv"])
  @external_resource @table
  @signatures Signature.table(@table)

  @functions for %{since: since} = signature <- @signatures,
                 Version.compare(since, "4.0.0") == :gt,
                 into: %{},
                 do: {signature.wire_name, since}

  # The number of arguments at which a call needs the version.
  @arguments @signatures
             |> Enum.flat_map(fn signature ->
               for {%{since: since, name: name}, count} when since != nil <-
                     Enum.with_index(signature.parameters, 1),
                   do:
                     {signature.wire_name,
                      {count, {:member, "the argument #{name} of #{signature.name}", since}}}
             end)
             |> Enum.group_by(&elem(&1, 0), &elem(&1, 1))

  @doc "The table of the protocol's members."
  @spec members() :: [{[atom], String.t(), String.t()}]
  def members, do: @members

  @typedoc "What is needed, its name, and the version that has it."
  @type need :: {:function | :member, String.t(), String.t()}

  @doc """
  Checks that the server of a session supports a plan. It requests the version only for a plan
  that needs a newer server than Spark 4.0, and only if the session does not know it.

  A newer function passes if the server has it, registered by a user or added by a vendor.
  """
  @spec check_plan(map, SessionHandle.t()) :: :ok | {:error, Exception.t()}
  def check_plan(plan, handle), do: plan |> needs() |> check(handle)

  @doc "Checks that the server of a session knows an RPC."
  @spec check_rpc(String.t(), SessionHandle.t()) :: :ok | {:error, Exception.t()}
  def check_rpc(method, handle) do
    case @calls do
      %{^method => {since, text}} -> check([{:member, text, since}], handle)
      _known_to_all -> :ok
    end
  end

  @doc "Whether the server of a session has a version or a newer one."
  @spec at_least?(SessionHandle.t(), String.t()) :: {:ok, boolean} | {:error, Exception.t()}
  def at_least?(handle, version) do
    with {:ok, server} <- version(handle), do: {:ok, not older?(server, version)}
  end

  defp check([], _handle), do: :ok

  defp check(needs, handle) do
    with {:ok, version} <- version(handle) do
      missing? = fn {_kind, _text, since} = need ->
        older?(version, since) and not exists?(need, handle)
      end

      case Enum.find(needs, missing?) do
        nil -> :ok
        need -> {:error, refused(need, version)}
      end
    end
  end

  defp version(%{spark_version: nil} = handle), do: Session.spark_version(handle)
  defp version(%{spark_version: version}), do: {:ok, version}

  # Analyzing the statement does not run it. Spark rejects it for an unknown function.
  defp exists?({:function, name, _since}, handle) do
    query = Plan.relation(%{sql: %{query: "DESCRIBE FUNCTION `#{name}`"}})
    match?({:ok, _schema}, Client.analyze(handle, %{schema: %{plan: %{root: query}}}))
  end

  defp exists?({:member, _text, _since}, _handle), do: false

  defp refused({_kind, text, since}, version) do
    since = String.replace_suffix(since, ".0", "")
    %Error.Argument{message: "#{text} needs Spark #{since}, the server is #{version}"}
  end

  @doc """
  Returns what a plan needs that is newer than Spark 4.0.

      iex> alias SparkEx.Connect.Requirements
      iex> Requirements.needs(SparkEx.Functions.vector_norm("v").expr)
      [{:function, "vector_norm", "4.2.0"}]
      iex> Requirements.needs(SparkEx.Functions.max_by("a", "b", 2).expr)
      [{:member, "the argument k of max_by", "4.2.0"}]
      iex> Requirements.needs(SparkEx.Functions.max_by("a", "b").expr)
      []
  """
  @spec needs(map) :: [need]
  def needs(plan), do: plan |> add([]) |> Enum.uniq()

  # Every query is walked here, so a message costs only a list of its fields. As in
  # `SparkEx.Plan.reduce/3`, structs and the common part of relations are not walked.
  defp add(struct, found) when is_struct(struct), do: found
  defp add(%{} = message, found), do: message |> :maps.to_list() |> add_fields(found)
  defp add([value | values], found), do: add(values, add(value, found))
  defp add(_value, found), do: found

  defp add_fields([{field, value} | fields], found),
    do: add_fields(fields, add_field(field, value, found))

  defp add_fields([], found), do: found

  defp add_field(:common, _value, found), do: found

  defp add_field(:unresolved_function, %{function_name: name} = call, found) do
    found = add_arguments(name, call, found)

    case @functions do
      %{^name => since} -> add(call, [{:function, name, since} | found])
      _older -> add(call, found)
    end
  end

  @members
  |> Enum.group_by(
    fn {[field | _path], _since, _text} -> field end,
    fn {[_field | path], since, text} -> {path, {:member, text, since}} end
  )
  |> Enum.each(fn {field, needs} ->
    defp add_field(unquote(field), value, found) do
      needs = for {path, need} <- unquote(Macro.escape(needs)), present?(value, path), do: need
      add(value, needs ++ found)
    end
  end)

  defp add_field(_field, value, found), do: add(value, found)

  defp add_arguments(name, call, found) do
    case @arguments do
      %{^name => arguments} ->
        given = call |> Map.get(:arguments, []) |> length()
        for({count, need} <- arguments, given >= count, do: need) ++ found

      _none ->
        found
    end
  end

  # Unset members are the same as absent ones.
  defp present?(value, []), do: value not in [nil, false, []]
  defp present?(value, [value]), do: true

  defp present?(%{} = message, [field | path]) when is_map_key(message, field),
    do: message |> Map.fetch!(field) |> present?(path)

  defp present?(_message, _path), do: false

  @doc """
  Whether a version of Spark is older than another. A version without numbers is not.

      iex> Enum.map(["4.1.1", "4.2", "4.2.0-SNAPSHOT", "4.10.0", "main"],
      ...>   &SparkEx.Connect.Requirements.older?(&1, "4.2.0"))
      [true, false, false, false, false]
  """
  @spec older?(String.t(), String.t()) :: boolean
  def older?(version, than) do
    case {numbers(version), numbers(than)} do
      {[], _than} -> false
      {version, than} -> version < than
    end
  end

  defp numbers(version) do
    case Regex.run(~r/^(\d+)\.(\d+)(?:\.(\d+))?/, version, capture: :all_but_first) do
      [major, minor] -> Enum.map([major, minor, "0"], &String.to_integer/1)
      nil -> []
      numbers -> Enum.map(numbers, &String.to_integer/1)
    end
  end
end
