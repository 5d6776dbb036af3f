if Code.ensure_loaded?(GenStage) do
  defmodule SparkEx.Streaming.ProducerTest do
    use SparkEx.SparkCase

    alias SparkEx.Streaming.Producer
    alias SparkEx.{Streaming, StreamReader}

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

      start_supervised!(%{
        id: make_ref(),
        start: {Producer, :start_link, [options]},
        restart: :temporary
      })
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
      again = start!(fn -> frame end, dir, trigger: :available_now)

      events =
        again
        |> events()
        |> Enum.map(fn %{data: frame, batch_id: id, ack: ack} ->
          seen = {id, ids(frame)}
          Producer.ack(ack)
          seen
        end)

      assert events == [{1, [20, 21]}, {2, [30, 31]}]
      assert Streaming.active!(session) == []
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

      assert_receive {:DOWN, ^monitor, :process, _pid, %Error.Remote{} = error}
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
        def handle_message(:default, message, %{test: test}) do
          send(test, {:row, message.data["id"], message.metadata.batch_id})
          message
        end
      end

      defp start_pipeline(frame, dir, producer) do
        options = [frame: frame, checkpoint: Path.join(dir, "checkpoint"), emit: :rows]

        Broadway.start_link(Pipeline,
          name: Pipeline,
          context: %{test: self()},
          producer: [module: {Producer, options}] ++ producer,
          processors: [default: [concurrency: 2]]
        )
      end

      @tag :broadway
      test "Broadway acknowledges its messages", %{session: session, tmp_dir: dir} do
        frame = rows(session, dir, 1..2)
        {:ok, pipeline} = start_pipeline(frame, dir, [])

        for {id, batch} <- [{10, 0}, {11, 0}, {20, 1}, {21, 1}],
            do: assert_receive({:row, ^id, ^batch})

        rows(session, dir, [3])
        # It comes once the previous micro-batch is committed.
        for id <- [30, 31], do: assert_receive({:row, ^id, 2})
        Broadway.stop(Pipeline)
        refute Process.alive?(pipeline)
        assert Streaming.active!(session) == []
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
