defmodule Bench.Here do
  @moduledoc false
  # Jobs of this VM.

  alias Bench.ProcessMemory

  @doc """
  A job that calls a function, in a process of its own, as a caller would be. The function returns the
  size of the result, or a map with `:size` and figures of its own.

  What `prepare` returns is made before and handed to the function.
  """
  @spec job((() -> prepared), (prepared -> size | map)) :: Bench.Case.job()
        when prepared: term, size: integer
  def job(prepare \\ fn -> nil end, function) do
    fn -> Task.await(Task.async(fn -> measure(prepare.(), function) end), :infinity) end
  end

  defp measure(prepared, function) do
    Enum.each(Process.list(), &:erlang.garbage_collect/1)
    ProcessMemory.reset_peak()
    {before, cpu} = {ProcessMemory.now(), ProcessMemory.cpu()}
    {micros, result} = :timer.tc(fn -> function.(prepared) end)
    cpu = ProcessMemory.cpu() - cpu
    peak = ProcessMemory.peak()

    Map.merge(
      if(is_map(result), do: result, else: %{size: result}),
      %{seconds: micros / 1.0e6, cpu: cpu, peak: peak, grown: max(peak - before, 0)}
    )
  end
end
