defmodule SparkEx.GuidesJobsTest do
  # The Oban worker and the producers of the guide to jobs. Oban itself is not needed.
  use SparkEx.SparkCase

  alias SparkEx.{Notebook, TestSpark}

  @compile {:no_warn_undefined, [GenStage]}

  # What the worker takes of Oban and of Ecto.
  @stubs [
    {Oban.Worker,
     """
     defmodule Oban.Worker do
       @callback perform(job :: struct) :: term
       @callback backoff(job :: struct) :: pos_integer
       defmacro __using__(_options), do: quote(do: @behaviour(Oban.Worker))
     end
     """},
    {Oban.Job, "defmodule Oban.Job, do: defstruct([:id, :args, attempt: 1])"},
    {Ecto.UUID,
     """
     defmodule Ecto.UUID do
       def load!(<<a::binary-4, b::binary-2, c::binary-2, d::binary-2, e::binary-6>>),
         do: Enum.map_join([a, b, c, d, e], "-", &Base.encode16(&1, case: :lower))
     end
     """}
  ]

  setup_all do
    stubs = for {module, code} <- @stubs, not Code.ensure_loaded?(module), do: {module, code}
    for {_module, code} <- stubs, do: Code.compile_string(code)

    on_exit(fn ->
      for {module, _code} <- stubs, do: :code.delete(module) && :code.purge(module)
    end)
  end

  defp worker!(table) do
    [code] = for code <- Notebook.cells("guides/jobs.md"), code =~ "use Oban.Worker", do: code

    [{worker, _binary}] =
      code
      |> String.replace("sc://spark:15002", TestSpark.url())
      |> String.replace(~s("sales"), inspect(table))
      |> String.replace("MyApp.Revenue", "#{inspect(__MODULE__)}.Revenue")
      |> Code.compile_string("guides/jobs.md")

    on_exit(fn -> :code.delete(worker) && :code.purge(worker) end)
    worker
  end

  defp job(id, attempt),
    do: struct!(Oban.Job, id: id, attempt: attempt, args: %{"city" => "Bern"})

  defp uuid(text), do: apply(Ecto.UUID, :load!, [:crypto.hash(:md5, text)])

  # Oban runs each attempt in a process of its own.
  defp perform(worker, job),
    do: Task.await(Task.async(fn -> worker.perform(job) end), :infinity)

  defp id, do: System.unique_integer([:positive])

  setup %{session: session} do
    table = table!(session, "city STRING, price DOUBLE, quantity INT")
    SparkEx.execute!(session, "INSERT INTO #{table} VALUES ('Bern', 20.0, 2), ('Basel', 9.0, 1)")
    [worker: worker!(table)]
  end

  test "the worker runs its query", %{worker: worker} do
    id = id()
    assert perform(worker, job(id, 1)) == {:ok, 40.0}
    # The result of the first attempt was delivered, so the query runs again.
    assert perform(worker, job(id, 2)) == {:ok, 40.0}
    assert worker.backoff(job(id, 2)) == 15
  end

  test "an attempt takes the result of the query of an earlier one", %{worker: worker} do
    id = id()
    abandon(id, "SELECT 41.0D AS revenue")
    assert perform(worker, job(id, 3)) == {:ok, 41.0}
  end

  test "an attempt runs the query if an earlier one has failed", %{worker: worker} do
    id = id()
    abandon(id, "SELECT raise_error('no disk') AS revenue")
    assert perform(worker, job(id, 2)) == {:ok, 40.0}
  end

  # Runs a query as the first attempt of a job, and kills its process before the end.
  defp abandon(id, query) do
    test = self()

    {caller, monitor} =
      spawn_monitor(fn ->
        session =
          SparkEx.connect!(
            url: TestSpark.url(),
            user_id: "jobs",
            session_id: uuid("revenue/#{id}"),
            release: false
          )

        try do
          session
          |> SparkEx.sql(query)
          |> DataFrame.stream_batches(operation_id: uuid("revenue/#{id}/1"))
          |> Enum.each(fn _batch -> wait(test) end)
        rescue
          _error in Error.Remote -> wait(test)
        end
      end)

    assert_receive :started, 120_000
    Process.exit(caller, :kill)
    assert_receive {:DOWN, ^monitor, :process, ^caller, :killed}, 60_000
  end

  defp wait(test) do
    send(test, :started)
    Process.sleep(:infinity)
  end

  describe "a producer of batches" do
    @describetag :gen_stage

    defp producer(frame) do
      {:ok, producer} =
        frame |> DataFrame.stream_batches() |> GenStage.from_enumerable(on_cancel: :stop)

      producer
    end

    defp batches(producer), do: GenStage.stream([{producer, max_demand: 1, cancel: :transient}])

    test "ends with its last consumer", %{session: session} do
      producer = session |> SparkEx.range(0, 2_000_000, 1, num_partitions: 64) |> producer()
      monitor = Process.monitor(producer)
      assert [%SparkEx.Batch{}] = producer |> batches() |> Enum.take(1)
      assert_receive {:DOWN, ^monitor, :process, ^producer, :normal}, 60_000
    end

    @tag :capture_log
    test "exits with the exception of the query", %{session: session} do
      Process.flag(:trap_exit, true)
      producer = session |> SparkEx.sql("SELECT raise_error('no disk')") |> producer()

      assert {{%Error.Remote{}, _stack}, _call} =
               catch_exit(producer |> batches() |> Enum.to_list())
    end
  end
end
