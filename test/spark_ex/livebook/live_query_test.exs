if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.LiveQueryTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    import SparkEx.Eventually

    alias SparkEx.{GroupedData, Livebook, Streaming, StreamingQuery, StreamReader, StreamWriter}

    @compile {:no_warn_undefined, [VegaLite, Kino.VegaLite]}

    @moduletag :tmp_dir

    # Files of one row. Each is a micro-batch.
    defp rows(session, dir, ids) do
      File.mkdir_p!(Path.join(dir, "landing"))
      for id <- ids, do: add_row(dir, id)

      StreamReader.json(session, Path.join(dir, "landing"),
        schema: "id BIGINT, shop STRING",
        max_files_per_trigger: 1
      )
    end

    defp add_row(dir, id) do
      path = Path.join([dir, "landing", "#{id}.json"])
      File.write!(path, ~s({"id": #{id}, "shop": "#{if rem(id, 2) == 0, do: "B", else: "A"}"}\n))
      # Files are read in the order of their modification.
      File.touch!(path, 1_700_000_000 + id)
    end

    defp active?(session), do: Streaming.active!(session) != []

    # The widget's process, as a cell that has ended leaves it.
    defp kill(%{pid: pid}) do
      monitor = Process.monitor(pid)
      Process.exit(pid, :kill)
      assert_receive {:DOWN, ^monitor, :process, _pid, :killed}
    end

    defp start(frame, options \\ []) do
      options = Keyword.put_new(options, :trigger, processing_time: "100 milliseconds")
      widget = Livebook.live_table(frame, options)
      assert %{state: :starting, rows: [], table: true} = connect_client(widget)
      on_exit(fn -> Process.exit(widget.pid, :kill) end)
      widget
    end

    # On a busy machine the server may give up its Python worker.
    @no_worker "Python worker failed to connect back"

    defp await_start(%{ref: ref} = widget) do
      assert_receive {:runtime_broadcast, "js_live", ^ref, {:event, "content", content, _}}
                     when content.state in [:running, :waiting, :failed],
                     patience()

      if is_binary(content.error) and content.error =~ @no_worker do
        push_event(widget, "start", %{})
        await_start(widget)
      end
    end

    defp assert_live(%{ref: ref}) do
      assert_receive {:runtime_broadcast, "js_live", ^ref,
                      {:event, "content", %{state: state}, _}}
                     when state in [:running, :waiting],
                     patience()
    end

    # The exception comes after the end.
    defp failure(widget) do
      assert_content(widget, %{state: :failed, error: "" <> _ = error})
      error
    end

    describe "live_table/2" do
      test "shows the latest rows first and stops with its button",
           %{session: session, tmp_dir: dir} do
        widget = session |> rows(dir, 1..3) |> start(rows: 2)
        await_start(widget)

        assert_content(widget, %{
          state: state,
          rows: [["3", "A"], ["2", "B"]],
          columns: [%{name: "id", sortable: false}, %{name: "shop"}],
          more: true
        })

        assert state in [:running, :waiting]
        add_row(dir, 4)
        assert_content(widget, %{rows: [["4", "B"], ["3", "A"]]})

        assert_content(widget, %{facts: [%{label: "Micro-batch", value: 3} | _], rates: rates})
        assert [_, _, _, %{processed: processed}] = rates
        assert processed > 0

        push_event(widget, "stop", %{})
        assert_content(widget, %{state: :stopping})
        assert_content(widget, %{state: :stopped, error: nil})
        refute active?(session)

        # A new query reads the stream from its start.
        push_event(widget, "start", %{})
        assert_content(widget, %{state: :starting, rows: []})
        await_start(widget)
        assert_content(widget, %{rows: [["4", "B"], ["3", "A"]]})
        kill(widget)
        assert eventually(fn -> not active?(session) end)
      end

      test "shows the whole result of an aggregated stream", %{session: session, tmp_dir: dir} do
        counts = session |> rows(dir, 1..2) |> DataFrame.group_by("shop") |> GroupedData.count()

        widget = counts |> DataFrame.order_by("shop") |> start()
        await_start(widget)
        assert_content(widget, %{rows: [["A", "1"], ["B", "1"]]})
        add_row(dir, 3)
        assert_content(widget, %{rows: [["A", "2"], ["B", "1"]]})
        kill(widget)
        assert eventually(fn -> not active?(session) end)
      end

      test "stops its query when its cell ends while it starts", %{session: session, tmp_dir: dir} do
        before = owners()
        widget = session |> rows(dir, 1..2) |> start()
        [owner] = owners() -- before
        monitor = Process.monitor(owner)
        kill(widget)
        assert_receive {:DOWN, ^monitor, :process, _pid, :normal}, patience()
        refute active?(session)
      end

      test "shows why a query does not start or fails", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, [1])
        widget = start(frame, output_mode: :complete)
        assert failure(widget) =~ "output mode: complete"

        widget = frame |> DataFrame.select(n: F.raise_error(F.lit("no shop"))) |> start()
        await_start(widget)
        assert failure(widget) =~ "no shop"
      end

      test "takes no unknown options" do
        assert_raise Error.Argument, ~r/did you mean :rows/, fn ->
          :spark |> StreamReader.table("t") |> Livebook.live_table(row: 1)
        end
      end
    end

    # The processes that stop queries.
    defp owners do
      for {_id, pid, _type, [Livebook.OwnedQuery]} <-
            DynamicSupervisor.which_children(SparkEx.Streaming.Supervisor),
          do: pid
    end

    describe "a query" do
      test "renders its state and follows it until its end", %{session: session, tmp_dir: dir} do
        query =
          session
          |> rows(dir, 1..2)
          |> StreamWriter.start!(nil, format: :noop, query_name: "live", trigger: :available_now)

        StreamingQuery.await!(query)
        widget = query |> Kino.Render.to_livebook() |> widget()
        assert %{state: :starting, name: "live", table: false} = connect_client(widget)
        assert_content(widget, %{state: :stopped, rates: [_, _ | _], restartable: false})

        query = session |> rows(dir, []) |> StreamWriter.start!(nil, format: :noop)
        widget = Livebook.live_chart(query)
        connect_client(widget)
        assert_live(widget)
        add_row(dir, 3)
        assert_content(widget, %{facts: [%{label: "Micro-batch", value: 2} | _]})

        # The widget has not started the query and leaves it alone.
        kill(widget)
        assert StreamingQuery.active?(query)

        widget = Livebook.live_chart(query)
        connect_client(widget)
        assert_live(widget)
        push_event(widget, "stop", %{})
        assert_content(widget, %{state: :stopped})
        refute StreamingQuery.active?(query)
      end

      test "renders the exception with which it ends", %{session: session, tmp_dir: dir} do
        query =
          session
          |> rows(dir, [])
          |> DataFrame.select(n: F.raise_error(F.lit("no shop")))
          |> StreamWriter.start!(nil, format: :noop)

        widget = Livebook.live_chart(query)
        connect_client(widget)
        assert_live(widget)
        add_row(dir, 1)
        assert failure(widget) =~ "no shop"

        late = Livebook.live_chart(query)
        connect_client(late)
        assert failure(late) =~ "no shop"
      end

      test "has a chart without options", %{session: session} do
        query = %StreamingQuery{session: session, id: "a", run_id: "b"}
        assert_raise Error.Argument, ~r/live_chart\/2/, fn -> Livebook.live_chart(query, x: 1) end
      end
    end

    describe "live_chart/2 of a frame" do
      @describetag :kino_vega_lite

      # The chart below the state of its query.
      defp chart(frame, options) do
        options = [trigger: [processing_time: "100 milliseconds"]] ++ options
        layout = Livebook.live_chart(frame, options)
        %{outputs: [query, chart]} = Kino.Render.to_livebook(layout)
        {widget(query), widget(chart)}
      end

      test "gets the rows of each micro-batch", %{session: session, tmp_dir: dir} do
        frame =
          session
          |> rows(dir, 1..2)
          |> DataFrame.with_column("at", F.timestamp_seconds("id"))

        {query, chart} = chart(frame, x: :at, y: "id", color: :shop, mark: :point, window: 5)
        assert %{spec: spec, datasets: []} = connect_client(chart)
        assert %{"x" => %{"field" => "at", "type" => "temporal"}} = spec["encoding"]
        assert %{"y" => %{"type" => "quantitative"}} = spec["encoding"]
        assert %{"color" => %{"type" => "nominal"}} = spec["encoding"]

        connect_client(query)
        await_start(query)

        for id <- 1..2 do
          assert_broadcast_event(chart, "push", %{data: [point], window: 5}, patience())
          assert %{"at" => at, "id" => ^id, "shop" => _} = point
          assert at == id * 1000
        end

        kill(query)
        assert eventually(fn -> not active?(session) end)
      end

      test "replaces a complete result", %{session: session, tmp_dir: dir} do
        counts = session |> rows(dir, 1..2) |> DataFrame.group_by("shop") |> GroupedData.count()
        {query, chart} = chart(counts, x: "shop", y: "count", mark: :bar)
        connect_client(chart)
        connect_client(query)
        await_start(query)
        assert_broadcast_event(chart, "push", %{data: [], window: 0}, patience())
        assert_broadcast_event(chart, "push", %{data: [_, _]}, patience())
        kill(query)
        assert eventually(fn -> not active?(session) end)
      end

      test "names wrong columns and options", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, [])

        for {options, message} <- [
              {[x: "idd", y: "shop"], ~r/no column "idd"; did you mean "id"/},
              {[x: "id"], ~r/needs the options :x and :y/},
              {[x: "id", spec: VegaLite.new()], ~r/either :spec/},
              {[spec: %{}], ~r/must be a VegaLite/}
            ] do
          assert_raise Error.Argument, message, fn -> Livebook.live_chart(frame, options) end
        end
      end
    end

    describe "start_query/3" do
      test "starts a query that stops with its cell", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, [1])
        query = Livebook.start_query!(frame, nil, format: :noop)
        assert StreamingQuery.active?(query)
        test = self()
        assert_receive {:livebook_reference_object, cell, ^test}

        # Livebook ends what a cell has started when it runs again.
        Kino.terminate_child(cell)
        assert eventually(fn -> not StreamingQuery.active?(query) end)
      end

      test "returns the errors of a start", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, [1])
        assert {:error, %Error.Argument{}} = Livebook.start_query(frame, "p", table: "t")
        assert {:error, %Error.Argument{}} = Livebook.start_query(frame, nil, fromat: :noop)
        assert {:error, %Error.Remote{}} = Livebook.start_query(frame, nil, format: "nothing")

        assert_raise Error.Remote, fn ->
          Livebook.start_query!(frame, nil, format: "nothing")
        end
      end
    end
  end
end
