if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.LivePipelineTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.{Livebook, Pipeline}
    alias SparkEx.Livebook.LivePipeline
    alias SparkEx.Pipeline.Event

    defp pipeline do
      Pipeline.new(storage: "file:///storage")
      |> Pipeline.materialized_view("total", "SELECT * FROM daily")
      |> Pipeline.materialized_view("daily", "SELECT * FROM orders")
    end

    # A widget whose run sends its process and then does what the test tells it.
    defp widget do
      test = self()

      LivePipeline.new(pipeline(), fn on_event ->
        send(test, {:run, self(), on_event})
        receive do: ({:end, result} -> result)
      end)
    end

    defp running do
      assert_receive {:run, run, on_event}
      {run, fn flow, state -> on_event.(%Event{message: "", flow: flow, state: state}) end}
    end

    test "a pipeline renders as a picture" do
      assert %{type: :js, js_view: %{assets: assets}} = Kino.Render.to_livebook(pipeline())
      assert assets.archive_path =~ "Mermaid"
    end

    test "an error of a query function comes out, and starts no run" do
      for {query, message} <- [
            {fn _session -> raise "no <x>" end, "no &lt;x&gt;"},
            {fn _session -> throw(:ball) end, "uncaught throw: :ball"}
          ] do
        bad = Pipeline.materialized_view(pipeline(), "bad", query)
        %{js_view: %{pid: pid, ref: ref}} = Kino.Render.to_livebook(bad)
        send(pid, {:connect, self(), %{origin: "test", ref: ref}})
        assert_receive {:connect_reply, html, %{ref: ^ref}}, patience()
        assert html =~ message
      end

      bad = Pipeline.materialized_view(pipeline(), "bad", fn _session -> raise "no" end)
      assert_raise RuntimeError, "no", fn -> Livebook.run_pipeline(:spark, bad) end
      test = self()

      assert_raise RuntimeError, "no", fn ->
        LivePipeline.new(bad, fn _on_event -> send(test, :started) end)
      end

      refute_received :started
    end

    test "the states of the datasets change with the events of the run" do
      widget = widget()
      {run, event} = running()

      assert connect_client(widget) == %{
               state: :running,
               error: nil,
               nodes: [
                 %{name: "daily", kind: "materialized view", reads: "orders", state: nil},
                 %{name: "total", kind: "materialized view", reads: "daily", state: nil}
               ]
             }

      event.("spark_catalog.default.daily", :running)
      assert_content(widget, %{nodes: [%{state: :running}, %{state: nil}]})
      event.("spark_catalog.default.daily", :completed)
      event.("spark_catalog.default.total", :queued)
      assert_content(widget, %{nodes: [%{state: :completed}, %{state: :queued}]})
      send(run, {:end, {:ok, []}})
      assert_content(widget, %{state: :completed, error: nil})

      # The next run begins without states.
      push_event(widget, "start", %{})
      assert_content(widget, %{state: :running, nodes: [%{state: nil}, %{state: nil}]})
      {run, event} = running()
      event.("spark_catalog.default.daily", :running)
      send(run, {:end, {:error, %Error.Pipeline{cause: %RuntimeError{message: "no <x>"}}}})
      assert_content(widget, %{state: :failed, error: error, nodes: [%{state: :stopped}, _]})
      assert error =~ "no &lt;x&gt;"
    end

    test "the button ends the run, and late events are ignored" do
      widget = widget()
      {run, event} = running()
      connect_client(widget)
      event.("spark_catalog.default.daily", :completed)
      event.("spark_catalog.default.total", :running)
      assert_content(widget, %{nodes: [%{state: :completed}, %{state: :running}]})
      monitor = Process.monitor(run)
      push_event(widget, "stop", %{})
      assert_receive {:DOWN, ^monitor, :process, ^run, :killed}, patience()
      # No event comes after the end of a run.
      assert_content(widget, %{state: :canceled, nodes: nodes})
      assert [%{state: :completed}, %{state: :canceled}] = nodes

      push_event(widget, "stop", %{})
      event.("spark_catalog.default.daily", :running)
      push_event(widget, "start", %{})
      assert_content(widget, %{state: :running, nodes: [%{state: nil}, %{state: nil}]})
      {run, _event} = running()

      # The run ends with its cell.
      monitor = Process.monitor(run)
      Kino.terminate_child(widget.pid)
      assert_receive {:DOWN, ^monitor, :process, ^run, _reason}, patience()
    end

    @tag spark_4_1: "pipelines"
    test "run_pipeline/3 checks a pipeline on the server", %{session: session} do
      pipeline =
        Pipeline.new(storage: "file:///storage")
        |> Pipeline.temporary_view("one", "SELECT 1 AS x")
        |> Pipeline.materialized_view("bad", "SELECT * FROM nowhere")

      layout = Livebook.run_pipeline(session, pipeline, dry: true)
      assert %{outputs: [%{type: :js}, view]} = Kino.Render.to_livebook(layout)
      widget = widget(view)
      # The run may end before the client connects.
      with %{state: :running} <- connect_client(widget),
           do: assert_content(widget, %{state: :failed})

      assert %{error: error, nodes: [%{state: nil}, %{state: :failed}]} = connect_client(widget)
      assert error =~ "TABLE_OR_VIEW_NOT_FOUND"
    end

    test "run_pipeline/3 takes no unknown options" do
      for {pipeline, options, message} <- [
            {pipeline(), [full_refersh: "a"], ~r/did you mean :full_refresh/},
            {pipeline(), [on_event: & &1], ~r/unknown option :on_event/},
            {:none, [], ~r/not a module with/}
          ] do
        assert_raise Error.Argument, message, fn ->
          Livebook.run_pipeline(:spark, pipeline, options)
        end
      end
    end
  end
end
