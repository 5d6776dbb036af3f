if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.QueryBarTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.QueryBar
    alias SparkEx.Progress

    # Runs an action in its own process until it may continue; returns its bar.
    defp running(session, action) do
      test = self()
      kino_frame = Kino.Frame.new()

      task =
        Task.async(fn ->
          QueryBar.run(kino_frame, SparkEx.range(session, 3), fn frame, options ->
            send(test, :running)
            action.(frame, options)
          end)
        end)

      assert_receive :running, patience()
      assert_output(%{type: :frame_update, update: {:replace, [bar]}}, patience())
      {task, widget(bar), kino_frame}
    end

    test "progress is drawn while the action runs and removed afterwards", %{
      session: session
    } do
      test = self()

      {task, bar, kino_frame} =
        running(session, fn frame, options ->
          send(test, {:options, options})
          receive do: (:go_on -> DataFrame.collect(frame, options))
        end)

      assert_receive {:options, [progress: report]}
      assert %{tasks: 0, cancelling: false} = connect_client(bar)

      report.(%Progress{
        stages: [%{done: true}, %{done: false}],
        tasks_total: 8,
        tasks_done: 3,
        bytes_read: 1024,
        inflight_tasks: 2
      })

      assert_content(bar, %{
        stages: 2,
        stages_done: 1,
        tasks: 8,
        tasks_done: 3,
        running: 2,
        bytes: 1024
      })

      monitor = Process.monitor(bar.pid)
      send(task.pid, :go_on)
      assert {:ok, [%{"id" => 0}, _, _]} = Task.await(task, patience())
      assert_receive {:DOWN, ^monitor, :process, _pid, _reason}, patience()
      assert_output(%{type: :frame_update, update: {:replace, []}}, patience())
      assert %{outputs: []} = Kino.Render.to_livebook(kino_frame)
      assert {:ok, []} = Session.tags(session)
    end

    # A query that is interrupted before its tasks run may continue (in Spark 4.1.1).
    test "the button interrupts the query on the server", %{session: session} do
      {task, bar, _kino_frame} =
        running(session, fn _frame, options -> session |> slow() |> DataFrame.collect(options) end)

      assert_receive {:runtime_broadcast, "js_live", _ref,
                      {:event, "content", %{running: tasks}, _info}}
                     when tasks > 0,
                     patience()

      push_event(bar, "cancel", %{})
      assert_content(bar, %{cancelling: true})

      assert {:error, %Error.Remote{error_class: "OPERATION_CANCELED"}} =
               Task.await(task, patience())
    end

    test "the button can be clicked again if nothing was interrupted", %{session: session} do
      {task, bar, _kino_frame} =
        running(session, fn frame, options ->
          receive do: (:go_on -> DataFrame.collect(frame, options))
        end)

      for _click <- 1..2 do
        push_event(bar, "cancel", %{})
        assert_content(bar, %{cancelling: true})
        assert_content(bar, %{cancelling: false})
      end

      send(task.pid, :go_on)
      assert {:ok, [_, _, _]} = Task.await(task, patience())
    end

    @tag :local_spark
    test "the bar links to the web UI of the session's own server" do
      session = SparkEx.connect!(url: "local[1]", server: [ui: true, driver_memory: "512m"])
      url = Session.ui_url!(session)
      bar = QueryBar.new(session)
      {kino, _tag} = bar
      assert %{ui: nil} = connect_client(kino)

      assert {:ok, [_row]} = QueryBar.watch(bar, SparkEx.range(session, 1), &DataFrame.collect/2)

      assert_content(kino, %{ui: ^url})
      assert "http://127.0.0.1:" <> _port = url
      SparkEx.stop(session)
    end

    defp slow(session) do
      session
      |> SparkEx.range(0, 1200, 1, 2)
      |> DataFrame.select(slept: F.expr("reflect('java.lang.Thread', 'sleep', bigint(100))"))
      |> DataFrame.agg(F.max("slept"))
    end

    test "a failed action removes its bar", %{session: session} do
      kino_frame = Kino.Frame.new()
      frame = SparkEx.range(session, 1)

      assert_raise RuntimeError, fn ->
        QueryBar.run(kino_frame, frame, fn _frame, _options -> raise "no" end)
      end

      assert %{outputs: []} = Kino.Render.to_livebook(kino_frame)
      assert {:ok, []} = Session.tags(session)
    end
  end
end
