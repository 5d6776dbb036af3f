defmodule SparkEx.LocalServer.CommandTest do
  use ExUnit.Case, async: true

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.LocalServer.Command

  @moduletag :tmp_dir

  defp open(script, directory) do
    {:ok, port} =
      Command.open(
        %Command{
          executable: System.find_executable("bash"),
          arguments: ["-c", script],
          environment: %{},
          listening: ~r/listening/
        },
        directory
      )

    port
  end

  defp state(pid) do
    {state, _status} = System.cmd("ps", ["-o", "state=", "-p", pid])
    String.first(state)
  end

  test "forwards output and exit status and removes the directory", %{tmp_dir: directory} do
    port = open("echo said; exit 7", directory)
    assert_receive {^port, {:data, {:eol, "said"}}}
    assert_receive {^port, {:exit_status, 7}}
    refute File.exists?(directory)
  end

  # A debugger, for example, suspends a process this way.
  test "a suspended server can continue", %{tmp_dir: directory} do
    port = open("echo $$; kill -STOP $$; echo on; exit 7", directory)
    assert_receive {^port, {:data, {:eol, pid}}}
    assert eventually(fn -> state(pid) == "T" end)
    {"", 0} = System.cmd("kill", ["-CONT", pid])
    assert_receive {^port, {:data, {:eol, "on"}}}
    assert_receive {^port, {:exit_status, 7}}
  end

  test "stop/1 ends a suspended server", %{tmp_dir: directory} do
    port = open("echo $$; kill -STOP $$", directory)
    assert_receive {^port, {:data, {:eol, pid}}}
    assert eventually(fn -> state(pid) == "T" end)
    Command.stop(port)
    assert_receive {^port, {:exit_status, status}}
    assert status in [128 + 15, 128 + 9]
    refute File.exists?(directory)
  end
end
