defmodule SparkEx.Connect.ParallelDecoderTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.ParallelDecoder
  alias SparkEx.{LocalData, Native}

  @words 2 * 1024 * 1024
  @workers 3
  @shape %{rows_as: :maps, nested: :native, invalid_utf8: :error, decimals: :string, literals: []}

  defp batch(rows) do
    {:ok, %{local_relation: %{data: ipc}}} =
      LocalData.Relation.inline(rows, schema: "at INT, text STRING")

    {:ok, %{batch: native}} = Native.batch_from_ipc(ipc)
    native
  end

  defp rows(at, count), do: for(row <- 1..count, do: {at, "text #{row}"})

  defp maps(rows), do: for({at, text} <- rows, do: %{"at" => at, "text" => text})

  test "returns batches in order" do
    batches = for at <- 1..50, do: batch(rows(at, 200))

    assert ParallelDecoder.decode(batches, @shape, @words, @workers) ==
             for(at <- 1..50, do: {:ok, maps(rows(at, 200))})

    refute_received _message
  end

  test "decodes all batches in a single process" do
    batches = for at <- 1..5, do: batch(rows(at, 200))

    assert ParallelDecoder.decode(batches, @shape, @words, 1) ==
             for(at <- 1..5, do: {:ok, maps(rows(at, 200))})
  end

  test "returns an error in the place of a failed batch" do
    [first, released, last] = for at <- 1..3, do: batch(rows(at, 5))
    Native.batch_release(released)

    assert [{:ok, one}, {:error, {:decode, %{message: text}}}, {:ok, three}] =
             ParallelDecoder.decode([first, released, last], @shape, @words, @workers)

    assert {one, three} == {maps(rows(1, 5)), maps(rows(3, 5))}
    assert text == "the batch was released"
  end

  @tag :capture_log
  test "leaves no messages in the caller's mailbox when it raises" do
    batches = for at <- 1..50, do: batch(rows(at, 200))
    shape = %{@shape | rows_as: :triangles}

    assert_raise ErlangError, fn -> ParallelDecoder.decode(batches, shape, @words, @workers) end
    refute_received _message
  end

  describe "a helper" do
    setup do
      batches = for at <- 1..100, do: batch(rows(at, 1000))
      test = self()

      caller =
        spawn(fn ->
          receive(do: (:go -> :ok))
          send(test, {:answers, ParallelDecoder.decode(batches, @shape, @words, @workers)})
        end)

      :erlang.trace(caller, true, [:procs])
      send(caller, :go)
      assert_receive {:trace, ^caller, :spawn, helper, _function}, 5000
      {:ok, caller: caller, helper: helper}
    end

    test "that is killed returns an error for its batch", %{helper: helper} do
      Process.exit(helper, :kill)
      assert_receive {:answers, answers}, 60_000
      assert length(answers) == 100

      for {answer, at} <- Enum.with_index(answers, 1) do
        case answer do
          {:ok, maps} ->
            assert maps == maps(rows(at, 1000))

          {:error, {:panic, %{message: text}}} ->
            assert text == "a process that decoded rows was killed"
        end
      end
    end

    test "ends with the caller", %{caller: caller, helper: helper} do
      monitor = Process.monitor(helper)
      Process.exit(caller, :kill)
      assert_receive {:DOWN, ^monitor, :process, ^helper, _reason}, 60_000
      refute_received {:answers, _answers}
    end
  end
end
