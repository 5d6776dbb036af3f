defmodule SparkEx.Pipeline.Mermaid do
  @moduledoc false
  # A graph as the text of a Mermaid flowchart. The fills have texts of their own, so they can be
  # read on a light and a dark page.

  alias SparkEx.Pipeline.{Event, Graph}

  # The shape of a kind, and its name under that of the node.
  @kinds %{
    materialized_view: {"[", "]", "materialized view"},
    table: {"[(", ")]", "streaming table"},
    temporary_view: {"(", ")", "temporary view"},
    sink: {"[/", "/]", "sink"},
    flow: {"([", "])", "flow"},
    source: {"[[", "]]", "table"}
  }

  @classes [
    active: {Graph.active(), "fill:#dbe6ff,stroke:#3454d8"},
    done: {[:completed], "fill:#d9f2e3,stroke:#1c7a45"},
    failed: {[:failed], "fill:#fbdcdd,stroke:#b3363b"},
    left: {~w(skipped excluded stopped canceled)a, "fill:#eceff2,stroke:#51667a"}
  ]
  @class_of for {class, {states, _style}} <- @classes,
                state <- states,
                into: %{},
                do: {state, class}

  @doc "The text of a flowchart, with the states of its nodes."
  @spec text(Graph.t(), %{term => Event.state()}) :: String.t()
  def text(%Graph{nodes: nodes, edges: edges}, states \\ %{}) do
    names = for {node, at} <- Enum.with_index(nodes), into: %{}, do: {node.id, "n#{at}"}
    shown = for node <- nodes, do: "  #{names[node.id]}#{shape(node, states[node.id])}"
    arrows = for {from, to} <- edges, do: "  #{names[from]} --> #{names[to]}"
    lines = ["flowchart LR"] ++ shown ++ arrows ++ classes(nodes, names, states)
    Enum.map_join(lines, &(&1 <> "\n"))
  end

  @doc "The name of a kind of nodes."
  @spec kind(Graph.kind()) :: String.t()
  def kind(kind), do: elem(@kinds[kind], 2)

  defp shape(%{name: name, kind: kind}, state) do
    {opening, closing, title} = @kinds[kind]
    lines = [escape(name), title | List.wrap(state)]
    ~s(#{opening}"#{Enum.join(lines, "<br/>")}"#{closing})
  end

  # Mermaid takes HTML and Markdown in labels.
  defp escape(name),
    do: String.replace(name, ~r/[^\p{L}\p{N} _.-]/u, fn <<code::utf8>> -> "##{code};" end)

  defp classes(nodes, names, states) do
    for {class, {_states, style}} <- @classes,
        members = for(%{id: id} <- nodes, @class_of[states[id]] == class, do: names[id]),
        members != [],
        line <- [
          "  classDef #{class} #{style},color:#1a222c",
          "  class #{Enum.join(members, ",")} #{class}"
        ],
        do: line
  end
end
