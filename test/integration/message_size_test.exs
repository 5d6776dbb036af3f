defmodule SparkEx.Integration.MessageSizeTest do
  @moduledoc """
  Large plans, results and errors.
  """

  use ExUnit.Case, async: false

  alias SparkEx.Connect.Client
  alias SparkEx.{DataFrame, Error, LocalServer, Session}
  alias SparkEx.Functions, as: F

  # A separate server: a message of this size may exhaust one that others use.
  @moduletag :local_spark

  @mib 1024 * 1024
  @threshold "spark.connect.session.planCompression.threshold"
  @algorithm "spark.connect.session.planCompression.defaultAlgorithm"

  # The headers of an error hold as much as the server may put there.
  @conf %{
    "spark.connect.grpc.maxMetadataSize" => 4 * @mib,
    "spark.connect.jvmStacktrace.maxSize" => 4 * @mib,
    "spark.sql.connect.serverStacktrace.enabled" => "true"
  }

  setup_all do
    options = [master: "local[2]", driver_memory: "3g", conf: @conf]
    {:ok, url: LocalServer.url(start_supervised!({LocalServer, options}))}
  end

  defp session(url, options \\ []) do
    {conf, options} = Keyword.pop(options, :conf, %{})
    session = start_supervised!({Session, [url: url] ++ options}, id: make_ref())
    :ok = Session.config_set(session, conf)
    session
  end

  # A plan of at least so many bytes that compresses well.
  defp plan(session, bytes) do
    text = F.lit(String.duplicate("x", bytes))
    session |> SparkEx.range(1) |> DataFrame.select(bytes: F.length(text))
  end

  defp too_large({:error, %Error.Transport{} = error}) do
    assert error.reason in [:resource_exhausted, :out_of_range]
    message = Exception.message(error)
    assert message =~ "max_message_bytes: of SparkEx.connect/1"
    assert message =~ "spark.connect.grpc.maxInboundMessageSize"
    message
  end

  describe "a plan" do
    test "over the limit returns an error at once from every action", %{url: url} do
      plan = plan(session(url, max_message_bytes: 256 * 1024), @mib)

      for refused <- [DataFrame.collect(plan), DataFrame.schema(plan)] do
        assert too_large(refused) =~ ~r/the request has \d{7} bytes, the limit is 262144 bytes/
      end
    end

    @tag spark_4_1: "compressed plans"
    test "is compressed by every action if the server says so", %{url: url} do
      session = session(url, max_message_bytes: 256 * 1024, conf: %{@threshold => 1000})
      plan = plan(session, @mib)
      assert DataFrame.collect(plan) == {:ok, [%{"bytes" => @mib}]}
      assert {:ok, {:struct, [%{name: "bytes"}]}} = DataFrame.schema(plan)

      view = %{name: "large", input: plan.plan, is_global: false, replace: true}
      assert {:ok, _responses} = Client.command(session, %{create_dataframe_view: view})
      assert session |> SparkEx.table("large") |> DataFrame.count() == {:ok, 1}
    end

    test "is not compressed below the threshold or without server support", %{
      url: url
    } do
      for conf <- [%{}, %{@threshold => -1}, %{@threshold => 1000, @algorithm => "NONE"}] do
        session = session(url, max_message_bytes: 256 * 1024, conf: conf)
        too_large(session |> plan(@mib) |> DataFrame.collect())
      end
    end

    test "may have 100 MiB, compressed or not", %{url: url} do
      for conf <- [%{}, %{@threshold => -1}] do
        plan = plan(session(url, conf: conf), 100 * @mib)
        assert DataFrame.collect(plan) == {:ok, [%{"bytes" => 100 * @mib}]}
      end
    end

    test "over the server's limit fails only that query, with an error that says so", %{
      url: url
    } do
      session = session(url, conf: %{@threshold => -1}, max_message_bytes: 200 * @mib)
      refused = session |> plan(130 * @mib) |> DataFrame.collect()
      assert too_large(refused) =~ "gRPC message exceeds maximum size"
      assert session |> plan(1) |> DataFrame.collect() == {:ok, [%{"bytes" => 1}]}
    end
  end

  describe "a result" do
    test "may have cells of 100 MiB, in chunks or in one message", %{url: url} do
      for chunk_size <- [4 * @mib, 115 * @mib] do
        session = session(url, preferred_arrow_chunk_size: chunk_size)
        frame = SparkEx.sql(session, "SELECT repeat('x', #{100 * @mib}) AS text")

        assert {:ok, [[text]]} = DataFrame.collect(frame, as: :lists, max_bytes: :infinity)
        assert text == String.duplicate("x", 100 * @mib)
      end
    end

    test "in a message over the limit fails only that query", %{url: url} do
      session = session(url, max_message_bytes: @mib)
      cell = &SparkEx.sql(session, "SELECT repeat('x', #{&1}) AS text")
      too_large(DataFrame.collect(cell.(2 * @mib)))
      assert DataFrame.collect(cell.(1)) == {:ok, [%{"text" => "x"}]}
    end
  end

  describe "an error" do
    @name String.duplicate("n", 200_000)

    test "may have a message of any length, and headers of the maximum size", %{url: url} do
      frame = url |> session() |> SparkEx.range(1) |> DataFrame.select([@name])

      for failed <- [DataFrame.schema(frame), DataFrame.collect(frame)] do
        assert {:error, %Error.Remote{} = error} = failed
        assert error.error_class == "UNRESOLVED_COLUMN.WITH_SUGGESTION"
        assert error.text =~ @name
        assert error.message_parameters["objectName"] =~ @name
        assert length(error.stack_trace) > 20
      end
    end
  end
end
