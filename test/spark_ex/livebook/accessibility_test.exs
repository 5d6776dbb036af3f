if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.AccessibilityTest do
    # Checks each widget with axe-core, in light and dark colors, on wide and narrow pages.
    use ExUnit.Case, async: true
    use SparkEx.KinoCase

    alias SparkEx.Livebook.{ChartCell, ConnectionCell, ErrorHTML, SQLCell, StreamCell}
    alias SparkEx.Types.JSONCodec
    alias SparkEx.TestBrowser

    @moduletag :browser
    @moduletag :axe
    @moduletag :tmp_dir

    @error ErrorHTML.of(%SparkEx.Error.Transport{
             reason: :connect,
             text: "cannot reach sc://localhost: connection refused",
             hint: "Is the server running?"
           })

    @preview %{
      name: "Flights",
      loading: false,
      counting: false,
      notice: nil,
      error: nil,
      columns:
        for(n <- 1..50, do: %{name: "c#{n}", type: "int", kind: "number", sortable: n != 2}),
      rows: [Enum.map(1..50, &"#{&1}"), List.duplicate(nil, 50)],
      offset: 0,
      total: 100,
      more: true,
      shown: 100,
      page: 1,
      pages: 10,
      page_size: 10,
      page_sizes: [10, 20, 50, 100],
      order: %{column: 0, direction: :desc},
      requested: %{column: 0, direction: :desc}
    }

    @bar %{
      stages: 3,
      stages_done: 1,
      tasks: 8,
      tasks_done: 2,
      running: 2,
      bytes: 12_300_000,
      elapsed: 1500,
      cancelling: true,
      ui: "http://127.0.0.1:4040"
    }

    @live %{
      name: "orders",
      state: :running,
      restartable: true,
      table: true,
      error: nil,
      facts: [
        %{label: "Micro-batch", value: 3},
        %{label: "Sink", value: "FileSink[file:/#{String.duplicate("folder/", 20)}]"}
      ],
      rates: for(n <- 1..120, do: %{at: n * 1000, arriving: n, processed: 1_000_000 + n}),
      loading: false,
      columns:
        for(n <- 1..50, do: %{name: "c#{n}", type: "int", kind: "number", sortable: false}),
      rows: [Enum.map(1..50, &"#{&1}")],
      more: true,
      offset: 0,
      order: nil,
      requested: nil
    }

    # Draws and checks each state; nothing may extend beyond the edge of the page.
    defp check(asset, payload, states, folder) do
      checks =
        Enum.map_join(["" | states], "\n", fn state ->
          "#{state}; await settled(); found.push(...(await violations())); fits();"
        end)

      script = """
      const found = [];
      const fits = () => {
        if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the page");
      };
      #{checks}
      return { found, background: getComputedStyle(document.documentElement).backgroundColor };
      """

      for scheme <- [:light, :dark], width <- [1000, 420] do
        result = TestBrowser.run(asset, payload, script, folder, scheme: scheme, width: width)

        assert result["found"] == [], "#{scheme}, #{width} pixels: #{inspect(result)}"
        result["background"]
      end
      |> Enum.uniq()
    end

    test "the preview with rows, a running query, no rows and an error", %{tmp_dir: folder} do
      busy = %{@preview | loading: true, notice: "Cancelled"}
      empty = %{@preview | rows: [], total: 0, more: false, pages: 1, shown: 0, order: nil}
      failed = %{empty | columns: [], total: nil, error: @error}
      states = for content <- [busy, empty, failed], do: ~s|serve("content", #{json(content)})|

      # The widget paints its background, so its text is legible on any page.
      assert ["rgb(255, 255, 255)", "rgb(18, 24, 31)"] =
               check("preview_table", @preview, states, folder)
    end

    test "the progress of a query", %{tmp_dir: folder} do
      started = %{@bar | tasks: 0, bytes: 0, cancelling: false, ui: nil}
      check("query_bar", started, [~s|serve("content", #{json(@bar)})|], folder)
    end

    test "a streaming query that starts, runs, stops and fails", %{tmp_dir: folder} do
      starting = %{@live | state: :starting, facts: [], rates: [], columns: [], rows: []}
      stopping = %{@live | state: :stopping}
      failed = %{@live | state: :failed, error: @error, rates: Enum.take(@live.rates, 1)}

      states =
        for content <- [starting, stopping, failed], do: ~s|serve("content", #{json(content)})|

      check("live_query", @live, states, folder)
    end

    test "a run of a pipeline", %{tmp_dir: folder} do
      node = %{name: "daily", kind: "materialized view", reads: "orders", state: nil}
      long = %{node | name: String.duplicate("catalog.database.", 10), state: :failed}
      running = %{state: :running, error: nil, nodes: [%{node | state: :running}, node]}
      failed = %{running | state: :failed, error: @error, nodes: [node, long]}

      states = for content <- [failed], do: ~s|serve("content", #{json(content)})|
      check("live_pipeline", running, states, folder)
    end

    test "the texts of a frame", %{tmp_dir: folder} do
      # Plans have lines much longer than a page.
      text = String.duplicate("HashAggregate(keys=[a#1], functions=[count(1)])", 20)

      states =
        for content <- [%{text: text}, %{error: @error}], do: "serve('content', #{json(content)})"

      check("text_pane", %{label: "Plans", content: nil}, states, folder)
    end

    test "the tree of catalogs", %{tmp_dir: folder} do
      nodes = [%{name: "main", detail: "", path: ["main"]}, %{name: "b", detail: "", path: ["b"]}]
      leaf = %{name: "id", detail: "bigint", path: nil}

      states = [
        ~s|serve("children", #{json(%{path: [], nodes: nodes})}); click("main"); click("b")|,
        ~s|serve("children", #{json(%{path: ["main"], nodes: [leaf]})})|,
        ~s|serve("children", #{json(%{path: ["b"], error: @error})})|
      ]

      check("schema_tree", %{}, states, folder)
    end

    test "the form of the connection cell", %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(ConnectionCell, %{"variable" => "spark"})

      states = [
        "root.querySelector('details').open = true; root.querySelector('[name=tls]').click()",
        """
        const host = root.querySelector("[name=host]");
        host.value = "sc://x";
        host.dispatchEvent(new Event("change"));
        root.querySelector("[name=token]").click();
        """
      ]

      check("form", connect_client(kino), states, folder)
    end

    test "the form of the SQL cell", %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(SQLCell, %{"variable" => "result"})
      check("form", connect_client(kino), [], folder)
    end

    test "the form of the chart cell", %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(ChartCell, %{"frame" => "flights"})
      check("form", connect_client(kino), [], folder)
    end

    test "the form of the stream cell", %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(StreamCell, %{"variable" => "stream"})

      states = [
        """
        const choose = (name, value) => {
          const select = root.querySelector(`[name=${name}]`);
          select.value = value;
          select.dispatchEvent(new Event("change"));
        };
        choose("source", "json");
        choose("sink", "parquet");
        choose("trigger", "processing_time");
        """
      ]

      check("form", connect_client(kino), states, folder)
    end

    defp json(term), do: term |> JSONCodec.encode!() |> String.replace("</", "<\\/")
  end
end
