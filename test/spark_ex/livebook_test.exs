if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.LivebookTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook

    @compile {:no_warn_undefined, VegaLite}

    test "connect/1 opens a session that ends with its cell", %{session: _session} do
      {:ok, mine} = Livebook.connect(url: SparkEx.TestSpark.url())
      assert {:ok, _version} = SparkEx.spark_version(mine)
      monitor = Process.monitor(mine)
      # Livebook ends the children of Kino when the cell runs again.
      assert {:links, [cell]} = Process.info(mine, :links)
      :ok = Kino.terminate_child(cell)
      assert_receive {:DOWN, ^monitor, :process, _pid, _reason}, patience()

      assert {:error, %Error.Argument{}} = Livebook.connect(url: "http://localhost")
    end

    describe "preview/2" do
      test "returns a Kino.DataTable of the first rows and says if there are more", %{
        session: session
      } do
        table =
          session |> SparkEx.range(10) |> Livebook.preview(name: "Ids", rows: 3, num_rows: 2)

        assert %{name: "Ids (first 3 rows)", features: features, content: content} =
                 connect_client(table)

        assert Enum.sort(features) == [:pagination, :sorting]

        assert %{
                 data: [["0"], ["1"]],
                 total_rows: 3,
                 max_page: 2,
                 limit: 2,
                 columns: [%{label: "id"}]
               } = content
      end

      test "shows the session's number of rows by default", %{session: session} do
        assert %{name: "Preview (first 100 rows)", content: %{total_rows: 100}} =
                 session |> SparkEx.range(1000) |> Livebook.preview() |> connect_client()

        assert %{name: "Preview", content: %{total_rows: 5}} =
                 session |> SparkEx.range(5) |> Livebook.preview() |> connect_client()
      end

      test "accepts a formatter and can disable sorting", %{session: session} do
        formatter = fn
          :__header__, name -> {:ok, String.upcase(name)}
          "id", 1 -> {:ok, "one"}
          _name, _value -> :default
        end

        table =
          session
          |> SparkEx.range(2)
          |> Livebook.preview(formatter: formatter, sorting_enabled: false)

        assert %{features: [:pagination], content: %{data: data, columns: [%{label: "ID"}]}} =
                 connect_client(table)

        assert data == [["0"], ["one"]]
      end

      test "sorts as Spark does", %{session: session} do
        frame =
          SparkEx.sql(session, "SELECT * FROM VALUES (2.5BD), (10.25BD), (NULL), (-3BD) AS t(d)")

        table = Livebook.preview(frame)
        assert %{content: %{columns: [%{key: key}]}} = connect_client(table)
        push_event(table, "order_by", %{"key" => key, "direction" => "asc"})

        assert_broadcast_event(table, "update_content", %{data: data}, patience())
        assert data == [["null"], ["-3.00"], ["2.50"], ["10.25"]]
      end

      test "shows nested values as JSON but sorts and formats the values themselves", %{
        session: session
      } do
        frame = SparkEx.sql(session, "SELECT * FROM VALUES (array(10)), (array(9, 1)) AS t(l)")
        table = Livebook.preview(frame)

        assert %{content: %{data: [["[10]"], ["[9,1]"]], columns: [%{key: key}]}} =
                 connect_client(table)

        push_event(table, "order_by", %{"key" => key, "direction" => "asc"})

        assert_broadcast_event(table, "update_content", %{data: data}, patience())
        assert data == [["[9,1]"], ["[10]"]]

        formatter = fn
          :__header__, _name -> :default
          "l", list -> {:ok, "#{Enum.sum(list)}"}
        end

        assert %{content: %{data: [["10"], ["10"]]}} =
                 frame |> Livebook.preview(formatter: formatter) |> connect_client()
      end

      test "keeps all columns of equal names", %{session: session} do
        table = session |> SparkEx.sql("SELECT 1 AS a, 2 AS a") |> Livebook.preview()

        assert %{content: %{data: [["1", "2"]], columns: [%{label: "a"}, %{label: "a (2)"}]}} =
                 connect_client(table)
      end

      test "keeps the columns of a frame without rows", %{session: session} do
        assert %{content: %{data: [], total_rows: 0, columns: [%{label: "id"}]}} =
                 session |> SparkEx.range(0) |> Livebook.preview() |> connect_client()
      end

      test "raises errors and rejects unknown options", %{session: session} do
        assert_raise Error.Remote, fn ->
          session |> SparkEx.table("no_such") |> Livebook.preview()
        end

        error =
          assert_raise Error.Argument, fn ->
            session |> SparkEx.range(1) |> Livebook.preview(row: 1)
          end

        assert error.message =~ "did you mean :rows?"
      end
    end

    test "sample/2 samples rows and repeats the sample for a seed", %{session: session} do
      draw = fn ->
        session
        |> SparkEx.range(1000)
        |> Livebook.sample(fraction: 0.05, seed: 1)
        |> connect_client()
      end

      assert %{name: "Sample", content: %{total_rows: rows, data: data}} = draw.()
      assert rows in 20..90
      assert %{content: %{data: ^data}} = draw.()
    end

    test "schema/1 and explain/2 return text", %{session: session} do
      frame = SparkEx.range(session, 3)
      assert %Kino.Text{text: "root\n |-- id: long" <> _} = Livebook.schema(frame)
      assert %Kino.Text{text: "== Parsed Logical Plan ==" <> _} = Livebook.explain(frame)

      assert %Kino.Text{text: "== Physical Plan ==\n* Range" <> _} =
               Livebook.explain(frame, mode: :formatted)
    end

    # Returns the bar of a frame as Livebook receives it.
    defp drawn(kino_frame) do
      assert %{type: :frame, outputs: [%{type: :js} = bar]} = Kino.Render.to_livebook(kino_frame)
      widget(bar)
    end

    test "run_with_progress/2 returns a frame at once and then shows the result", %{
      session: session
    } do
      test = self()

      action = fn frame, options ->
        rows = DataFrame.collect(frame, [as: :lists] ++ options)
        send(test, :ended)
        rows
      end

      bar = session |> SparkEx.range(3) |> Livebook.run_with_progress(action) |> drawn()
      assert_output(%{type: :frame_update, update: {:replace, [%{type: :js}]}}, patience())

      # Livebook would miss a change of a frame that it has not drawn yet.
      assert_receive :ended, patience()
      refute_received {:livebook_put_output, _output}
      connect_client(bar)

      assert_output(
        %{type: :frame_update, update: {:replace, [%{type: :terminal_text, text: text}]}},
        patience()
      )

      assert text =~ "[" and text =~ "2"
    end

    test "run_with_progress/2 shows an error", %{session: session} do
      bar = session |> SparkEx.table("no_such") |> Livebook.run_with_progress() |> drawn()
      assert_output(%{type: :frame_update, update: {:replace, [%{type: :js}]}}, patience())
      connect_client(bar)
      assert_output(%{type: :frame_update, update: {:replace, [%{type: :js}]}}, patience())
    end

    test "run_with_progress/2 and with_progress/3 accept the options of collect/2", %{
      session: session
    } do
      frame = SparkEx.range(session, 2)

      for options <- [[], [as: :lists]] do
        bar = frame |> Livebook.run_with_progress(options) |> drawn()
        connect_client(bar)

        assert_output(
          %{type: :frame_update, update: {:replace, [%{type: :terminal_text}]}},
          patience()
        )
      end

      kino_frame = Kino.Frame.new()
      assert {:ok, [%{"id" => 0}, _]} = Livebook.with_progress(kino_frame, frame, [])
      assert [[0], [1]] = Livebook.with_progress!(kino_frame, frame, as: :lists)

      assert {:error, %Error.LimitExceeded{}} =
               Livebook.with_progress(kino_frame, frame, max_rows: 1)
    end

    test "run_with_progress/2 rejects invalid actions and options", %{session: session} do
      frame = SparkEx.range(session, 1)

      for action <- [:collect, %{}, &DataFrame.collect/1, [:max_rows]] do
        assert_raise Error.Argument,
                     ~r/run_with_progress\/2 expects a function of a frame and options such as/,
                     fn -> Livebook.run_with_progress(frame, action) end
      end

      assert_raise Error.Argument, "the bar uses the option :progress", fn ->
        Livebook.with_progress!(Kino.Frame.new(), frame, progress: fn _ -> :ok end)
      end
    end

    test "run_with_progress/2 clears the frame if there is no value", %{
      session: session
    } do
      bar =
        session |> SparkEx.range(1) |> Livebook.run_with_progress(fn _, _ -> :ok end) |> drawn()

      connect_client(bar)
      assert_output(%{type: :frame_update, update: {:replace, []}}, patience())
    end

    test "with_progress/3 returns the result", %{session: session} do
      frame = SparkEx.range(session, 2)

      assert {:ok, [%{"id" => 0}, %{"id" => 1}]} =
               Livebook.with_progress(Kino.Frame.new(), frame, &DataFrame.collect/2)

      assert [%{"id" => 0}, %{"id" => 1}] =
               Livebook.with_progress!(Kino.Frame.new(), frame, &DataFrame.collect/2)

      assert_raise Error.LimitExceeded, fn ->
        Livebook.with_progress!(
          Kino.Frame.new(),
          frame,
          &DataFrame.collect(&1, [max_rows: 1] ++ &2)
        )
      end
    end

    describe "chart_data/2" do
      test "returns columns of plain values", %{session: session} do
        frame =
          SparkEx.sql(session, """
          SELECT * FROM VALUES
            (1, 2.50BD, double('NaN'), DATE'2020-01-02', array(1), 'x', true),
            (NULL, NULL, NULL, NULL, NULL, NULL, NULL) AS t(i, d, f, day, list, s, b)
          """)

        assert Livebook.chart_data(frame) == %{
                 "i" => [1, nil],
                 "d" => [2.5, nil],
                 "f" => [nil, nil],
                 "day" => ["2020-01-02", nil],
                 "list" => ["[1]", nil],
                 "s" => ["x", nil],
                 "b" => [true, nil]
               }
      end

      @tag :vega_lite
      test "returns valid data for VegaLite", %{session: session} do
        frame =
          SparkEx.sql(session, "SELECT * FROM VALUES (1, 2.50BD), (2, 0.25BD) AS t(hour, delay)")

        assert %{"data" => %{"values" => values}} =
                 VegaLite.new()
                 |> VegaLite.data_from_values(Livebook.chart_data(frame))
                 |> VegaLite.to_spec()

        assert values == [%{"hour" => 1, "delay" => 2.5}, %{"hour" => 2, "delay" => 0.25}]
      end

      test "rejects duplicate column names", %{session: session} do
        frame = SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")
        assert_raise Error.Decode, fn -> Livebook.chart_data(frame) end
      end

      test "rejects more than 5,000 rows by default", %{session: session} do
        frame = SparkEx.range(session, 5001)
        error = assert_raise Error.Argument, fn -> Livebook.chart_data(frame) end

        assert error.message =~ "more than 5000 rows" and error.message =~ "aggregate" and
                 error.message =~ "sample"

        assert %{"id" => ids} = Livebook.chart_data(frame, max_rows: 5001)
        assert length(ids) == 5001
        assert %{"id" => []} = session |> SparkEx.range(0) |> Livebook.chart_data()
      end
    end
  end
end
