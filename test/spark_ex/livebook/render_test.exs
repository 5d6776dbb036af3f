if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.RenderTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    defp tabs(frame) do
      assert %{type: :tabs, labels: ["Preview", "Schema", "Explain", "Raw"], outputs: outputs} =
               Kino.Render.to_livebook(frame)

      assert [preview, schema, explain, %{type: :terminal_text, text: raw}] = outputs
      %{schema: widget(schema), preview: widget(preview), explain: widget(explain), raw: raw}
    end

    test "a frame renders at once and each tab loads independently", %{session: session} do
      tabs = session |> SparkEx.range(3) |> tabs()
      assert tabs.raw =~ "range(0, 3)"

      assert connect_client(tabs.schema) == %{label: "Schema", content: nil}
      push_event(tabs.schema, "open", %{})
      assert_content(tabs.schema, %{text: "root\n |-- id: long (nullable = false)\n"})

      assert %{loading: true, rows: []} = connect_client(tabs.preview)

      assert_content(tabs.preview, %{
        loading: false,
        rows: [["0"], ["1"], ["2"]],
        total: 3,
        name: nil
      })

      push_event(tabs.explain, "open", %{})
      assert_content(tabs.explain, %{text: "== Parsed Logical Plan ==" <> _})
    end

    test "a streaming frame shows its latest rows", %{session: session} do
      frame = SparkEx.StreamReader.load(session, nil, format: :rate, rows_per_second: 5)

      assert %{type: :tabs, labels: ["Live", "Schema", "Explain", "Raw"], outputs: outputs} =
               Kino.Render.to_livebook(frame)

      assert [live, schema, _explain, %{text: raw}] = Enum.map(outputs, &output/1)
      assert raw =~ "stream(rate)"
      push_event(schema, "open", %{})
      assert_content(schema, %{text: "root\n |-- timestamp: timestamp" <> _})

      # No query runs before the tab is shown.
      assert SparkEx.Streaming.active!(session) == []
      connect_client(live)
      assert_content(live, %{rows: [[_timestamp, _value] | _]})
      push_event(live, "stop", %{})
      assert_content(live, %{state: :stopped})
    end

    defp output(%{type: :js} = output), do: widget(output)
    defp output(other), do: other

    test "nothing runs before its tab is shown" do
      # No process has this name, so every query fails.
      frame = SparkEx.range(:nobody, 3)
      tabs = tabs(frame)
      push_event(tabs.schema, "open", %{})
      assert_content(tabs.schema, %{error: error})
      assert error =~ "SparkEx.Error.Session"
      assert connect_client(tabs.explain) == %{label: "Plans", content: nil}
    end

    test "a SQL command in a frame runs once for all tabs", %{session: session} do
      table = table!(session, "id BIGINT")

      tabs = session |> SparkEx.sql("INSERT INTO #{table} VALUES (1)") |> tabs()
      connect_client(tabs.preview)
      push_event(tabs.schema, "open", %{})
      push_event(tabs.explain, "open", %{})
      assert_content(tabs.preview, %{loading: false, error: nil, total: 0})
      assert_content(tabs.schema, %{text: "root\n" <> _})
      assert_content(tabs.explain, %{text: _})
      push_event(tabs.preview, "reload", %{})
      assert_content(tabs.preview, %{loading: true})
      assert_content(tabs.preview, %{loading: false, error: nil})

      assert session |> SparkEx.table(table) |> DataFrame.count!() == 1
    end

    test "errors are rendered", %{session: session} do
      {:error, error} = session |> SparkEx.sql("SELECT 1 / 0 AS x") |> DataFrame.collect()
      assert %{type: :js, js_view: %{ref: ref}} = Kino.Render.to_livebook(error)
      assert is_binary(ref)
      assert %Kino.JS{} = SparkEx.Livebook.error(%ArgumentError{message: "any other"})
    end
  end
end
