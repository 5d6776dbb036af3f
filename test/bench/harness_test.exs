for file <- ~w(statistics case workload target report perf run_queue),
    do: Code.require_file("../../bench/harness/#{file}.exs", __DIR__)

defmodule Bench.HarnessTest do
  use ExUnit.Case, async: true

  alias Bench.{Case, Perf, Report, RunQueue, Statistics, Target}

  defmodule Sums do
    @behaviour Bench.Workload
    def title, do: "Sums"
    def about, do: "Adding up."
    def cases(_setting), do: []
    def figures, do: [{"size", "ours", fn run, _case -> "#{run.size}" end}]

    def targets do
      for limit <- [2, 20] do
        %Target{
          text: "a sum",
          value: &Target.ratio(&1, :sum, "theirs", "ours"),
          limit: {:at_least, limit},
          bound: "The adder."
        }
      end
    end
  end

  describe "statistics" do
    test "the median is the middle number, or the mean of the two middle ones" do
      assert Statistics.median([3, 1, 2]) == 2
      assert Statistics.median([4, 1, 2, 3]) == 2.5
      assert Statistics.median([7]) == 7
    end

    test "a percentile is one of the numbers" do
      numbers = Enum.shuffle(1..200)
      assert Statistics.percentile(numbers, 50) == 100
      assert Statistics.percentile(numbers, 99) == 198
      assert Statistics.percentile(numbers, 100) == 200
      assert Statistics.percentile([5], 1) == 5
    end

    test "a summary has the medians of times and the maxima of the rest" do
      runs = for s <- [3.0, 1.0, 2.0], do: %{seconds: s, size: 9, cpu: s / 2, peak: round(s)}

      assert %{median: 2.0, min: 1.0, max: 3.0, cpu: 1.0, peak: 3, size: 9, runs: 3} =
               Statistics.summary(runs)
    end

    test "texts have three digits and a suitable unit" do
      assert Statistics.seconds(12.345) == "12.3 s"
      assert Statistics.seconds(1.0) == "1.00 s"
      assert Statistics.seconds(0.0123) == "12.3 ms"
      assert Statistics.seconds(0.000456) == "456 µs"
      assert Statistics.bytes(1_234_000_000) == "1.23 GB"
      assert Statistics.bytes(12_340_000) == "12.3 MB"
      assert Statistics.digits(123.6) == "124"
    end
  end

  describe "a report" do
    setup do
      sum = %Case{
        id: :sum,
        name: "a million",
        per: 10,
        contenders: [{"ours", nil}, {"theirs", nil}]
      }

      summaries = %{
        "ours" => Statistics.summary([%{seconds: 1.0, size: 5}, %{seconds: 3.0, size: 5}]),
        "theirs" => Statistics.summary([%{seconds: 8.0, size: 5}, %{seconds: 12.0, size: 5}])
      }

      %{measured: [{sum, summaries}]}
    end

    test "has times, ratios to the first contender, and the verdict on targets", %{
      measured: measured
    } do
      assert Report.section(Sums, measured, "Machine.") == """
             ## Sums

             Adding up.

             |  | ours | theirs | ratio | size | runs |
             |---|---|---|---|---|---|
             | a million | 200 ms (100 ms – 300 ms) | 1.00 s (800 ms – 1.20 s) | **5.00** | 5 | 2 |

             - **met** at 5.00: a sum (at least 2)
             - **not met** at 5.00: a sum (at least 20). The adder.

             Machine.
             """
    end

    test "leaves cells without a contender empty", %{measured: [{sum, summaries}]} do
      alone = %{sum | name: "alone", contenders: [{"ours", nil}]}
      table = Report.table([{sum, summaries}, {alone, Map.take(summaries, ["ours"])}], [])
      assert table =~ "| alone | 200 ms (100 ms – 300 ms) |  |  | 2 |\n"
    end

    test "names targets that were not measured", %{measured: [{sum, summaries}]} do
      section = Report.section(Sums, [{sum, Map.take(summaries, ["ours"])}], "Machine.")
      assert section =~ "- **not measured**: a sum (at least 2)\n"
    end

    test "replaces the section with its heading and keeps the others" do
      page = "# Old\n\n## B\n\nold b\n\n## C\n\nold c\n"
      sections = %{"B" => "## B\n\nnew b\n", "A" => "## A\n\nnew a\n"}

      assert Report.merge(page, "# New\n", sections, ["A", "B", "C"]) ==
               "# New\n\n## A\n\nnew a\n\n## B\n\nnew b\n\n## C\n\nold c\n"
    end

    test "creates a missing page" do
      assert Report.merge("", "# New\n", %{"A" => "## A\n"}, ["A", "B"]) == "# New\n\n## A\n"
    end
  end

  describe "samples of perf" do
    @samples """
        ffffffff8121d0e7 clear_page_erms
        ffffffff8101bc4a asm_exc_page_fault
            7f72ceeb3d50 __memmove_avx512_unaligned_erms
                       0 [unknown]

            55d0c92aa1c4 erts_cmp_compound

            7f72ced16b40 spark_ex_nif::term::rows::decode

                   740aa [unknown]

    """

    test "are the functions on each stack, the innermost first" do
      assert [[_, _, _, "[unknown]"], ["erts_cmp_compound"], [_], ["[unknown]"]] =
               Perf.stacks(@samples)
    end

    test "belong to the first group that lists one of them" do
      assert @samples |> Perf.stacks() |> Enum.map(&Perf.group/1) ==
               ["fresh pages", "order of keys", "making terms", "rest"]

      assert Enum.uniq(Perf.groups()) == Perf.groups()
    end
  end

  describe "waits for a core" do
    @history """
    Samples do not have callchains.
               time    cpu  task name                       wait time  sch delay   run time
                            [tid/pid]                          (msec)     (msec)     (msec)
    --------------- ------  ------------------------------  ---------  ---------  ---------
       36503.560457 [0000]  tokio-rt-worker[19226/19224]       42.446     39.586      0.221
       36503.561282 [0001]  2_scheduler[19204/19188]            2.376      1.547      0.062
       36503.563771 [0000]  <idle>                             56.823      0.000      0.175
       36503.561035 [0000]  memfd:sealed-91[18179]             50.468      0.404      0.027
    """

    test "end when the thread runs" do
      assert [server, scheduler, alone] = RunQueue.parse(@history)
      assert %{thread: "tokio-rt-worker", process: "19224"} = server
      assert_in_delta server.to, 36503.560236, 1.0e-6
      assert_in_delta server.from, 36503.52065, 1.0e-6
      assert %{thread: "2_scheduler", process: "19188"} = scheduler
      assert %{thread: "memfd:sealed-91", process: "18179"} = alone
    end

    test "are clipped to a window" do
      waits =
        for {thread, from, to} <- [{"a", 1.0, 4.0}, {"b", 2.5, 5.5}], do: wait(thread, from, to)

      assert RunQueue.longest(waits, {2.0, 5.0}) == {"b", 2.5}
      assert RunQueue.longest(waits, {0.0, 3.0}) == {"a", 2.0}
      assert RunQueue.longest(waits, {6.0, 7.0}) == nil
    end

    defp wait(thread, from, to), do: %{thread: thread, process: "1", from: from, to: to}
  end
end
