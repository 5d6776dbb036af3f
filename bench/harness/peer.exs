defmodule Bench.Peer do
  @moduledoc false
  # A program that reads commands as lines of JSON on its standard input and answers each with a
  # line. It ends with the process that starts it.

  alias SparkEx.Types.JSONCodec

  @line_bytes 65_536

  @doc "Starts a program."
  @spec start(Path.t(), [String.t()]) :: port
  def start(program, arguments \\ []),
    do: Port.open({:spawn_executable, program}, [:binary, :exit_status] ++ lines(arguments))

  defp lines(arguments), do: [line: @line_bytes, args: arguments]

  @doc "Returns a job that the program does."
  @spec job(port, map) :: Bench.Case.job()
  def job(peer, command), do: fn -> peer |> tell(command) |> measured() end

  @doc "Sends a command and returns the answer."
  @spec tell(port, map) :: term
  def tell(peer, command) do
    Port.command(peer, [JSONCodec.encode!(command), ?\n])
    answer(peer)
  end

  @doc "Returns the next line of the program, decoded."
  @spec answer(port) :: term
  def answer(peer), do: JSONCodec.decode!(IO.iodata_to_binary(line(peer)))

  defp line(peer) do
    receive do
      {^peer, {:data, {:noeol, part}}} -> [part | line(peer)]
      {^peer, {:data, {:eol, part}}} -> part
      {^peer, {:exit_status, status}} -> raise "a peer ended with exit status #{status}"
    end
  end

  @figures ~w(seconds size cpu peak grown p50 p99 worst)a

  defp measured(answer), do: for(f <- @figures, v = answer["#{f}"], into: %{}, do: {f, v})
end
