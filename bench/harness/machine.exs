defmodule Bench.Machine do
  @moduledoc false
  # What all processes of the machine take, as Linux tells it.

  @ticks_per_second 100

  @doc "The seconds so far in which a core had something to do, of all cores together."
  @spec busy() :: float
  def busy do
    ["cpu" | times] = "/proc/stat" |> File.stream!() |> Enum.at(0) |> String.split()
    # Guests are counted as users, too.
    [user, nice, system, _idle, _waiting, interrupts, soft_interrupts, stolen | _guests] =
      Enum.map(times, &String.to_integer/1)

    (user + nice + system + interrupts + soft_interrupts + stolen) / @ticks_per_second
  end
end
