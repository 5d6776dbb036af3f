defmodule Bench.Machine do
  @moduledoc false
  # The processor time of the whole machine, from Linux.

  @ticks_per_second 100

  @doc "Returns the busy seconds of all cores since the start."
  @spec busy() :: float
  def busy do
    ["cpu" | times] = "/proc/stat" |> File.stream!() |> Enum.at(0) |> String.split()
    # Linux counts guest time as user time too.
    [user, nice, system, _idle, _waiting, interrupts, soft_interrupts, stolen | _guests] =
      Enum.map(times, &String.to_integer/1)

    (user + nice + system + interrupts + soft_interrupts + stolen) / @ticks_per_second
  end
end
