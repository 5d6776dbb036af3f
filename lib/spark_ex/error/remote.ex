defmodule SparkEx.Error.Remote do
  @moduledoc """
  An error of Spark's.

  | Field                 | Holds                                                                    |
  |-----------------------|--------------------------------------------------------------------------|
  | `:error_class`        | Spark's name of the error, such as `"TABLE_OR_VIEW_NOT_FOUND"`, or `nil` |
  | `:sql_state`          | the SQLSTATE, such as `"42P01"`, or `nil`                                |
  | `:text`               | the message as Spark wrote it                                            |
  | `:message_parameters` | the parameters of the message, a map of strings                          |
  | `:query_contexts`     | the parts of the query that the error is about, see below                |
  | `:exception`          | the Java class of the exception                                          |
  | `:breaking_change`    | how to undo a change of Spark's behaviour that caused it, or `nil`, see below |
  | `:causes`             | the causes of the exception, outermost first: `%{exception:, text:}`     |
  | `:hint`               | what SparkEx adds to the message, or `nil`                               |
  | `:stack_trace`        | the server's stack trace, empty unless the server is configured to send it |
  | `:grpc_status`        | the gRPC code, such as `:internal`                                       |
  | `:operation_id`       | the operation that failed, or `nil` for calls that run no operation      |

  A query context is a map with `:type` (`:sql` or `:dataframe`), `:object_type`, `:object_name`,
  `:start_index` and `:stop_index` (from 0, in characters), `:fragment`, `:call_site` and
  `:summary`.

  A breaking change is a map with `:migration`, a list of texts, `:config`, the `{key, value}`
  that brings the former behaviour back, or `nil`, and `:needs_audit`, whether Spark advises to
  look at the query first. Source: `FetchErrorDetailsResponse.BreakingChangeInfo`.

  `Exception.message/1` is the text without Java's stack traces, the fragment of the query, a name
  that is close to an unknown one (see `suggestions/1`), and the messages of the causes. The
  server sends stack traces only if `spark.sql.connect.serverStacktrace.enabled` is true;
  `message/2` with `stack_trace: true` prints them.

  Where a function in Python failed, the message begins with Python's exception and the line of
  the function that raised it; `:text` holds the whole traceback.
  """

  alias SparkEx.Error.Remote.{Causes, PythonTraceback, Suggestion}

  @derive {Inspect, except: [:stack_trace]}
  defexception [
    :error_class,
    :sql_state,
    :text,
    :exception,
    :grpc_status,
    :operation_id,
    :hint,
    :breaking_change,
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

  @type breaking_change :: %{
          migration: [String.t()],
          config: {String.t(), String.t()} | nil,
          needs_audit: boolean
        }

  @type t :: %__MODULE__{
          error_class: String.t() | nil,
          sql_state: String.t() | nil,
          text: String.t(),
          exception: String.t() | nil,
          grpc_status: atom,
          operation_id: String.t() | nil,
          hint: String.t() | nil,
          breaking_change: breaking_change | nil,
          message_parameters: %{String.t() => String.t()},
          query_contexts: [query_context],
          causes: [%{exception: String.t() | nil, text: String.t()}],
          stack_trace: [String.t()]
        }

  @impl true
  def message(error), do: message(error, [])

  @doc """
  The message; `stack_trace: true` adds the server's stack trace.

      iex> error = %SparkEx.Error.Remote{text: "[DIVIDE_BY_ZERO] Division by zero.", stack_trace: ["a.B.c(D.scala:1)"]}
      iex> SparkEx.Error.Remote.message(error, stack_trace: true)
      "[DIVIDE_BY_ZERO] Division by zero.\\n\\nServer stack:\\n  at a.B.c(D.scala:1)"
  """
  @spec message(t, stack_trace: boolean) :: String.t()
  def message(%__MODULE__{} = error, options) do
    [
      text(error),
      contexts(error),
      breaking_change(error),
      Suggestion.hint(error),
      error.hint,
      if(options[:stack_trace], do: stack(error)),
      Causes.text(error)
    ]
    |> Enum.reject(&(&1 in [nil, ""]))
    |> Enum.join("\n\n")
  end

  @doc """
  Names that are close to one that Spark does not know, the nearest first: columns and fields that
  Spark itself proposes; functions, types and data sources of Spark 4.1.

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

  # Messages of the parser begin with an empty line.
  defp text(error) do
    error.text
    |> PythonTraceback.fold()
    |> Causes.without_stacks()
    |> String.trim_leading("\n")
    |> String.trim_trailing()
  end

  # Some messages quote the query themselves.
  defp contexts(%{text: text, query_contexts: contexts}) do
    unless String.contains?(text, ["== SQL", "== DataFrame"]),
      do: Enum.map_join(contexts, "\n", &context/1)
  end

  defp context(%{summary: summary}) when summary != "", do: String.trim_trailing(summary)
  defp context(%{type: :sql, fragment: fragment}), do: "== SQL ==\n" <> fragment
  defp context(%{type: :dataframe, fragment: fragment}), do: "== DataFrame ==\n" <> fragment

  defp breaking_change(%{breaking_change: nil}), do: nil

  # Spark's own text may hold the advice.
  defp breaking_change(%{breaking_change: change, text: text}) do
    (change.migration ++ List.wrap(mitigation(change.config)))
    |> Enum.reject(&String.contains?(text, &1))
    |> Enum.join("\n")
  end

  defp mitigation({key, value}),
    do: "To bring the former behaviour back, set #{key} to #{value}."

  defp mitigation(nil), do: nil

  defp stack(%{stack_trace: []}), do: nil

  defp stack(%{stack_trace: frames}),
    do: "Server stack:\n" <> Enum.map_join(frames, "\n", &("  at " <> &1))
end
