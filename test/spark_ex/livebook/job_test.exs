defmodule SparkEx.Livebook.JobTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.Job

  test "a job sends its result or its exception with its reference" do
    %{ref: ref} = Job.start(fn -> {:ok, 1} end)
    assert_receive {^ref, {:ok, 1}}
    %{ref: ref} = Job.start(fn -> raise "no" end)
    assert_receive {^ref, {:error, %RuntimeError{message: "no"}}}
    %{ref: ref} = Job.start(fn -> exit(:gone) end)
    assert_receive {^ref, {:error, %RuntimeError{}}}
    %{ref: ref} = Job.start(fn -> throw(:ball) end)
    assert_receive {^ref, {:error, %RuntimeError{message: "uncaught throw: :ball"}}}
  end

  test "stop/1 ends a job but not its owner" do
    job = Job.start(fn -> Process.sleep(:infinity) end)
    monitor = Process.monitor(job.pid)
    assert Job.stop(job) == :ok
    assert_receive {:DOWN, ^monitor, :process, _pid, :killed}
    assert Job.stop(nil) == :ok
  end

  test "a job ends with its owner" do
    test = self()

    owner =
      spawn(fn ->
        job = Job.start(fn -> Process.sleep(:infinity) end)
        send(test, {:job, job.pid})
        Process.sleep(:infinity)
      end)

    assert_receive {:job, pid}
    monitor = Process.monitor(pid)
    Process.exit(owner, :shutdown)
    assert_receive {:DOWN, ^monitor, :process, _pid, :shutdown}
  end
end
