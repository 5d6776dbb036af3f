defmodule SparkEx.ReattachTest do
  @moduledoc """
  Queries that outlive the process, the session and the VM that started them.
  """

  use SparkEx.SparkCase

  import SparkEx.Eventually

  alias SparkEx.Connect.UUID

  defp options(session_id) do
    [url: SparkEx.TestSpark.url(), user_id: "jobs", session_id: session_id, release: false]
  end

  # The last session of a test ends on the server, too.
  defp connect!(session_id) do
    {:ok, session} = Session.connect(options(session_id))
    on_exit(fn -> session_id |> options() |> SparkEx.connect!() |> Session.stop() end)
    session
  end

  # Starts a query in a process that is killed after the first batch.
  defp abandon(session, operation_id) do
    test = self()

    {caller, monitor} =
      spawn_monitor(fn ->
        session.()
        |> SparkEx.range(0, 100_000, 1, num_partitions: 2)
        |> DataFrame.stream_batches(operation_id: operation_id)
        |> Enum.each(fn _batch ->
          send(test, {:started, operation_id})
          Process.sleep(:infinity)
        end)
      end)

    assert_receive {:started, ^operation_id}
    Process.exit(caller, :kill)
    assert_receive {:DOWN, ^monitor, :process, ^caller, :killed}
  end

  test "the result of a query whose caller and session were killed is taken in another one" do
    session_id = UUID.generate()
    operation_id = UUID.generate()
    abandon(fn -> session_id |> options() |> SparkEx.connect!() end, operation_id)

    session = connect!(session_id)
    rows = Session.reattach!(session, operation_id, as: :lists, max_rows: :infinity)
    assert Enum.sort(rows) == for(id <- 0..99_999, do: [id])

    # The result was delivered, so the server has dropped it.
    assert eventually(fn ->
             match?(
               {:error, %Error.Remote{error_class: "INVALID_HANDLE.OPERATION_" <> _}},
               Session.reattach(session, operation_id, max_rows: :infinity)
             )
           end)
  end

  test "in a session that is released, a query ends with its caller", %{session: session} do
    operation_id = UUID.generate()
    abandon(fn -> session end, operation_id)

    assert eventually(fn ->
             match?(
               {:error, %Error.Remote{}},
               Session.reattach(session, operation_id, max_rows: :infinity)
             )
           end)
  end

  test "an id that is taken, unknown or malformed is an error", %{session: session} do
    taken = UUID.generate()
    frame = SparkEx.range(session, 2)
    assert [_, _] = DataFrame.collect!(frame, operation_id: taken)

    assert {:error, %Error.Remote{error_class: "INVALID_HANDLE.OPERATION_" <> _}} =
             DataFrame.collect(frame, operation_id: taken)

    assert {:error, %Error.Remote{error_class: "INVALID_HANDLE.OPERATION_NOT_FOUND"}} =
             Session.reattach(session, UUID.generate())

    for {:error, %Error.Argument{message: message}} <- [
          DataFrame.collect(frame, operation_id: "job-1"),
          Session.reattach(session, "job-1"),
          Session.reattach(session, nil)
        ] do
      assert message =~ "an operation id is a UUID such as"
    end
  end
end
