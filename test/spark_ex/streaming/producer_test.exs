if Code.ensure_loaded?(GenStage) do
  defmodule SparkEx.Streaming.ProducerTest do
    use SparkEx.SparkCase

    import SparkEx.Eventually, only: [eventually: 1]

    alias SparkEx.Streaming.Producer
    alias SparkEx.{Streaming, StreamReader}

    # On a busy machine Spark may need several attempts of ten seconds to start a Python.
    @patience 180_000

    @moduletag :gen_stage
    @moduletag :tmp_dir

    @compile {:no_warn_undefined, [Broadway, Broadway.Message]}

    # Files of two rows. Each is a micro-batch.
    defp rows(session, dir, files) do
      landing = Path.join(dir, "landing")
      File.mkdir_p!(landing)

      for file <- files do
        path = Path.join(landing, "#{file}.json")
        File.write!(path, [~s({"id": #{file}0}\n), ~s({"id": #{file}1}\n)])
        # Files are read in the order of their modification.
        File.touch!(path, 1_700_000_000 + file)
      end

      StreamReader.json(session, landing, schema: "id BIGINT", max_files_per_trigger: 1)
    end

    defp start!(frame, dir, options) do
      options = [frame: frame, checkpoint: Path.join(dir, "checkpoint")] ++ options

      {Producer, options}
      |> Supervisor.child_spec(id: make_ref(), restart: :temporary)
      |> start_supervised!()
    end

    defp events(producer, max_demand \\ 1),
      do: GenStage.stream([{producer, max_demand: max_demand, cancel: :transient}])

    defp ids(frame), do: frame |> DataFrame.collect!() |> Enum.map(& &1["id"])

    test "an acknowledgement commits a micro-batch", %{session: session, tmp_dir: dir} do
      frame = rows(session, dir, 1..3)
      producer = start!(frame, dir, [])

      assert [first, second] =
               producer
               |> events()
               |> Stream.map(fn %{data: frame, batch_id: id, ack: ack} ->
                 seen = {id, ids(frame)}
                 # The second micro-batch is not acknowledged.
                 if id == 0, do: Producer.ack(ack)
                 seen
               end)
               |> Enum.take(2)

      assert {first, second} == {{0, [10, 11]}, {1, [20, 21]}}
      :ok = GenStage.stop(producer)
      assert Streaming.active!(session) == []

      # It comes again, with the same number.
      assert left(fn -> frame end, dir) == [{1, [20, 21]}, {2, [30, 31]}]
      assert Streaming.active!(session) == []
    end

    # The micro-batches that a producer with the same checkpoint receives.
    defp left(frame, dir) do
      frame
      |> start!(dir, trigger: :available_now)
      |> events()
      |> Enum.map(fn %{data: frame, batch_id: id, ack: ack} ->
        seen = {id, ids(frame)}
        Producer.ack(ack)
        seen
      end)
    end

    test "a shutdown waits for the commit of what was acknowledged",
         %{session: session, tmp_dir: dir} do
      frame = rows(session, dir, 1..2)
      producer = start!(frame, dir, [])
      producer |> events() |> Stream.map(&Producer.ack(&1.ack)) |> Enum.take(1)
      :ok = GenStage.stop(producer)
      assert Streaming.active!(session) == []
      assert left(frame, dir) == [{1, [20, 21]}]
    end

    test "rows come by demand, and a failure decides about their micro-batch",
         %{session: session, tmp_dir: dir} do
      frame = rows(session, dir, 1..3)
      options = [emit: :rows, trigger: :available_now]
      producer = start!(frame, dir, options)
      monitor = Process.monitor(producer)

      # The exit of the producer ends the stream of its events.
      spawn(fn ->
        for %{data: %{"id" => id}, ack: ack} <- events(producer),
            do: if(id == 21, do: Producer.fail(ack, "no disk"), else: Producer.ack(ack))
      end)

      assert_receive {:DOWN, ^monitor, :process, _pid, %Error.Remote{} = error}, @patience
      assert Exception.message(error) =~ "no disk"

      again = start!(frame, dir, [on_failure: :commit] ++ options)

      events =
        again
        |> events(10)
        |> Enum.map(fn %{data: %{"id" => id}, batch_id: batch, ack: ack} ->
          if id == 21, do: Producer.fail(ack, {:no, :disk}), else: Producer.ack(ack)
          {batch, id}
        end)

      assert events == [{1, 20}, {1, 21}, {2, 30}, {2, 31}]
    end

    test "the exception of a query ends the producer", %{session: session, tmp_dir: dir} do
      producer = start!(rows(session, dir, []), dir, trigger: :available_later)
      monitor = Process.monitor(producer)
      assert_receive {:DOWN, ^monitor, :process, _pid, reason}
      assert reason == :noproc or match?(%Error.Argument{}, reason)
    end

    test "invalid options are errors" do
      assert {:error, %Error.Argument{message: message}} = Producer.start_link(frame: 1)
      assert message =~ "needs the option :checkpoint"

      options = [frame: 1, checkpoint: "c", emmit: :rows]
      assert {:error, %Error.Argument{message: message}} = Producer.start_link(options)
      assert message =~ "did you mean :emit?"
    end

    if Code.ensure_loaded?(Broadway) do
      defmodule Pipeline do
        use Broadway

        @impl true
        def handle_message(:default, message, %{test: test, handle: handle}) do
          send(test, {:row, message.data["id"], message.metadata.batch_id, self()})
          handle.(message)
        end
      end

      defp start_pipeline(frame, dir, options \\ []) do
        {handle, options} = Keyword.pop(options, :handle, &Function.identity/1)
        {processors, producer} = Keyword.pop(options, :processors, concurrency: 2)
        checkpoint = Path.join(dir, "checkpoint")

        Broadway.start_link(Pipeline,
          name: Pipeline,
          context: %{test: self(), handle: handle},
          producer:
            [module: {Producer, frame: frame, checkpoint: checkpoint, emit: :rows}] ++ producer,
          processors: [default: processors]
        )
      end

      @tag :broadway
      test "Broadway acknowledges its messages", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, 1..2)
        {:ok, pipeline} = start_pipeline(frame, dir)

        for {id, batch} <- [{10, 0}, {11, 0}, {20, 1}, {21, 1}],
            do: assert_receive({:row, ^id, ^batch, _processor}, @patience)

        rows(session, dir, [3])
        # It comes once the previous micro-batch is committed.
        for id <- [30, 31], do: assert_receive({:row, ^id, 2, _processor}, @patience)
        Broadway.stop(Pipeline)
        refute Process.alive?(pipeline)
        assert Streaming.active!(session) == []
      end

      @tag :broadway
      test "a failed message does not commit its micro-batch",
           %{session: session, tmp_dir: dir} do
        calls = :counters.new(1, [])

        handle = fn message ->
          if message.data["id"] == 21, do: :counters.add(calls, 1, 1)

          if message.data["id"] == 21 and :counters.get(calls, 1) == 1,
            do: Broadway.Message.failed(message, "no disk"),
            else: message
        end

        {:ok, _pipeline} = session |> rows(dir, 1..3) |> start_pipeline(dir, handle: handle)

        # Broadway restarts the producer, which receives the micro-batch again.
        for {id, batch} <- [
              {10, 0},
              {11, 0},
              {20, 1},
              {21, 1},
              {20, 1},
              {21, 1},
              {30, 2},
              {31, 2}
            ],
            do: assert_receive({:row, ^id, ^batch, _processor}, @patience)

        Broadway.stop(Pipeline)
        refute_received {:row, _id, _batch, _processor}
        assert Streaming.active!(session) == []
      end

      # Stops the pipeline while its processors hold these rows.
      defp drain(frame, dir, processors, held) do
        handle = fn message ->
          receive do: (:go -> message)
        end

        {:ok, pipeline} = start_pipeline(frame, dir, handle: handle, processors: processors)
        pids = for id <- held, do: assert_receive({:row, ^id, 0, _pid}, @patience) |> elem(3)
        [producer] = Broadway.producer_names(Pipeline)
        stop = Task.async(fn -> Broadway.stop(pipeline) end)
        assert eventually(fn -> :sys.get_state(producer).state.module_state.draining end)
        Enum.each(pids, &send(&1, :go))
        assert Task.await(stop, 60_000) == :ok
        refute_received {:row, _id, _batch, _processor}
      end

      @tag :broadway
      test "draining commits a micro-batch that is acknowledged",
           %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, 1..2)
        drain(frame, dir, [concurrency: 2, max_demand: 1], [10, 11])
        assert Streaming.active!(session) == []
        assert left(frame, dir) == [{1, [20, 21]}]
      end

      @tag :broadway
      test "draining commits no part of a micro-batch", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, 1..2)
        drain(frame, dir, [concurrency: 1, max_demand: 1], [10])
        assert Streaming.active!(session) == []
        assert left(frame, dir) == [{0, [10, 11]}, {1, [20, 21]}]
      end

      @tag :broadway
      test "a checkpoint has one producer", %{session: session, tmp_dir: dir} do
        Process.flag(:trap_exit, true)

        assert {:error, {%Error.Argument{message: message}, _stack}} =
                 session |> rows(dir, []) |> start_pipeline(dir, concurrency: 2)

        assert message =~ "needs concurrency: 1"
      end
    end

    test "GenStage makes a producer of a frame that is not a stream", %{session: session} do
      {:ok, producer} =
        session |> SparkEx.range(10) |> DataFrame.stream_batches() |> GenStage.from_enumerable()

      rows = producer |> events() |> Enum.map(&length(SparkEx.Batch.rows!(&1)))
      assert Enum.sum(rows) == 10
    end
  end
end
