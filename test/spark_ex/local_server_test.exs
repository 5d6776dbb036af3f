defmodule SparkEx.LocalServerTest do
  # Not async: the tests set TMPDIR to see what a server leaves behind.
  use ExUnit.Case, async: false

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.{Error, LocalServer}

  @moduletag :tmp_dir

  setup %{tmp_dir: directory} do
    inherited = System.get_env("TMPDIR")
    System.put_env("TMPDIR", directory)

    on_exit(fn ->
      if inherited, do: System.put_env("TMPDIR", inherited), else: System.delete_env("TMPDIR")
    end)
  end

  describe "start_link/1 with invalid options" do
    test "names an unknown option" do
      assert {:error, %Error.Argument{message: message}} = LocalServer.start_link(prot: 1)
      assert message =~ "unknown option :prot"
      assert message =~ ~s(did you mean :port?)
    end

    test "rejects options of Spark for Sail" do
      assert {:error, %Error.Argument{message: message}} =
               LocalServer.start_link(engine: :sail, master: "local[2]")

      assert message =~ "unknown option :master"
    end

    test "rejects configuration that is not text without showing it" do
      assert {:error, %Error.Argument{message: message}} =
               LocalServer.start_link(conf: %{"a.password" => {"geheim"}})

      assert message =~ "a.password"
      refute message =~ "geheim"
    end

    test "names the known engines for an unknown engine" do
      assert {:error, %Error.Argument{message: message}} = LocalServer.start_link(engine: :flink)
      assert message =~ ":sail, :spark"
    end
  end

  describe "a failing start_link/1" do
    test "names a folder without Spark", %{tmp_dir: directory} do
      assert {:error, %Error.LocalServer{engine: :spark} = error} =
               LocalServer.start_link(spark_home: directory)

      assert Exception.message(error) =~ "#{directory} is not a Spark installation"
      assert leftovers(directory) == []
    end

    test "names a missing Python" do
      assert {:error, %Error.LocalServer{} = error} =
               LocalServer.start_link(engine: :sail, python: "no_such_python")

      assert Exception.message(error) =~ "no_such_python was not found on the PATH"
      assert Exception.message(error) =~ "pip install pysail"
    end

    test "names a log file that cannot be opened", %{tmp_dir: directory} do
      assert {:error, %Error.LocalServer{} = error} =
               LocalServer.start_link(log: Path.join(directory, "missing/spark.log"))

      assert Exception.message(error) =~ "missing/spark.log cannot be opened"
    end

    test "neither exits the caller nor sends it a message", %{tmp_dir: directory} do
      assert {:error, %Error.LocalServer{}} = LocalServer.start_link(spark_home: directory)
      Process.flag(:trap_exit, true)
      assert {:error, %Error.LocalServer{}} = LocalServer.start_link(spark_home: directory)
      refute_receive _message, 50
    end
  end

  describe "Spark" do
    @describetag :local_spark

    # The name is part of TMPDIR, which Spark splits at commas, so it has none.
    test "answers at url/1 and leaves no files when stopped", %{tmp_dir: directory} do
      log = Path.join(directory, "server.log")
      options = [log: log, driver_memory: "512m", token: "a secret", ui: true]
      {:ok, server} = LocalServer.start_link(options)
      assert "http://127.0.0.1:" <> ui_port = LocalServer.ui_url(server)
      assert answers?(ui_port)

      assert "sc://127.0.0.1:" <> number = LocalServer.url(server)
      assert answers?(number)
      assert Enum.any?(LocalServer.log(server), &(&1 =~ "started at: 127.0.0.1:#{number}"))
      assert File.read!(log) =~ "started at"
      assert [_one] = leftovers(directory)
      refute command_lines() =~ "a secret"

      assert :ok = LocalServer.stop(server)
      refute answers?(number)
      assert leftovers(directory) == []
    end

    test "shows the end of its log if it fails to start", %{tmp_dir: directory} do
      assert {:error, %Error.LocalServer{} = error} = LocalServer.start_link(master: "nowhere")
      assert error.reason == "it ended with exit status 1"
      assert Exception.message(error) =~ "\nThe end of its log:\n"
      assert Exception.message(error) =~ "Master must either be yarn or start with spark"
      assert leftovers(directory) == []
    end

    test "is stopped if it does not answer in time", %{tmp_dir: directory} do
      assert {:error, %Error.LocalServer{} = error} = LocalServer.start_link(timeout: 100)
      assert error.reason == "it did not answer within 100 ms"
      assert eventually(fn -> leftovers(directory) == [] end)
    end

    test "ends when the VM is killed", %{tmp_dir: directory} do
      {vm, number} = vm_with_server(:spark)
      assert answers?(number)

      {"", 0} = System.cmd("kill", ["-KILL", vm])
      assert eventually(fn -> not answers?(number) end)
      assert eventually(fn -> leftovers(directory) == [] end)
      refute command_lines() =~ directory
    end
  end

  describe "Sail" do
    @describetag :sail

    setup do
      Process.flag(:trap_exit, true)
      :ok
    end

    test "answers on the given port and under its name" do
      number = free_port()
      {:ok, server} = start_sail(port: String.to_integer(number), name: __MODULE__.Named)
      assert LocalServer.url(__MODULE__.Named) == "sc://127.0.0.1:#{number}"
      assert {:error, {:already_started, ^server}} = start_sail(name: __MODULE__.Named)
      assert :ok = LocalServer.stop(server)
      refute answers?(number)
    end

    test "returns its log if the port is taken" do
      {:ok, socket} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
      {:ok, taken} = :inet.port(socket)
      assert {:error, %Error.LocalServer{log: log}} = start_sail(port: taken)
      assert Enum.join(log) =~ "in use"
    end

    test "ends with its supervisor" do
      {:ok, supervisor} =
        Supervisor.start_link([{LocalServer, engine: :sail}], strategy: :one_for_one)

      [{LocalServer, server, :worker, _modules}] = Supervisor.which_children(supervisor)
      "sc://127.0.0.1:" <> number = LocalServer.url(server)
      assert answers?(number)
      Supervisor.stop(supervisor)
      refute answers?(number)
    end

    @tag :capture_log
    test "ends with its owner for any exit reason", %{tmp_dir: directory} do
      for reason <- [:normal, :shutdown, :kill] do
        {owner, number} = owner_with_sail()
        assert answers?(number)
        Process.exit(owner, reason)
        if reason == :normal, do: send(owner, :finish)
        assert eventually(fn -> not answers?(number) end)
      end

      assert eventually(fn -> leftovers(directory) == [] end)
    end

    test "ends when its process is killed" do
      {:ok, server} = start_sail([])
      "sc://127.0.0.1:" <> number = LocalServer.url(server)
      Process.exit(server, :kill)
      assert eventually(fn -> not answers?(number) end)
    end

    @tag :capture_log
    test "ends its process with an error if it ends by itself", %{tmp_dir: directory} do
      number = free_port()
      {:ok, server} = start_sail(port: String.to_integer(number))
      {"", 0} = System.cmd("kill", ["-KILL", sail_process(number)])

      assert_receive {:EXIT, ^server, %Error.LocalServer{engine: :sail} = error}
      assert error.reason == "it ended with exit status 137"
      assert leftovers(directory) == []
    end

    test "ends when the VM is killed", %{tmp_dir: directory} do
      {vm, number} = vm_with_server(:sail)
      {"", 0} = System.cmd("kill", ["-KILL", vm])
      assert eventually(fn -> not answers?(number) end)
      assert eventually(fn -> leftovers(directory) == [] end)
    end
  end

  defp start_sail(options), do: LocalServer.start_link([engine: :sail] ++ options)

  defp owner_with_sail do
    test = self()

    owner =
      spawn(fn ->
        {:ok, server} = start_sail([])
        send(test, {:url, LocalServer.url(server)})
        receive do: (:finish -> :ok)
      end)

    assert_receive {:url, "sc://127.0.0.1:" <> number}
    {owner, number}
  end

  # Starts a VM that starts a server, prints its URL and ends when its standard input closes.
  defp vm_with_server(engine) do
    script = """
    {:ok, server} = SparkEx.LocalServer.start_link(engine: :#{engine}, timeout: 240_000)
    IO.puts("vm " <> System.pid() <> " " <> SparkEx.LocalServer.url(server))
    IO.read(:line)
    """

    paths = Enum.flat_map(:code.get_path(), &["-pa", to_string(&1)])
    elixir = System.find_executable("elixir")
    args = paths ++ ["-e", script]
    port = Port.open({:spawn_executable, elixir}, [:binary, line: 1024, args: args])
    assert_receive {^port, {:data, {:eol, "vm " <> started}}}, 240_000
    [vm, "sc://127.0.0.1:" <> number] = String.split(started, " ")
    {vm, number}
  end

  defp leftovers(directory), do: Path.wildcard(Path.join(directory, "spark_ex-*"))

  defp answers?(number) do
    case :gen_tcp.connect({127, 0, 0, 1}, String.to_integer(number), [], 1_000) do
      {:ok, socket} -> :gen_tcp.close(socket) == :ok
      {:error, _refused} -> false
    end
  end

  defp free_port do
    {:ok, socket} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
    {:ok, number} = :inet.port(socket)
    :ok = :gen_tcp.close(socket)
    to_string(number)
  end

  defp command_lines do
    {lines, 0} = System.cmd("ps", ["-eo", "pid,args"])
    lines
  end

  # The guard's command line ends like the server's.
  defp sail_process(number) do
    lines = String.split(command_lines(), "\n")
    servers = Enum.filter(lines, &String.ends_with?(&1, "server --port #{number}"))
    [line] = Enum.reject(servers, &(&1 =~ "bash"))
    line |> String.split() |> hd()
  end
end
