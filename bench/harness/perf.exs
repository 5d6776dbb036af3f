defmodule Bench.Perf do
  @moduledoc false
  # What this VM's processor time goes into, by Linux's perf: samples of all its threads, in groups.

  @frequency "997"
  # Until perf has attached itself to all threads.
  @attaching 1000

  # A sample belongs to the first group that knows one of its functions: the innermost, or any on the stack.
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

  @doc "The names of the groups."
  @spec groups() :: [String.t()]
  def groups, do: Enum.map(@groups, &elem(&1, 0)) ++ [@rest]

  @doc "Where perf is; `nil` where it is not installed."
  @spec path() :: String.t() | nil
  def path, do: System.find_executable("perf")

  @doc """
  Calls a function; gives out what it returns, and what part of the samples each group has.

  `:error` where perf may not look at this VM.
  """
  @spec shares((() -> result)) :: {:ok, result, %{String.t() => float}} | :error
        when result: term
  def shares(function) do
    arguments = ~w(record -q -g -F #{@frequency} -p #{System.pid()})

    record(arguments, function, fn result, file ->
      with {:ok, text} <- text(~w(script -i #{file} -F ip,sym)),
           do: {:ok, result, text |> stacks() |> Enum.frequencies_by(&group/1) |> shares_of()}
    end)
  end

  @doc "What perf makes of its file; `:error` where it has recorded nothing."
  @spec text([String.t()]) :: {:ok, String.t()} | :error
  def text(arguments) do
    case System.cmd(path(), arguments, stderr_to_stdout: true) do
      {text, 0} -> {:ok, text}
      {_complaint, _status} -> :error
    end
  end

  @doc "Calls a function while perf records, and `read` with what it returns and perf's file."
  @spec record([String.t()], (() -> result), (result, Path.t() -> read)) :: read
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

  # One that may not record has ended before.
  defp stop(port) do
    with {:os_pid, pid} <- Port.info(port, :os_pid),
         do: System.cmd("kill", ["-INT", "#{pid}"], stderr_to_stdout: true)

    receive(do: ({^port, {:exit_status, _status}} -> :ok))
  end

  @doc """
  The samples of `perf script`, each the functions on its stack, the innermost first.
  """
  @spec stacks(String.t()) :: [[String.t(), ...]]
  def stacks(text) do
    for sample <- String.split(text, ~r/\n\s*\n/, trim: true),
        functions = for([_, name] <- Regex.scan(~r/^\s*[0-9a-f]+ (.+)$/m, sample), do: name),
        functions != [],
        do: functions
  end

  @doc """
  The group of a sample.
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
