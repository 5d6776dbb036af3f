defmodule SparkEx.Error.Remote do
  @moduledoc """
  Spark refused or failed to do what was asked.

  | Field                 | Holds                                                                    |
  |-----------------------|--------------------------------------------------------------------------|
  | `:error_class`        | Spark's name of the error, such as `"TABLE_OR_VIEW_NOT_FOUND"`, or `nil` |
  | `:sql_state`          | the SQLSTATE, such as `"42P01"`, or `nil`                                |
  | `:text`               | the message as Spark wrote it                                            |
  | `:message_parameters` | what the message was made from, a map of strings                         |
  | `:query_contexts`     | where in the query it happened, see below                                |
  | `:exception`          | the Java class of the exception                                          |
  | `:causes`             | the exceptions behind it, outermost first: `%{exception:, text:}`        |
  | `:stack_trace`        | the server's stack, empty unless the server was asked to send it         |
  | `:grpc_status`        | the gRPC code, such as `:internal`                                       |
  | `:operation_id`       | the operation that failed, or `nil` where there was none                 |

  A query context is a map with `:type` (`:sql` or `:dataframe`), `:object_type`, `:object_name`,
  `:start_index` and `:stop_index` (from 0, in characters), `:fragment`, `:call_site` and `:summary`.

  `Exception.message/1` is the text with the fragment pointed at, and a name that may have been meant
  where an unknown one reads much like it (see `suggestions/1`). The server sends stacks only when
  `spark.sql.connect.serverStacktrace.enabled` is true; `message/2` with `stack_trace: true`
  prints them.
  """

  alias SparkEx.Error.Remote.Suggestion

  @derive {Inspect, except: [:stack_trace]}
  defexception [
    :error_class,
    :sql_state,
    :text,
    :exception,
    :grpc_status,
    :operation_id,
    message_parameters: %{},
    query_contexts: [],
    causes: [],
    stack_trace: []
  ]

  @type query_context :: %{
          type: :sql | :dataframe,
          object_type: String.t(),
          object_name: String.t(),
          start_index: integer,
          stop_index: integer,
          fragment: String.t(),
          call_site: String.t(),
          summary: String.t()
        }

  @type t :: %__MODULE__{
          error_class: String.t() | nil,
          sql_state: String.t() | nil,
          text: String.t(),
          exception: String.t() | nil,
          grpc_status: atom,
          operation_id: String.t() | nil,
          message_parameters: %{String.t() => String.t()},
          query_contexts: [query_context],
          causes: [%{exception: String.t() | nil, text: String.t()}],
          stack_trace: [String.t()]
        }

  @impl true
  def message(error), do: message(error, [])

  @doc """
  The message, with `stack_trace: true` followed by the server's stack and the causes.

      iex> error = %SparkEx.Error.Remote{text: "[DIVIDE_BY_ZERO] Division by zero.", stack_trace: ["a.B.c(D.scala:1)"]}
      iex> SparkEx.Error.Remote.message(error, stack_trace: true)
      "[DIVIDE_BY_ZERO] Division by zero.\\n\\nServer stack:\\n  at a.B.c(D.scala:1)"
  """
  @spec message(t, stack_trace: boolean) :: String.t()
  def message(%__MODULE__{} = error, options) do
    [
      String.trim_trailing(error.text),
      contexts(error),
      Suggestion.hint(error) | if(options[:stack_trace], do: stack(error), else: [])
    ]
    |> Enum.reject(&(&1 in [nil, ""]))
    |> Enum.join("\n\n")
  end

  @doc """
  The names that may have been meant by one that Spark does not know, the nearest first: of columns
  and fields as Spark itself proposes them, of functions, types and data sources from what Spark 4.1 has.

      iex> error = %SparkEx.Error.Remote{
      ...>   error_class: "UNRESOLVED_ROUTINE",
      ...>   text: "[UNRESOLVED_ROUTINE] Cannot resolve routine `uper`.",
      ...>   message_parameters: %{"routineName" => "`uper`"}
      ...> }
      iex> error |> SparkEx.Error.Remote.suggestions() |> hd()
      "upper"
      iex> Exception.message(error)
      "[UNRESOLVED_ROUTINE] Cannot resolve routine `uper`.\\n\\nDid you mean upper?"
  """
  @spec suggestions(t) :: [String.t()]
  def suggestions(%__MODULE__{} = error), do: Suggestion.names(error)

  # Some messages quote the query already, most do not.
  defp contexts(%{text: text, query_contexts: contexts}) do
    unless String.contains?(text, "== SQL"), do: Enum.map_join(contexts, "\n", &context/1)
  end

  defp context(%{summary: summary}) when summary != "", do: String.trim_trailing(summary)
  defp context(%{type: :sql, fragment: fragment}), do: "== SQL ==\n" <> fragment
  defp context(%{type: :dataframe, fragment: fragment}), do: "== DataFrame ==\n" <> fragment

  defp stack(error) do
    frames =
      if error.stack_trace != [],
        do: "Server stack:\n" <> Enum.map_join(error.stack_trace, "\n", &("  at " <> &1))

    causes =
      Enum.map(error.causes, fn cause -> "Caused by: #{cause.exception}: #{cause.text}" end)

    [frames | causes]
  end
end
