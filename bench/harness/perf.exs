defmodule Bench.Perf do
  @moduledoc false
  # The processor time of this VM by kind of work: samples of all its threads by Linux's perf, in
  # groups.

  alias SparkEx.Arguments.Thunk

  @frequency "997"
  # perf needs this time to attach to all threads.
  @attaching 1000

  # A sample belongs to the first group that lists its innermost function, or any function on its
  # stack.
  @groups [
    {"fresh pages", :any, ~r/page_fault/},
    {"socket", :any, ~r/tcp_recvmsg|recvfrom/},
    {"kernel, else", :any, ~r/entry_SYSCALL|do_syscall|asm_sysvec/},
    {"copying bytes", :innermost, ~r/mem(move|cpy)/},
    {"terms to the caller", :innermost, ~r/copy_struct|size_object/},
    {"order of keys", :innermost, ~r/cmp|validate_and_sort/},
    {"making terms", :innermost, ~r/^enif_|^erts_map|^erts_factory|new_binary|spark_ex_nif/},
    {"Arrow", :innermost, ~r/arrow|spark_ex_core/}
  ]
  @rest "rest"

  @doc "Returns the names of the groups."
  @spec groups() :: [String.t()]
  def groups, do: Enum.map(@groups, &elem(&1, 0)) ++ [@rest]

  @doc "Returns the path of perf, or `nil`."
  @spec path() :: String.t() | nil
  def path, do: System.find_executable("perf")

  @doc """
  Calls a function and returns its result and the share of the samples in each group.

  Returns `:error` if perf lacks the permission to profile this VM.
  """
  @spec shares(Thunk.t(result)) :: {:ok, result, %{String.t() => float}} | :error
        when result: term
  def shares(function) do
    arguments = ~w(record -q -g -F #{@frequency} -p #{System.pid()})

    record(arguments, function, fn result, file ->
      with {:ok, text} <- text(~w(script -i #{file} -F ip,sym)),
           do: {:ok, result, text |> stacks() |> Enum.frequencies_by(&group/1) |> shares_of()}
    end)
  end

  @doc "Returns the shares in a file of perf, or `:error` if it holds no samples."
  @spec text([String.t()]) :: {:ok, String.t()} | :error
  def text(arguments) do
    case System.cmd(path(), arguments, stderr_to_stdout: true) do
      {text, 0} -> {:ok, text}
      {_complaint, _status} -> :error
    end
  end

  @doc "Calls a function while perf records, then `read` with the result and perf's file."
  @spec record([String.t()], Thunk.t(result), (result, Path.t() -> read)) :: read
        when result: term, read: term
  def record(arguments, function, read) do
    file = Path.join(System.tmp_dir!(), "spark_ex-perf-#{System.pid()}.data")

    try do
      port = start(arguments ++ ["-o", file])
      result = function.()
      stop(port)
      read.(result, file)
    after
      File.rm(file)
    end
  end

  defp start(arguments) do
    options = [:binary, :exit_status, :stderr_to_stdout, args: arguments]
    port = Port.open({:spawn_executable, path()}, options)
    Process.sleep(@attaching)
    port
  end

  # Without the permission to record, perf has already ended.
  defp stop(port) do
    with {:os_pid, pid} <- Port.info(port, :os_pid),
         do: System.cmd("kill", ["-INT", "#{pid}"], stderr_to_stdout: true)

    receive(do: ({^port, {:exit_status, _status}} -> :ok))
  end

  @doc """
  Returns the samples of `perf script`: the functions on each stack, the innermost first.
  """
  @spec stacks(String.t()) :: [[String.t(), ...]]
  def stacks(text) do
    for sample <- String.split(text, ~r/\n\s*\n/, trim: true),
        functions = for([_, name] <- Regex.scan(~r/^\s*[0-9a-f]+ (.+)$/m, sample), do: name),
        functions != [],
        do: functions
  end

  @doc """
  Returns the group of a sample.
  """
  @spec group([String.t(), ...]) :: String.t()
  def group([innermost | _] = functions) do
    Enum.find_value(@groups, @rest, fn
      {name, :innermost, pattern} -> if innermost =~ pattern, do: name
      {name, :any, pattern} -> if Enum.any?(functions, &(&1 =~ pattern)), do: name
    end)
  end

  defp shares_of(counts) do
    all = counts |> Map.values() |> Enum.sum()
    Map.new(counts, fn {group, count} -> {group, count / all} end)
  end
end
