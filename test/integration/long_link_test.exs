defmodule SparkEx.Integration.LongLinkTest do
  @moduledoc """
  Cuts of a link of 80 ms and 1 Gbit/s while a whole window is on the way.
  """

  use SparkEx.SparkCase

  alias SparkEx.{Batch, CuttingProxy, TestSpark}

  @link [delay: 40, rate: 125_000_000]
  # 24 MB, almost three windows.
  @rows 2_400
  @copies 250
  @retry [initial_backoff: 1, max_backoff: 20, max_retries: 100]

  setup do
    {:ok, proxy: start_supervised!({CuttingProxy, {TestSpark.url(), @link}})}
  end

  defp session(proxy),
    do: start_supervised!({Session, url: CuttingProxy.url(proxy), retry: @retry})

  defp frame(session) do
    text = F.col("id") |> Column.cast(:string) |> F.sha1() |> F.repeat(@copies)
    session |> SparkEx.range(0, @rows, 1, 4) |> DataFrame.select(["id", Column.alias_(text, "s")])
  end

  defp expected do
    for id <- 0..(@rows - 1) do
      sum = :sha |> :crypto.hash(to_string(id)) |> Base.encode16(case: :lower)
      [id, String.duplicate(sum, @copies)]
    end
  end

  # The cuts fall on any byte of the three windows, also on those of later connections.
  defp cuts(random) do
    {first, random} = :rand.uniform_s(24_000_000, random)
    {second, random} = :rand.uniform_s(12_000_000, random)
    {[first, second], random}
  end

  defp run(proxy, cuts) do
    frame = proxy |> session() |> frame()
    expected = expected()

    Stream.unfold(:rand.seed_s(:exsss, 11), fn random ->
      {bytes, random} = cuts(random)
      if CuttingProxy.cuts(proxy) < cuts, do: {outcome(proxy, frame, bytes, expected), random}
    end)
    |> Enum.frequencies()
  end

  defp outcome(proxy, frame, bytes, expected) do
    :ok = CuttingProxy.cut_after(proxy, bytes)
    batches = DataFrame.stream_batches(frame)
    assert Enum.flat_map(batches, &Batch.rows!(&1, as: :lists)) == expected
    :exact
  rescue
    error in [Error.Remote, Error.Transport] -> {:error, Exception.message(error)}
  end

  test "results are exact", %{proxy: proxy} do
    outcomes = run(proxy, 6)
    assert Map.keys(outcomes) == [:exact]
  end

  @tag :long
  @tag timeout: :infinity
  test "results are exact over 200 cuts", %{proxy: proxy} do
    outcomes = run(proxy, 200)
    IO.inspect(outcomes, label: "outcomes over 200 cuts")
    assert Map.keys(outcomes) == [:exact]
  end
end
