defmodule Bench.Here do
  @moduledoc false
  # Jobs of this VM.

  alias Bench.ProcessMemory

  @doc """
  A job that calls a function, in a process of its own, as a caller would be.

  What `prepare` returns is made before and handed to the function. `size` tells the size of what the
  function returns, or a map with `:size` and figures of its own. Neither counts.
  """
  @spec job((() -> prepared), (prepared -> result), (result -> size | map)) :: Bench.Case.job()
        when prepared: term, result: term, size: integer
  def job(prepare \\ fn -> nil end, function, size \\ & &1) do
    fn -> Task.await(Task.async(fn -> measure(prepare.(), function, size) end), :infinity) end
  end

  defp measure(prepared, function, size) do
    Enum.each(Process.list(), &:erlang.garbage_collect/1)
    ProcessMemory.reset_peak()
    {before, cpu} = {ProcessMemory.now(), ProcessMemory.cpu()}
    {micros, result} = :timer.tc(fn -> function.(prepared) end)
    cpu = ProcessMemory.cpu() - cpu
    peak = ProcessMemory.peak()
    size = size.(result)

    Map.merge(
      if(is_map(size), do: size, else: %{size: size}),
      %{seconds: micros / 1.0e6, cpu: cpu, peak: peak, grown: max(peak - before, 0)}
    )
  end
end
