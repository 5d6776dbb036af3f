defmodule Bench.ProcessMemory do
  @moduledoc false
  # The memory and processor time of this VM, from Linux.

  @ticks_per_second 100

  @doc "Resets the peak."
  @spec reset_peak() :: :ok
  def reset_peak, do: File.write!("/proc/self/clear_refs", "5")

  @doc "Returns the peak since the last reset, in bytes."
  @spec peak() :: pos_integer
  def peak, do: field("VmHWM")

  @doc "Returns the current memory, in bytes."
  @spec now() :: pos_integer
  def now, do: field("VmRSS")

  @doc "Returns the processor seconds of all threads."
  @spec cpu() :: float
  def cpu do
    # The program's name, in parentheses, may contain spaces and parentheses.
    [_name, fields] = String.split(File.read!("/proc/self/stat"), ") ", parts: 2)
    [user, system] = fields |> String.split(" ") |> Enum.slice(11, 2)
    (String.to_integer(user) + String.to_integer(system)) / @ticks_per_second
  end

  defp field(name) do
    [_all, kilobytes] = Regex.run(~r/#{name}:\s+(\d+) kB/, File.read!("/proc/self/status"))
    String.to_integer(kilobytes) * 1024
  end
end
