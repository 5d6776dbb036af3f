defmodule SparkEx.Pipeline.Datasets do
  @moduledoc false
  # The datasets and sinks of a pipeline, with the file and line of their definitions.
  #
  # Spark parses the SQL. The client only finds the names after `CREATE`, for `inspect/1` and for
  # the file and line in error messages.

  alias SparkEx.Pipeline

  @kinds %{
    MATERIALIZED_VIEW: :materialized_view,
    TABLE: :table,
    TEMPORARY_VIEW: :temporary_view,
    SINK: :sink
  }

  @sql_kinds %{
    "MATERIALIZED VIEW" => :materialized_view,
    "STREAMING TABLE" => :table,
    "TEMPORARY VIEW" => :temporary_view,
    "TEMP VIEW" => :temporary_view,
    "FLOW" => :flow
  }

  @create ~r/\bCREATE\s+(?:OR\s+REFRESH\s+)?(MATERIALIZED\s+VIEW|STREAMING\s+TABLE|TEMP(?:ORARY)?\s+VIEW|FLOW)\s+(?:IF\s+NOT\s+EXISTS\s+)?((?:`[^`]+`|[\w-]+)(?:\.(?:`[^`]+`|[\w-]+))*)/i

  @type dataset :: %{
          name: String.t(),
          kind: :materialized_view | :table | :temporary_view | :sink,
          file: String.t() | nil,
          line: pos_integer | nil
        }

  @doc "The datasets and sinks in the order of their definitions."
  @spec list(Pipeline.t()) :: [dataset]
  def list(pipeline), do: for(%{kind: kind} = place <- places(pipeline), kind != :flow, do: place)

  @doc "The datasets, sinks and flows with names of their own."
  @spec places(Pipeline.t()) :: [%{name: String.t(), kind: atom, file: term, line: term}]
  def places(%Pipeline{definitions: definitions}) do
    definitions |> Enum.reverse() |> Enum.flat_map(&places_of/1)
  end

  defp places_of({:define_output, output}),
    do: [place(output.output_name, @kinds[output.output_type], output)]

  # The flow of a dataset has its name and its place.
  defp places_of({:define_flow, %{flow_name: name, target_dataset_name: name}}), do: []
  defp places_of({:define_flow, flow}), do: [place(flow.flow_name, :flow, flow)]

  defp places_of({:define_sql_graph_elements, %{sql_text: text, sql_file_path: file}}) do
    for %{name: name, kind: kind, line: line} <- statements(text),
        do: %{name: name, kind: kind, file: file, line: line}
  end

  @doc "The `CREATE` statements of a SQL text, with their first lines."
  @spec statements(String.t()) :: [
          %{name: String.t(), kind: atom, line: pos_integer, text: String.t()}
        ]
  def statements(text) do
    found = Regex.scan(@create, text, return: :index)
    starts = for [{from, _length} | _groups] <- found, do: from
    ends = Enum.drop(starts, 1) ++ [byte_size(text)]

    for {[{from, _length}, kind, name], to} <- Enum.zip(found, ends) do
      %{
        name: text |> slice(name) |> String.replace("`", ""),
        kind: @sql_kinds[text |> slice(kind) |> String.upcase() |> words()],
        line: text |> binary_part(0, from) |> String.split("\n") |> length(),
        text: binary_part(text, from, to - from)
      }
    end
  end

  defp slice(text, {from, length}), do: binary_part(text, from, length)
  defp words(text), do: text |> String.split() |> Enum.join(" ")

  defp place(name, kind, definition) do
    location = Map.get(definition, :source_code_location, %{})
    %{name: name, kind: kind, file: location[:file_name], line: location[:line_number]}
  end
end
