if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.AssetsTest do
    # The widgets' JavaScript in a real browser, with what the real widgets send.
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.{ConnectionCell, PreviewTable, SQLCell}
    alias SparkEx.TestBrowser

    @moduletag :browser
    @moduletag :tmp_dir

    test "the form of the connection cell", %{tmp_dir: folder} do
      {kino, _source} =
        start_smart_cell!(ConnectionCell, %{"variable" => "spark", "user_id" => "</script>"})

      script = """
      const field = (name) => root.querySelector(`[name=${name}]`);
      const write = (name, value) => { field(name).value = value; field(name).dispatchEvent(new Event("change")); };
      const before = { host: field("host").value, port: field("port").value, user: field("user_id").value, cores: field("cores").closest("label").hidden };
      write("host", "spark.example.com");
      write("port", "443");
      const file = field("ca_file").closest("label");
      const hidden_file = file.hidden;
      field("tls").click();
      const shown_file = !file.hidden;
      write("host", "sc://spark.example.com/;token=SECRET");
      write("headers", "authorization: SECRET");
      const invalid = [...root.querySelectorAll(".invalid")].map((node) => node.name);
      const hints = root.innerText.includes("fields of their own");
      field("token").focus();
      field("token").click();
      const chosen = field("token").value;
      write("variable", "1x");
      write("variable", "spark2");
      write("kind", "local");
      serve("notice", { text: "Spark 4.1.1" });
      return { before, events, invalid, hints, chosen, files: [hidden_file, shown_file], hidden: field("host").closest("label").hidden, cores: field("cores").closest("label").hidden, title: root.querySelector(".form-title").innerText };
      """

      result = TestBrowser.run("form", connected(kino), script, folder)

      assert result["before"] == %{
               "host" => "localhost",
               "port" => "15002",
               "user" => "</script>",
               "cores" => true
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
      assert result["hints"]
      assert result["chosen"] == "SPARK_TOKEN"
      assert result["title"] =~ ~r/Spark connection\s*Spark 4.1.1/

      # What it pushes is what the cell takes.
      for [event, payload] <- result["events"], do: push_event(kino, event, payload)
      assert_smart_cell_update(kino, %{"kind" => "local"}, source, patience())
      assert source =~ ~s|spark2 = SparkEx.Livebook.connect!(url: "local[*]")|
    end

    test "what somebody is writing is not overwritten, and what comes meanwhile is shown afterwards",
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

      payload = connected(kino)
      script = "const initial = #{SparkEx.JSON.encode!(payload)};" <> script

      assert TestBrowser.run("form", payload, script, folder) ==
               %{"writing" => "5", "after" => "7", "events" => []}
    end

    test "the form of the SQL cell: connections to choose from, and what is typed counts when the cell is run",
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

      result = TestBrowser.run("form", connected(kino), script, folder)
      assert result["choices"] == ["spark", "other"]
      assert result["events"] == [["change", %{"name" => "limit", "value" => 50}]]
    end

    test "the preview of a frame", %{session: session, tmp_dir: folder} do
      frame = SparkEx.sql(session, "SELECT id, IF(id = 1, NULL, '<b>' || id) AS s FROM range(30)")
      table = PreviewTable.new(fn -> {:ok, frame} end, name: "Ids", rows: 25)
      connected(table)
      assert_content(table, %{loading: false} = content)

      script = """
      const cells = [...root.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
      const text = root.innerText;
      click("string");
      click("Count rows");
      click("Next");
      const enabled = !root.querySelector(".pager button").disabled;
      serve("content", #{SparkEx.JSON.encode!(%{content | loading: true, order: %{column: 1, direction: :desc}})});
      click("Cancel");
      const sorted = root.querySelectorAll("th")[2].getAttribute("aria-sort");
      const arrow = root.querySelectorAll("th")[2].innerText;
      click("s ↓");
      serve("content", #{SparkEx.JSON.encode!(%{content | total: 1_234_567, more: false})});
      const counted = root.querySelector(".total").innerText;
      return { cells, text, events, enabled, sorted, arrow, counted };
      """

      result = TestBrowser.run("preview_table", content, script, folder)
      assert Enum.take(result["cells"], 2) == [["1", "0", "<b>0"], ["2", "1", "null"]]
      assert length(result["cells"]) == 10

      assert result["text"] =~ "Ids" and result["text"] =~ "25+ rows" and
               result["text"] =~ "1 of 3"

      assert result["enabled"] == false
      assert result["counted"] == "first 25 of 1,234,567 rows"
      assert result["sorted"] == "descending" and result["arrow"] =~ "↓"

      assert result["events"] == [
               ["order", %{"column" => 1, "direction" => "asc"}],
               ["count", %{}],
               ["page", %{"page" => 2}],
               ["cancel", %{}],
               ["order", %{"column" => 1, "direction" => nil}]
             ]
    end

    # As in a tab that is opened when the query has long ended.
    test "the last that was sent is shown, however late the browser is", %{
      session: session,
      tmp_dir: folder
    } do
      table = PreviewTable.new(fn -> {:ok, SparkEx.range(session, 2)} end)
      assert %{loading: true} = first = connected(table)
      assert_content(table, %{loading: false} = last)

      script = "return { text: root.innerText };"
      early = [["content", last]]

      assert %{"text" => text} =
               TestBrowser.run("preview_table", first, script, folder, early: early)

      assert text =~ "2 rows" and not (text =~ "loading")

      assert TestBrowser.run("text_pane", nil, script, folder,
               early: [["content", %{text: "root"}]]
             ) ==
               %{"text" => "root"}
    end

    test "an error, escaped, its stack folded", %{session: session, tmp_dir: folder} do
      table =
        PreviewTable.new(fn -> {:ok, SparkEx.sql(session, "SELECT '<i>' + x")} end, name: "Wrong")

      connected(table)
      assert_content(table, %{loading: false} = content)

      script = """
      return { title: root.querySelector(".spark-error .title").innerText, text: root.querySelector(".spark-error pre").innerText, tags: root.querySelectorAll(".spark-error i").length };
      """

      result = TestBrowser.run("preview_table", content, script, folder)
      assert result["title"] == "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION · SQLSTATE 42703"
      assert result["text"] =~ "SELECT '<i>' + x\n               ^"
      assert result["tags"] == 0
    end

    test "the text of a pane is asked for when it is seen", %{tmp_dir: folder} do
      script = """
      serve("content", { text: "root\\n |-- id: long" });
      return { events, text: root.innerText };
      """

      assert TestBrowser.run("text_pane", nil, script, folder) ==
               %{"events" => [["open", %{}]], "text" => "root\n |-- id: long"}
    end

    test "the progress of a query, and its cancelling", %{tmp_dir: folder} do
      content = %{
        stages: 3,
        stages_done: 1,
        tasks: 8,
        tasks_done: 2,
        running: 2,
        bytes: 12_300_000,
        elapsed: 1500,
        cancelling: false
      }

      script = """
      const bar = root.querySelector("progress");
      const shown = { value: bar.value, max: bar.max, text: root.innerText };
      click("Cancel");
      serve("content", { ...#{SparkEx.JSON.encode!(content)}, cancelling: true });
      return { shown, events, disabled: root.querySelector("button").disabled };
      """

      result = TestBrowser.run("query_bar", content, script, folder)
      assert %{"value" => 2, "max" => 8, "text" => text} = result["shown"]

      assert text =~ "2 of 8 tasks, 1 of 3 stages, 2 running" and text =~ "12.3 MB read" and
               text =~ "1.5 s"

      assert {result["events"], result["disabled"]} == {[["cancel", %{}]], true}
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
