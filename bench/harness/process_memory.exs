defmodule Bench.ProcessMemory do
  @moduledoc false
  # What this VM's process takes, as Linux tells it.

  @ticks_per_second 100

  @doc "Begins the peak anew."
  @spec reset_peak() :: :ok
  def reset_peak, do: File.write!("/proc/self/clear_refs", "5")

  @doc "The peak since then, in bytes."
  @spec peak() :: pos_integer
  def peak, do: field("VmHWM")

  @doc "What is taken now, in bytes."
  @spec now() :: pos_integer
  def now, do: field("VmRSS")

  @doc "The processor seconds of all threads so far."
  @spec cpu() :: float
  def cpu do
    # The name of the program, in parentheses, may hold anything.
    [_name, fields] = String.split(File.read!("/proc/self/stat"), ") ", parts: 2)
    [user, system] = fields |> String.split(" ") |> Enum.slice(11, 2)
    (String.to_integer(user) + String.to_integer(system)) / @ticks_per_second
  end

  defp field(name) do
    [_all, kilobytes] = Regex.run(~r/#{name}:\s+(\d+) kB/, File.read!("/proc/self/status"))
    String.to_integer(kilobytes) * 1024
  end
end
