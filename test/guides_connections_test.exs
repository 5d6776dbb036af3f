defmodule SparkEx.GuidesConnectionsTest do
  # The connections in the README and the guides that need a cluster: checks of their options, and
  # of the addresses in the guide to clusters.
  use ExUnit.Case, async: true

  alias SparkEx.Notebook
  alias SparkEx.Session.Config

  @moduletag :tmp_dir

  @documents ["README.md" | Path.wildcard("guides/*.md")]
  @uuid "00112233-4455-6677-8899-aabbccddeeff"

  for document <- @documents do
    test "connections of #{document} that are only shown have valid options", %{tmp_dir: dir} do
      for options <- connections(unquote(document), dir),
          do: assert({:ok, %Config{}, _process} = Config.new(options))
    end
  end

  test "the guide to clusters says where each connection leads", %{tmp_dir: dir} do
    assert Enum.map(connections("guides/clusters.md", dir), &address/1) == [
             {"spark.example.com", 443, true, []},
             {"spark.example.com", 443, true, []},
             {"spark.internal", 15_002, false, []},
             {"my-spark-server.my-namespace.svc", 15_002, false, []},
             {"ingress.internal", 443, true, []},
             {"my-workspace.cloud.databricks.com", 443, true, ["x-databricks-cluster-id"]},
             {"my-workspace.cloud.databricks.com", 443, true, ["x-databricks-cluster-id"]},
             {"my-workspace.cloud.databricks.com", 443, true, ["x-databricks-session-id"]},
             {"is-0123456789.emr-spark-connect.us-east-1.amazonaws.com", 443, true,
              ["authorization", "x-aws-proxy-auth"]},
             {"localhost", 15_002, false, []}
           ]
  end

  defp address(options) do
    {:ok, %{channel: channel}, _process} = Config.new(options)
    headers = for {name, _value} <- channel.headers, do: name
    {channel.host, channel.port, channel.tls != nil, Enum.sort(headers)}
  end

  # The options of `SparkEx.connect!/1` and of child specifications, in the order of the text.
  defp connections(document, dir) do
    for code <- Notebook.shown(document), options <- calls(Code.string_to_quoted!(code)) do
      {options, _binding} = options |> Macro.prewalk(&here(&1, dir)) |> Code.eval_quoted()
      options
    end
  end

  defp calls(quoted) do
    {_quoted, calls} =
      Macro.prewalk(quoted, [], fn
        {{:., _, [{:__aliases__, _, [:SparkEx]}, :connect!]}, _, [options]} = call, calls ->
          {call, [options | calls]}

        {{:__aliases__, _, [:SparkEx, :Session]}, options} = child, calls when is_list(options) ->
          {child, [options | calls]}

        other, calls ->
          {other, calls}
      end)

    Enum.reverse(calls)
  end

  # Secrets, variables and files of a reader's machine.
  defp here({{:., _, [{:__aliases__, _, [:System]}, :fetch_env!]}, _, [_name]}, _dir),
    do: "secret"

  defp here({{:., _, [:otel_propagator_text_map, :inject]}, _, _}, _dir), do: []
  defp here({name, _, context}, _dir) when is_atom(name) and is_atom(context), do: @uuid

  defp here("/etc/ssl/" <> name, dir) do
    path = Path.join(dir, name)
    File.write!(path, "PEM")
    path
  end

  defp here(other, _dir), do: other
end
