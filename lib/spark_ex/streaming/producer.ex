if Code.ensure_loaded?(GenStage) do
  defmodule SparkEx.Streaming.Producer do
    alias SparkEx.Arguments.Options
    alias SparkEx.{DataFrame, Error}
    alias SparkEx.Streaming.{BatchReader, Batches}

    @own_options [
      frame: [
        type: :any,
        required: true,
        doc: "The streaming frame, or a function without arguments that returns it."
      ],
      emit: [
        type: {:in, [:batches, :rows]},
        default: :batches,
        doc: "Whether an event is a micro-batch, as a frame, or a row of one."
      ],
      stream_options: [
        type: :keyword,
        default: [],
        doc: "How rows are read, see `SparkEx.DataFrame.stream/2`."
      ],
      on_failure: [
        type: {:in, [:stop, :commit]},
        default: :stop,
        doc: """
        What happens to a micro-batch with a failed event: the query fails and the producer stops, or
        the micro-batch is committed all the same.
        """
      ]
    ]

    @options @own_options ++ Batches.options()

    @moduledoc """
    A [GenStage](https://github.com/elixir-lang/gen_stage) producer of the micro-batches of a
    streaming frame. Their acknowledgement commits them. This module exists if GenStage is loaded.

    With [Broadway](https://github.com/dashbitco/broadway), its messages are acknowledged for you:

        Broadway.start_link(MyApp.Orders,
          name: MyApp.Orders,
          producer: [
            module:
              {SparkEx.Streaming.Producer,
               frame: orders, checkpoint: "/checkpoints/orders", emit: :rows},
            concurrency: 1
          ],
          processors: [default: [concurrency: 10]]
        )

    The data of a message is a row, or a frame with `emit: :batches`, and its metadata is
    `%{batch_id: id}`. Messages that succeed are acknowledged. Once all rows of a micro-batch are,
    Spark commits it. If a message fails, `:on_failure` decides.

    In a pipeline of your own, an event is a map with `:data`, `:batch_id` and `:ack`, and the
    consumer calls `ack/1`:

        {:ok, producer} =
          SparkEx.Streaming.Producer.start_link(frame: orders, checkpoint: "/checkpoints/orders")

        [{producer, max_demand: 1}]
        |> GenStage.stream()
        |> Enum.each(fn %{data: batch, batch_id: id, ack: ack} ->
          MyApp.store(id, DataFrame.collect!(batch))
          :ok = SparkEx.Streaming.Producer.ack(ack)
        end)

    Spark begins a micro-batch when the previous one is committed, so a slow consumer slows the
    stream. With `emit: :rows`, rows are fetched as consumers ask for them, and a micro-batch
    without rows is committed at once.

    A micro-batch that was not committed comes again, with the same number, when a producer starts
    with the same checkpoint. So consumers have an effect exactly once if a second event with the
    same `:batch_id` (and row) replaces the effect of the first. A checkpoint has one query at a
    time, so a Broadway pipeline needs `concurrency: 1` for its producer.

    The producer exits with the exception of a failed query. When the query ends by itself, as
    with the trigger `:available_now`, it exits normally, or stays idle under Broadway, which
    would restart it. On shutdown, it waits until Spark has committed a micro-batch whose events
    are all acknowledged, and then stops the query. A supervisor gives it 30 seconds. The server
    needs Python, see `SparkEx.StreamWriter.foreach_batch/3`.

    For a frame that is not a stream, GenStage has a producer:

        {:ok, producer} = frame |> SparkEx.DataFrame.stream_batches() |> GenStage.from_enumerable()

    ## Options

    #{Options.docs(@options)}
    """

    use GenStage, shutdown: 30_000

    if Code.ensure_loaded?(Broadway) do
      @behaviour Broadway.Producer
      @behaviour Broadway.Acknowledger
    end

    # How long the end of the query may take at a shutdown, within the 30 s of a supervisor.
    @shutdown 25_000
    @commit_timeout 15_000

    @typedoc "What `ack/1` takes. The fields are private."
    @opaque acknowledgement :: {pid, reference}

    @typedoc "An event of a pipeline without Broadway."
    @type event :: %{
            data: DataFrame.t() | map,
            batch_id: non_neg_integer,
            ack: acknowledgement
          }

    defstruct [
      :emit,
      :on_failure,
      # Whether events are messages of Broadway.
      :broadway,
      :reader,
      :channel,
      # The micro-batch whose events are on their way: its number, the reference of its
      # acknowledgements, how many are missing, whether the reader has sent all data, and the
      # first failure.
      :batch,
      # The number of a micro-batch that Spark may commit, until the next one comes.
      :committing,
      demand: 0,
      # Data that no consumer has asked for yet, and whether the reader has been asked for more.
      buffer: [],
      requested: false,
      draining: false
    ]

    @doc """
    Starts a producer that is linked to the caller.

        {:ok, producer} =
          SparkEx.Streaming.Producer.start_link(frame: orders, checkpoint: "/checkpoints/orders")
    """
    @spec start_link(keyword) :: GenServer.on_start() | {:error, Error.Argument.t()}
    def start_link(options) do
      with {:ok, options} <- Options.validate(options, @options, "SparkEx.Streaming.Producer"),
           do: GenStage.start_link(__MODULE__, options)
    end

    @doc """
    Acknowledges an event. The last acknowledgement of a micro-batch lets Spark commit it.

        :ok = SparkEx.Streaming.Producer.ack(event.ack)
    """
    @spec ack(acknowledgement) :: :ok
    def ack({producer, batch}) do
      send(producer, {:acknowledged, batch, 1, nil})
      :ok
    end

    @doc """
    Acknowledges an event that could not be processed. The option `:on_failure` decides what
    happens to its micro-batch.

        :ok = SparkEx.Streaming.Producer.fail(event.ack, "the disk is full")
    """
    @spec fail(acknowledgement, term) :: :ok
    def fail({producer, batch}, reason) do
      send(producer, {:acknowledged, batch, 1, {:failed, reason}})
      :ok
    end

    ## What Broadway calls, in any process

    if Code.ensure_loaded?(Broadway), do: @impl(Broadway.Producer)
    @doc false
    def prepare_for_start(_module, options) do
      if options[:producer][:concurrency] != 1 do
        raise Error.Argument,
              "SparkEx.Streaming.Producer needs concurrency: 1, since a checkpoint has one query"
      end

      {[], options}
    end

    if Code.ensure_loaded?(Broadway), do: @impl(Broadway.Acknowledger)
    @doc false
    def ack({producer, batch}, successful, failed) do
      failure = with [first | _rest] <- failed, do: first.status, else: (_none -> nil)
      send(producer, {:acknowledged, batch, length(successful) + length(failed), failure})
      :ok
    end

    ## The producer

    @impl true
    def init(options) do
      {broadway, options} = Keyword.pop(options, :broadway)
      options = Options.validate!(options, @options, "SparkEx.Streaming.Producer")
      # Runs `terminate/2` and turns the reader's exit into a message.
      Process.flag(:trap_exit, true)

      {:producer,
       %__MODULE__{
         emit: options[:emit],
         on_failure: options[:on_failure],
         broadway: broadway != nil,
         reader: BatchReader.start_link(options)
       }}
    end

    @impl true
    def handle_demand(demand, state), do: emit(%{state | demand: state.demand + demand})

    @impl true
    def handle_info({:opened, reader, channel}, %{reader: reader} = state),
      do: {:noreply, [], %{state | channel: channel}}

    def handle_info({:batch, reader, id}, %{reader: reader} = state) do
      batch = %{id: id, ref: make_ref(), missing: 0, complete: false, failure: nil}
      # The first data comes unasked.
      {:noreply, [], %{state | batch: batch, committing: nil, requested: true}}
    end

    # What is dropped here comes again, as the micro-batch is not committed.
    def handle_info({:data, _reader, _data, _last}, %{batch: batch, draining: draining} = state)
        when batch == nil or draining,
        do: {:noreply, [], state}

    def handle_info({:data, reader, data, last}, %{reader: reader} = state) do
      batch = %{state.batch | complete: last}
      state = %{state | batch: batch, buffer: state.buffer ++ data, requested: false}
      if data == [], do: answer(state), else: emit(state)
    end

    def handle_info({:acknowledged, ref, number, failure}, %{batch: %{ref: ref}} = state) do
      batch = state.batch
      failure = batch.failure || failure
      answer(%{state | batch: %{batch | missing: batch.missing - number, failure: failure}})
    end

    def handle_info({:EXIT, reader, :normal}, %{reader: reader, broadway: true} = state),
      do: {:noreply, [], %{state | reader: nil}}

    def handle_info({:EXIT, reader, reason}, %{reader: reader} = state),
      do: {:stop, exit_reason(reason), %{state | reader: nil}}

    # An acknowledgement of an earlier micro-batch, for example.
    def handle_info(_message, state), do: {:noreply, [], state}

    # The supervisor's report shows the exception.
    defp exit_reason({:shutdown, exception}) when is_exception(exception), do: exception
    defp exit_reason(reason), do: reason

    # Broadway calls it before it stops the producer.
    if Code.ensure_loaded?(Broadway), do: @impl(Broadway.Producer)
    @doc false
    def prepare_for_draining(%{buffer: []} = state),
      do: {:noreply, [], %{state | draining: true}}

    def prepare_for_draining(%{batch: batch} = state) do
      batch = %{batch | complete: false}
      {:noreply, [], %{state | draining: true, buffer: [], batch: batch}}
    end

    defp emit(%{batch: nil} = state), do: {:noreply, [], state}

    defp emit(%{batch: batch, demand: demand} = state) do
      {data, buffer} = Enum.split(state.buffer, demand)
      count = length(data)
      events = Enum.map(data, &event(&1, state))
      batch = %{batch | missing: batch.missing + count}
      {:noreply, events, request(%{state | batch: batch, buffer: buffer, demand: demand - count})}
    end

    # At most one request is on its way, so that the reader never runs ahead.
    defp request(%{buffer: [], requested: false, draining: false, batch: batch} = state)
         when state.demand > 0 and not batch.complete do
      send(state.reader, :more)
      %{state | requested: true}
    end

    defp request(state), do: state

    defp event(data, %{broadway: false, batch: batch}),
      do: %{data: data, batch_id: batch.id, ack: {self(), batch.ref}}

    # Broadway need not be there when this module is compiled.
    defp event(data, %{batch: batch}) do
      struct!(Broadway.Message,
        data: data,
        metadata: %{batch_id: batch.id},
        acknowledger: {__MODULE__, {self(), batch.ref}, nil}
      )
    end

    # A failure ends the query without waiting for the other events.
    defp answer(%{batch: %{failure: failure}, on_failure: :stop} = state) when failure != nil do
      send(state.reader, {:answer, text(failure)})
      {:noreply, [], %{state | batch: nil, buffer: []}}
    end

    defp answer(%{batch: %{complete: true, missing: 0}, buffer: []} = state) do
      send(state.reader, {:answer, nil})
      {:noreply, [], %{state | batch: nil, committing: state.batch.id}}
    end

    defp answer(state), do: {:noreply, [], state}

    defp text({kind, reason, stack}), do: Exception.format_banner(kind, reason, stack)
    defp text({:failed, reason}) when is_binary(reason), do: reason
    defp text({:failed, reason}), do: inspect(reason)

    # The reader may wait for the server, so that it cannot stop the query itself.
    @impl true
    def terminate(_reason, %{reader: reader, channel: channel, committing: id}) do
      task =
        Task.async(fn ->
          if reader && id, do: await_commit(channel, id)
          if reader, do: Process.exit(reader, :kill)
          BatchReader.close(channel)
        end)

      Task.yield(task, @shutdown) || Task.shutdown(task, :brutal_kill)
    end

    # Leaves time to stop the query.
    defp await_commit(channel, id) do
      task = Task.async(fn -> BatchReader.await_commit(channel, id) end)
      Task.yield(task, @commit_timeout) || Task.shutdown(task, :brutal_kill)
    end
  end
end
