if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.StreamCell do
    @moduledoc false
    # The smart cell "Spark stream". It reads a stream and shows or writes it. The query stops
    # when the cell runs again.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "form.js"
    use Kino.JS.Live
    use Kino.SmartCell, name: "Spark stream"

    alias SparkEx.Livebook.{SessionChoice, SessionNames, StreamSource}

    @files StreamSource.files()

    # Options of data sources in snake_case. A secret among them would stand in the notebook.
    @options "(?:(?!.*(?:password|secret|token))[a-z][a-z0-9_.]* *:[^\\n]*(?:\\n+|$))*"

    @sources [
      %{value: "rate", label: "Rows at a rate"},
      %{value: "json", label: "JSON files"},
      %{value: "csv", label: "CSV files"},
      %{value: "parquet", label: "Parquet files"},
      %{value: "orc", label: "ORC files"},
      %{value: "text", label: "Text files"},
      %{value: "table", label: "Table"},
      %{value: "kafka", label: "Kafka"}
    ]

    @sinks [
      %{value: "live", label: "Live table"},
      %{value: "memory", label: "Table in memory"},
      %{value: "parquet", label: "Parquet files"},
      %{value: "json", label: "JSON files"},
      %{value: "csv", label: "CSV files"},
      %{value: "orc", label: "ORC files"},
      %{value: "table", label: "Table"},
      %{value: "console", label: "Log of the server"},
      %{value: "noop", label: "Nothing"}
    ]

    @modes [
      %{value: "", label: "Default"},
      %{value: "append", label: "New rows"},
      %{value: "update", label: "Changed rows"},
      %{value: "complete", label: "All rows"}
    ]

    @triggers [
      %{value: "default", label: "Default"},
      %{value: "processing_time", label: "Interval"},
      %{value: "available_now", label: "Available data, once"}
    ]

    @from_files [%{name: "source", value: @files}]
    @from_kafka [%{name: "source", value: "kafka"}]
    @written [%{name: "sink", value: List.delete(Enum.map(@sinks, & &1.value), "live")}]

    @fields [
      %{name: "session", type: :variable, label: "Connection", default: "spark"},
      %{name: "variable", type: :variable, label: "Assign to", default: "stream"},
      %{name: "source", type: :select, label: "Read", default: "rate", options: @sources},
      %{
        name: "rows_per_second",
        type: :number,
        label: "Rows per second",
        default: nil,
        placeholder: "1",
        when: [%{name: "source", value: "rate"}]
      },
      %{
        name: "path",
        type: :text,
        label: "Folder",
        default: "/landing",
        when: @from_files
      },
      %{
        name: "table",
        type: :text,
        label: "Table",
        default: "",
        when: [%{name: "source", value: "table"}]
      },
      %{
        name: "servers",
        type: :text,
        label: "Servers",
        default: "localhost:9092",
        when: @from_kafka
      },
      %{name: "topic", type: :text, label: "Topic", default: "", when: @from_kafka},
      %{
        name: "schema",
        type: :text,
        label: "Schema",
        default: "",
        placeholder: "id BIGINT, price DOUBLE",
        when: [%{name: "source", value: @files ++ ["kafka"]}]
      },
      %{name: "sink", type: :select, label: "Write", default: "live", options: @sinks},
      %{
        name: "target",
        type: :text,
        label: "To folder",
        default: "",
        when: [%{name: "sink", value: ~w(parquet json csv orc)}]
      },
      %{
        name: "target_table",
        type: :text,
        label: "To table",
        default: "",
        when: [%{name: "sink", value: "table"}]
      },
      %{
        name: "query",
        type: :variable,
        label: "Query",
        default: "query",
        when: @written
      },
      %{
        name: "query_name",
        type: :text,
        label: "Name of the query",
        default: "",
        when: @written
      },
      %{
        name: "checkpoint",
        type: :text,
        label: "Checkpoint",
        default: "",
        when: @written
      },
      %{name: "trigger", type: :select, label: "Trigger", default: "default", options: @triggers},
      %{
        name: "interval",
        type: :text,
        label: "Interval",
        default: "10 seconds",
        when: [%{name: "trigger", value: "processing_time"}]
      },
      %{name: "output_mode", type: :select, label: "Rows", default: "", options: @modes},
      %{
        name: "options",
        type: :lines,
        label: "Options",
        default: "",
        placeholder: "max_files_per_trigger: 1",
        pattern: @options,
        hint:
          "One line of name: value for each, names in snake_case. No secrets: the notebook shows them.",
        fold: true
      }
    ]

    @impl true
    def init(attrs, ctx) do
      attrs =
        attrs
        |> Map.put("variable", Kino.SmartCell.prefixed_var_name("stream", attrs["variable"]))
        |> Map.put("query", Kino.SmartCell.prefixed_var_name("query", attrs["query"]))

      {:ok, SessionChoice.init(ctx, @fields, attrs)}
    end

    @impl true
    def handle_connect(ctx),
      do: {:ok, SessionChoice.payload(ctx, @fields, "Spark stream"), ctx}

    @impl true
    def handle_event("change", %{"name" => name, "value" => value}, ctx),
      do: {:noreply, SessionChoice.change(ctx, @fields, name, value)}

    @impl true
    def scan_binding(server, binding, _env),
      do: send(server, {:sessions, SessionNames.list(binding)})

    @impl true
    def handle_info({:sessions, sessions}, ctx),
      do: {:noreply, SessionChoice.put_sessions(ctx, sessions)}

    def handle_info(_message, ctx), do: {:noreply, ctx}

    @impl true
    def to_attrs(ctx), do: ctx.assigns.values

    @impl true
    def to_source(attrs), do: attrs |> StreamSource.quoted() |> Kino.SmartCell.quoted_to_string()
  end
end
