defmodule SparkEx.Connect.ErrorDetails do
  @moduledoc false
  # The errors that Spark describes in full: an exception, its causes, and what SparkThrowable
  # says (`FetchErrorDetailsResponse`, `ExecutePlanResponse.ObservedMetrics`).

  alias SparkEx.Error

  @typedoc "What the call itself says of the error, for details that are missing."
  @type server :: %{optional(atom) => term}

  @doc """
  The exception that details describe: `:errors`, of which `:root_error_idx` is the outermost.

      iex> details = %{root_error_idx: 0, errors: [%{message: "a", cause_idx: 1}, %{message: "b"}]}
      iex> error = SparkEx.Connect.ErrorDetails.to_exception(details, %{}, [])
      iex> {error.text, error.causes}
      {"a", [%{exception: nil, text: "b"}]}
  """
  @spec to_exception(map | nil, server, map | keyword) :: Error.Remote.t()
  def to_exception(details, server, context) do
    {root, causes} = chain(details)
    throwable = Map.get(root, :spark_throwable, %{})
    exception = exception(root) || server[:exception]

    %Error.Remote{
      error_class: Map.get(throwable, :error_class) || server[:error_class],
      sql_state: Map.get(throwable, :sql_state) || server[:sql_state],
      # Exceptions without a message are common in Java.
      text: Enum.find([root[:message], server[:message], exception], "", &(&1 not in [nil, ""])),
      exception: exception,
      grpc_status: server[:grpc_status],
      operation_id: context[:operation_id],
      message_parameters: Map.get(throwable, :message_parameters, %{}),
      query_contexts: query_contexts(throwable),
      breaking_change: breaking_change(throwable),
      causes: Enum.map(causes, &%{exception: exception(&1), text: Map.get(&1, :message, "")}),
      stack_trace: root |> Map.get(:stack_trace, []) |> Enum.map(&frame/1)
    }
  end

  # Each error of the list `errors` names the index of its cause. Errors outside the chain come
  # last, so that none is lost.
  defp chain(%{errors: [_ | _] = errors} = details) do
    linked = follow(errors, Map.get(details, :root_error_idx, 0), [])
    others = for {error, at} <- Enum.with_index(errors), at not in linked, do: error

    case Enum.map(linked, &Enum.at(errors, &1)) do
      [root | causes] -> {root, causes ++ others}
      [] -> {%{}, others}
    end
  end

  defp chain(_details), do: {%{}, []}

  defp follow(errors, index, seen) do
    if index in 0..(length(errors) - 1) and index not in seen do
      seen = seen ++ [index]

      case Enum.at(errors, index) do
        %{cause_idx: next} -> follow(errors, next, seen)
        _last -> seen
      end
    else
      seen
    end
  end

  defp exception(error), do: error |> Map.get(:error_type_hierarchy, []) |> List.first()

  # Spark sends an empty context if it does not know the place.
  defp query_contexts(throwable) do
    for context <- Map.get(throwable, :query_contexts, []),
        context = query_context(context),
        context.fragment != "" or context.summary != "",
        do: context
  end

  defp query_context(context) do
    %{
      type: if(Map.get(context, :context_type) == :DATAFRAME, do: :dataframe, else: :sql),
      object_type: Map.get(context, :object_type, ""),
      object_name: Map.get(context, :object_name, ""),
      start_index: Map.get(context, :start_index, 0),
      stop_index: Map.get(context, :stop_index, 0),
      fragment: Map.get(context, :fragment, ""),
      call_site: Map.get(context, :call_site, ""),
      summary: Map.get(context, :summary, "")
    }
  end

  defp breaking_change(%{breaking_change_info: info}) do
    %{
      migration: Map.get(info, :migration_message, []),
      config: mitigation(info),
      # As in PySpark, a change is to be inspected unless the server says otherwise.
      needs_audit: Map.get(info, :needs_audit, true)
    }
  end

  defp breaking_change(_throwable), do: nil

  defp mitigation(%{mitigation_config: %{key: key} = config}),
    do: {key, Map.get(config, :value, "")}

  defp mitigation(_info), do: nil

  defp frame(element) do
    method = Map.get(element, :declaring_class, "") <> "." <> Map.get(element, :method_name, "")
    "#{method}(#{Map.get(element, :file_name, "Unknown")}:#{Map.get(element, :line_number, 0)})"
  end
end
