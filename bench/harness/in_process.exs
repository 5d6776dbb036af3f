defmodule Bench.InProcess do
  @moduledoc false
  # Jobs that run in this VM.

  alias Bench.ProcessMemory
  alias SparkEx.Arguments.Thunk

  @doc """
  Returns a job that calls a function in a fresh process.

  The function takes the value of `prepare`. `size` maps its result to a size, or to a map with
  `:size` and other figures. The time of neither counts.
  """
  @spec job(Thunk.t(prepared), (prepared -> result), (result -> size | map)) :: Bench.Case.job()
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
