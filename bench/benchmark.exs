# Runs benchmarks: see bench/run.
for file <-
      ~w(statistics case workload target report machine process_memory perf run_queue in_process) ++
        ~w(peer rows background_load recording setting runner),
    do: Code.require_file("harness/#{file}.exs", __DIR__)

defmodule Bench do
  @moduledoc false

  alias Bench.{Report, Runner, Setting}

  @order ~w(latency collect columnar replay streaming micro_batches upload networks compression) ++
           ~w(plans python concurrency profile)
  @page Path.join(__DIR__, "RESULTS.md")

  @head """
  # How fast it is

  Written by `bench/run`. Times are wall-clock times of a whole job, from the query to the result
  in the caller's hands: the median (minimum – maximum) of several runs after a warm-up. The
  contenders take turns on the same server. A ratio is the time of another contender relative to
  SparkEx's; above 1, SparkEx is faster. Memory is the peak of the client's process, with its
  increase during the run in parentheses. Machines differ, and so do two runs on one machine:
  compare the ratios.
  [bench/README.md](https://github.com/spark-ex/spark_ex/blob/main/bench/README.md) describes the method.
  """

  def main(arguments) do
    {options, names} = OptionParser.parse!(arguments, strict: [quick: :boolean])
    quick = Keyword.get(options, :quick, false)
    workloads = for name <- @order, do: {name, load(name)}
    setting = Setting.start(quick: quick)
    head = "#{@head}\n#{Setting.environment(setting)}\n"

    sections =
      for {name, workload} <- workloads, names == [] or name in names, into: %{} do
        section = section(workload, setting)
        IO.puts(["\n", section])
        unless quick, do: keep(head, %{workload.title() => section}, workloads)
        {workload.title(), section}
      end

    if sections == %{}, do: Mix.raise("no such workload; there are #{Enum.join(@order, ", ")}")
  end

  defp load(name) do
    [{module, _code} | _] = Code.require_file("workloads/#{name}.exs", __DIR__)
    module
  end

  defp section(workload, setting) do
    note = "Measured on #{Date.utc_today()}."

    if function_exported?(workload, :section, 2),
      do: workload.section(setting, note),
      else: Report.section(workload, measured(workload, setting), note)
  end

  defp measured(workload, setting) do
    for it <- workload.cases(setting) do
      IO.puts(:stderr, "#{workload.title()}: #{it.name}")
      {it, Runner.measure(it, quick: setting.quick)}
    end
  end

  defp keep(head, sections, workloads) do
    page = with {:error, :enoent} <- File.read(@page), do: {:ok, ""}
    titles = for {_name, workload} <- workloads, do: workload.title()
    File.write!(@page, Report.merge(elem(page, 1), head, sections, titles))
  end
end

Bench.main(System.argv())
