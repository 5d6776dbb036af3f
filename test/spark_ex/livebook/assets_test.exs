if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.AssetsTest do
    # Runs the JavaScript of the widgets in a real browser with their real payloads.
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.{ChartCell, ConnectionCell, PreviewTable, SQLCell, StreamCell}
    alias SparkEx.TestBrowser
    alias SparkEx.Types.JSONCodec

    @moduletag :browser
    @moduletag :tmp_dir

    test "the form of the connection cell", %{tmp_dir: folder} do
      {kino, _source} =
        start_smart_cell!(ConnectionCell, %{"variable" => "spark", "user_id" => "</script>"})

      script = """
      const field = (name) => root.querySelector(`[name=${name}]`);
      const write = (name, value) => { field(name).value = value; field(name).dispatchEvent(new Event("change")); };
      const before = { host: field("host").value, port: field("port").value, user: field("user_id").value, cores: field("cores").closest(".field").hidden, folded: !root.querySelector("details").open };
      write("host", "spark.example.com");
      write("port", "443");
      const file = field("ca_file").closest(".field");
      const hidden_file = file.hidden;
      field("tls").click();
      const shown_file = !file.hidden;
      write("host", "sc://spark.example.com/;token=SECRET");
      write("headers", "authorization: SECRET");
      const invalid = [...root.querySelectorAll("[aria-invalid=true]")].map((node) => node.name);
      const hints = invalid.map((name) => document.getElementById(field(name).getAttribute("aria-describedby")).textContent);
      const inner = getComputedStyle(field("host").closest(".field").querySelector("label")).whiteSpace;
      field("token").focus();
      field("token").click();
      const chosen = field("token").value;
      write("variable", "1x");
      write("variable", "spark2");
      write("kind", "local");
      serve("notice", { text: "Spark 4.1.1" });
      return { before, events, invalid, hints, inner, chosen, files: [hidden_file, shown_file], hidden: field("host").closest(".field").hidden, cores: field("cores").closest(".field").hidden, title: root.querySelector(".form-title").innerText };
      """

      result = TestBrowser.run("form", connect_client(kino), script, folder)

      assert result["before"] == %{
               "host" => "localhost",
               "port" => "15002",
               "user" => "</script>",
               "cores" => true,
               # The section is open because the user has a value.
               "folded" => false
             }

      assert result["events"] ==
               for(
                 {name, value} <- [
                   {"host", "spark.example.com"},
                   {"port", 443},
                   {"tls", true},
                   {"token", "SPARK_TOKEN"},
                   {"variable", "spark2"},
                   {"kind", "local"}
                 ],
                 do: ["change", %{"name" => name, "value" => value}]
               )

      assert {result["hidden"], result["cores"]} == {true, false}
      assert result["files"] == [true, true]
      assert result["invalid"] == ["host", "headers"]
      assert [_host, _headers] = result["hints"]
      assert Enum.all?(result["hints"], &(&1 =~ "own field"))
      assert result["inner"] == "nowrap"
      assert result["chosen"] == "SPARK_TOKEN"
      assert result["title"] =~ ~r/Spark connection\s*Spark 4.1.1/

      # The cell accepts the pushed events.
      for [event, payload] <- result["events"], do: push_event(kino, event, payload)
      assert_smart_cell_update(kino, %{"kind" => "local"}, source, patience())
      assert source =~ ~s|spark2 = SparkEx.Livebook.connect!(url: "local[*]")|
    end

    test "text being typed is not overwritten; later values appear after the input loses focus",
         %{
           tmp_dir: folder
         } do
      {kino, _source} = start_smart_cell!(SQLCell, %{"variable" => "result"})

      script = """
      const limit = root.querySelector("[name=limit]");
      limit.focus();
      limit.value = "5";
      serve("values", { ...initial.values, limit: 7 });
      const writing = limit.value;
      limit.value = "7";
      limit.dispatchEvent(new Event("change"));
      limit.blur();
      return { writing, after: limit.value, events };
      """

      payload = connect_client(kino)
      script = "const initial = #{JSONCodec.encode!(payload)};" <> script

      assert TestBrowser.run("form", payload, script, folder) ==
               %{"writing" => "5", "after" => "7", "events" => []}
    end

    test "the form of the chart cell proposes columns and takes any text", %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(ChartCell, %{"frame" => "flights"})

      script = """
      serve("choices", { frame: ["flights"], x: ["hour", "air time"] });
      const list = root.querySelector("[name=x]").list;
      const choices = [...list.options].map((node) => node.value);
      const y = root.querySelector("[name=y]");
      y.value = "Dep. Delay";
      y.dispatchEvent(new Event("change"));
      const aggregate = root.querySelector("[name=aggregate]");
      aggregate.value = "count";
      aggregate.dispatchEvent(new Event("change"));
      return { choices, events, hidden: y.closest(".field").hidden };
      """

      result = TestBrowser.run("form", connect_client(kino), script, folder)
      assert result["choices"] == ["hour", "air time"]
      assert result["hidden"]

      assert result["events"] == [
               ["change", %{"name" => "y", "value" => "Dep. Delay"}],
               ["change", %{"name" => "aggregate", "value" => "count"}]
             ]
    end

    test "the form of the SQL cell proposes sessions and submits typed text on a sync",
         %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(SQLCell, %{"variable" => "result"})

      script = """
      serve("choices", { session: ["spark", "other"] });
      const choices = [...root.querySelectorAll("datalist option")].map((node) => node.value);
      const limit = root.querySelector("[name=limit]");
      limit.focus();
      limit.value = "50";
      handlers.sync();
      return { choices, events };
      """

      result = TestBrowser.run("form", connect_client(kino), script, folder)
      assert result["choices"] == ["spark", "other"]
      assert result["events"] == [["change", %{"name" => "limit", "value" => 50}]]
    end

    test "the form of the stream cell shows the fields of its source and sink",
         %{tmp_dir: folder} do
      {kino, _source} = start_smart_cell!(StreamCell, %{"variable" => "stream"})

      script = """
      const shown = () => [...root.querySelectorAll(".field")].filter((node) => !node.hidden).map((node) => node.querySelector("[name]").name);
      const choose = (name, value) => {
        const select = root.querySelector(`[name=${name}]`);
        select.value = value;
        select.dispatchEvent(new Event("change"));
      };
      const first = shown();
      choose("source", "kafka");
      choose("sink", "parquet");
      return { first, second: shown() };
      """

      result = TestBrowser.run("form", connect_client(kino), script, folder)
      common = ~w(session variable source sink trigger output_mode options)
      assert result["first"] -- common == ["rows_per_second"]

      assert result["second"] -- common ==
               ~w(servers topic schema target query query_name checkpoint)
    end

    test "the preview of a frame", %{session: session, tmp_dir: folder} do
      frame = SparkEx.sql(session, "SELECT id, IF(id = 1, NULL, '<b>' || id) AS s FROM range(30)")
      table = PreviewTable.new(fn -> {:ok, frame} end, name: "Ids", rows: 25)
      connect_client(table)
      assert_content(table, %{loading: false} = content)

      script = """
      const cells = [...root.querySelectorAll("tbody tr")].map((row) => [...row.cells].filter((cell) => !cell.ariaHidden).map((cell) => cell.textContent));
      const text = root.innerText;
      click("string");
      click("Count rows");
      click("Next");
      const enabled = root.querySelector(".pager button").getAttribute("aria-disabled") === "false";
      const header = () => ({ sort: root.querySelectorAll("th")[2].getAttribute("aria-sort"), text: root.querySelectorAll("th")[2].innerText });
      serve("content", #{JSONCodec.encode!(%{content | loading: true, requested: %{column: 1, direction: :desc}})});
      click("Cancel");
      const before = header();
      serve("content", #{JSONCodec.encode!(%{content | order: %{column: 1, direction: :desc}, requested: %{column: 1, direction: :desc}})});
      const after = header();
      click("s ↓");
      serve("content", #{JSONCodec.encode!(%{content | total: 1_234_567, more: false})});
      const counted = root.querySelector(".total").innerText;
      return { cells, text, events, enabled, before, after, counted };
      """

      result = TestBrowser.run("preview_table", content, script, folder)
      assert Enum.take(result["cells"], 2) == [["1", "0", "<b>0"], ["2", "1", "null"]]
      assert length(result["cells"]) == 10

      assert result["text"] =~ "Ids" and result["text"] =~ "25+ rows" and
               result["text"] =~ "1 of 3"

      assert result["enabled"] == false
      assert result["counted"] == "first 25 of 1,234,567 rows"

      # The arrow shows the order of the visible rows, not the requested order.
      assert %{"sort" => "none", "text" => unsorted} = result["before"]
      refute unsorted =~ "↓"
      assert %{"sort" => "descending", "text" => sorted} = result["after"]
      assert sorted =~ "↓"

      assert result["events"] == [
               ["order", %{"column" => 1, "direction" => "asc"}],
               ["count", %{}],
               ["page", %{"page" => 2}],
               ["cancel", %{}],
               ["order", %{"column" => 1, "direction" => nil}]
             ]
    end

    # Returns the content of a wide preview; each cell begins with `text`.
    defp wide(columns, rows, text) do
      %{
        name: nil,
        loading: false,
        counting: false,
        notice: nil,
        error: nil,
        columns:
          for(
            n <- 1..columns,
            do: %{name: "column_#{n}", type: "string", kind: "text", sortable: true}
          ),
        rows: for(row <- 1..rows, do: for(n <- 1..columns, do: "#{text}#{row}.#{n}")),
        offset: 0,
        total: rows,
        more: false,
        shown: rows,
        page: 1,
        pages: 1,
        page_size: rows,
        page_sizes: [10, 20, 50, 100],
        order: nil,
        requested: nil
      }
    end

    test "a sort and a page keep the scroll position and the focus", %{
      tmp_dir: folder
    } do
      order = %{column: 12, direction: :asc}
      sorting = %{wide(20, 10, "a") | loading: true, requested: order}

      sorted = %{
        wide(20, 10, "b")
        | order: order,
          requested: order,
          offset: 10,
          page: 2,
          pages: 2
      }

      script = """
      const scroll = root.querySelector(".scroll");
      const heading = [...root.querySelectorAll("th button")][12];
      scroll.scrollLeft = 700;
      heading.focus({ preventScroll: true });
      heading.click();
      const states = [];
      for (const content of [#{JSONCodec.encode!(sorting)}, #{JSONCodec.encode!(sorted)}]) {
        serve("content", content);
        await settled();
        states.push([scroll.scrollLeft, document.activeElement === heading, heading.isConnected]);
      }
      const next = [...root.querySelectorAll("button")].find((node) => node.textContent.includes("Next"));
      next.focus();
      serve("content", #{JSONCodec.encode!(%{sorted | page: 1})});
      const cells = [...root.querySelectorAll("tbody tr")[0].querySelectorAll("th, td:not(.spacer)")];
      return { states, events, next: document.activeElement === next, first: cells.map((cell) => cell.textContent).slice(0, 2) };
      """

      assert TestBrowser.run("preview_table", wide(20, 10, "a"), script, folder) == %{
               "states" => [[700, true, true], [700, true, true]],
               "events" => [["order", %{"column" => 12, "direction" => "asc"}]],
               "next" => true,
               "first" => ["11", "b1.1"]
             }
    end

    test "the focus moves on from a button that is hidden", %{tmp_dir: folder} do
      content = %{wide(1, 1, "a") | more: true}

      script = """
      const name = () => document.activeElement.textContent;
      const focus = (text) => [...root.querySelectorAll("button")].find((node) => node.textContent === text).focus();
      const names = [];
      focus("Count rows");
      serve("content", #{JSONCodec.encode!(%{content | counting: true})});
      names.push(name());
      serve("content", #{JSONCodec.encode!(%{content | more: false})});
      names.push(name());
      serve("content", #{JSONCodec.encode!(%{content | loading: true})});
      names.push(name());
      return names;
      """

      assert TestBrowser.run("preview_table", content, script, folder) ==
               ["Cancel", "Run again", "Cancel"]
    end

    test "a table of a thousand columns renders only the visible cells", %{tmp_dir: folder} do
      script = """
      const scroll = root.querySelector(".scroll");
      const cells = () => root.querySelectorAll("th, td").length;
      const names = () => [...root.querySelectorAll("th .name")].map((node) => node.textContent);
      const width = scroll.scrollWidth;
      const seen = [];
      const look = async (left) => {
        scroll.scrollLeft = left;
        await settled();
        const edge = scroll.getBoundingClientRect();
        const cell = document.elementFromPoint(edge.right - 20, edge.top + 60).closest("td, th");
        seen.push({ left: scroll.scrollLeft, cells: cells(), names: names().length, first: names()[0], cell: cell.textContent, same: scroll.scrollWidth === width });
      };
      await look(0);
      await look(50_000);
      await look(width);
      await look(0);
      return { width, seen, columns: root.querySelector("table").getAttribute("aria-colcount") };
      """

      assert %{"seen" => [start, middle, last, again], "columns" => "1001", "width" => width} =
               TestBrowser.run("preview_table", wide(1000, 100, "x"), script, folder)

      assert start == again
      assert width > 80_000
      assert start["first"] == "column_1"
      assert last["cell"] == "x1.1000"
      assert middle["left"] == 50_000
      assert middle["cell"] =~ ~r/\Ax1\.\d+\z/

      for seen <- [start, middle, last] do
        assert seen["same"] and seen["names"] in 5..40
        assert seen["cells"] < 5000
      end
    end

    test "a table that shrinks drops its old rows and columns", %{tmp_dir: folder} do
      script = """
      serve("content", #{JSONCodec.encode!(wide(2, 1, "y"))});
      await settled();
      return root.querySelector("table").innerText.replaceAll(/\\s+/g, " ");
      """

      assert TestBrowser.run("preview_table", wide(60, 20, "x"), script, folder) =~
               ~r/Row column_1 string column_2 string 1 y1.1 y1.2/i
    end

    test "an empty table reports its rows once", %{tmp_dir: folder} do
      content = %{wide(2, 1, "x") | rows: [], total: 0, shown: 0}

      assert text = TestBrowser.run("preview_table", content, "return root.innerText;", folder)
      assert [_once] = Regex.scan(~r/rows/i, text)
    end

    # A tab can be opened after the query has ended.
    test "a browser that connects late shows the latest content", %{
      session: session,
      tmp_dir: folder
    } do
      table = PreviewTable.new(fn -> {:ok, SparkEx.range(session, 2)} end)
      assert %{loading: true} = first = connect_client(table)
      assert_content(table, %{loading: false} = last)

      script = "return { text: root.innerText };"
      early = [["content", last]]

      assert %{"text" => text} =
               TestBrowser.run("preview_table", first, script, folder, early: early)

      assert text =~ "2 rows" and not (text =~ "loading")

      pane = %{label: "Schema", content: nil}
      early = [["content", %{text: "root"}]]

      assert TestBrowser.run("text_pane", pane, script, folder, early: early) ==
               %{"text" => "root"}
    end

    test "an error is escaped, with its stack trace folded", %{session: session, tmp_dir: folder} do
      table =
        PreviewTable.new(fn -> {:ok, SparkEx.sql(session, "SELECT '<i>' + x")} end, name: "Wrong")

      connect_client(table)
      assert_content(table, %{loading: false} = content)

      script = """
      return { title: root.querySelector(".spark-error .title").innerText, text: root.querySelector(".spark-error pre").innerText, tags: root.querySelectorAll(".spark-error i").length };
      """

      result = TestBrowser.run("preview_table", content, script, folder)
      assert result["title"] == "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION · SQLSTATE 42703"
      assert result["text"] =~ "SELECT '<i>' + x\n               ^"
      assert result["tags"] == 0
    end

    test "a pane requests its text when it is first shown", %{tmp_dir: folder} do
      script = """
      serve("content", { text: "root\\n |-- id: long" });
      return { events, text: root.innerText };
      """

      assert TestBrowser.run("text_pane", %{label: "Schema", content: nil}, script, folder) ==
               %{"events" => [["open", %{}]], "text" => "root\n |-- id: long"}
    end

    test "the progress bar of a query and its cancel button", %{tmp_dir: folder} do
      content = %{
        stages: 3,
        stages_done: 1,
        tasks: 8,
        tasks_done: 2,
        running: 2,
        bytes: 12_300_000,
        elapsed: 1500,
        cancelling: false,
        ui: "http://127.0.0.1:4040"
      }

      script = """
      const bar = root.querySelector("progress");
      const link = root.querySelector("a");
      const shown = { value: bar.value, max: bar.max, text: root.innerText, ui: link.href };
      const button = root.querySelector("button");
      button.focus();
      click("Cancel");
      serve("content", { ...#{JSONCodec.encode!(%{content | ui: nil})}, cancelling: true });
      click("Cancelling");
      return {
        shown, events, disabled: button.getAttribute("aria-disabled"),
        focused: document.activeElement === button, link: link.hidden,
        announced: root.querySelector("[role=status]").textContent,
      };
      """

      result = TestBrowser.run("query_bar", content, script, folder)
      assert %{"value" => 2, "max" => 8, "text" => text} = result["shown"]

      assert text =~ "2 of 8 tasks, 1 of 3 stages, 2 running" and text =~ "12.3 MB read" and
               text =~ "1.5 s"

      assert result["shown"]["ui"] == "http://127.0.0.1:4040/"
      assert result["link"]

      # The button keeps the focus, but is not clicked twice.
      assert {result["events"], result["disabled"], result["focused"]} ==
               {[["cancel", %{}]], "true", true}

      assert result["announced"] == "Cancelling"
    end

    test "a streaming query: state, facts, rates, rows and buttons", %{tmp_dir: folder} do
      content = %{
        name: "orders",
        state: :running,
        restartable: true,
        table: true,
        error: nil,
        facts: [%{label: "Micro-batch", value: 3}, %{label: "Rows", value: 12_000}],
        rates: [
          %{at: 1_700_000_000_000, arriving: 0, processed: 50},
          %{at: 1_700_000_001_000, arriving: 1000, processed: 2000.4}
        ],
        loading: false,
        columns: [%{name: "id", type: "bigint", kind: "number", sortable: false}],
        rows: [["7"], [nil]],
        more: false,
        offset: 0,
        order: nil,
        requested: nil
      }

      stopped = %{content | state: :stopped}
      waiting = %{content | state: :waiting, facts: [%{label: "Micro-batch", value: 4}]}

      script = """
      const text = root.innerText;
      const chart = root.querySelector("svg");
      const lines = [...root.querySelectorAll("polyline")].map((line) => line.getAttribute("points"));
      const label = chart.getAttribute("aria-label");
      const announced = () => root.querySelector("[role=status]").textContent;
      serve("content", #{JSONCodec.encode!(waiting)});
      const state = root.querySelector(".state").textContent;
      const quiet = announced();
      const facts = root.querySelector(".facts").innerText;
      const stop = [...root.querySelectorAll("button")].find((node) => node.textContent === "Stop");
      stop.focus();
      click("Stop");
      serve("content", #{JSONCodec.encode!(%{content | state: :stopping})});
      click("Stop");
      serve("content", #{JSONCodec.encode!(stopped)});
      const focused = document.activeElement.textContent;
      click("Start again");
      serve("content", #{JSONCodec.encode!(%{stopped | restartable: false, rates: [], facts: []})});
      const visible = [...root.querySelectorAll(".action")].filter((node) => !node.hidden).length;
      return { text, label, lines, state, quiet, facts, focused, events, visible, chart: root.querySelector(".rates").hidden };
      """

      result = TestBrowser.run("live_query", content, script, folder)
      assert result["text"] =~ "orders" and result["text"] =~ "Running"
      assert result["text"] =~ "12,000" and result["text"] =~ "up to 2,000 rows/s"
      assert result["text"] =~ ~r/null/

      assert result["label"] ==
               "Rows per second in the last 2 micro-batches: now 1,000 arriving, 2,000 processed"

      assert result["lines"] == ["0.0,88.0 600.0,45.0", "0.0,85.9 600.0,2.0"]
      assert {result["state"], result["quiet"]} == {"Waiting for data", "Running"}
      assert result["facts"] =~ "4" and not (result["facts"] =~ "Rows")
      assert result["focused"] == "Start again"
      assert result["events"] == [["stop", %{}], ["start", %{}]]
      assert {result["visible"], result["chart"]} == {0, true}
    end

    test "a run of a pipeline: states and buttons", %{tmp_dir: folder} do
      node = %{name: "<b>", kind: "materialized view", reads: "orders", state: nil}
      content = %{state: :running, error: nil, nodes: [node, %{node | name: "total"}]}
      started = %{content | nodes: [%{node | state: :running}, node]}
      canceled = %{started | state: :canceled}

      script = """
      const texts = (row) => [...row.cells].map((cell) => cell.textContent);
      const rows = () => [...root.querySelectorAll("tbody tr")].map(texts);
      const before = rows();
      serve("content", #{JSONCodec.encode!(started)});
      const after = rows()[0][3];
      const buttons = [...root.querySelectorAll("button")];
      buttons.find((node) => node.textContent === "Cancel").focus();
      click("Cancel");
      serve("content", #{JSONCodec.encode!(canceled)});
      const focused = document.activeElement.textContent;
      const state = root.querySelector(".state").textContent;
      click("Run again");
      return { before, after, focused, state, events };
      """

      assert TestBrowser.run("live_pipeline", content, script, folder) == %{
               "before" => [
                 ["<b>", "materialized view", "orders", ""],
                 ["total", "materialized view", "orders", ""]
               ],
               "after" => "running",
               "focused" => "Run again",
               "state" => "Canceled",
               "events" => [["stop", %{}], ["start", %{}]]
             }
    end

    test "the tree of catalogs", %{tmp_dir: folder} do
      script = """
      serve("children", { path: [], nodes: [{ name: "main", detail: "", path: ["main"] }] });
      click("main");
      serve("children", { path: ["main"], nodes: [{ name: "id", detail: "bigint", path: null }] });
      click("main");
      click("main");
      return { events, text: root.innerText };
      """

      result = TestBrowser.run("schema_tree", %{}, script, folder)
      assert result["events"] == [["open", %{"path" => []}], ["open", %{"path" => ["main"]}]]
      assert result["text"] =~ "main" and result["text"] =~ ~r/id\s*bigint/
    end
  end
end
