defmodule SparkEx.Session.CompressionTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.{Native, RPCCounter, TestPython, TestSpark}
  alias SparkEx.Session.{Compression, Config, RuntimeConf}

  doctest Compression

  # Explorer is optional.
  @compile {:no_warn_undefined, Explorer.DataFrame}

  @codec "spark.sql.execution.arrow.compression.codec"

  defp connect!(options \\ []) do
    session = SparkEx.connect!([url: TestSpark.url()] ++ options)
    on_exit(fn -> Session.stop(session) end)
    session
  end

  defp config!(options) do
    {:ok, config, _process_options} = Config.new(options)
    config
  end

  test "is zstd for another machine by default" do
    zstd = %{@codec => "zstd"}
    assert %{conf: conf, preferred_conf: ^zstd} = config!(url: "sc://spark.example.com")
    assert conf == %{}

    id = SparkEx.Connect.UUID.generate()

    for options <- [
          [url: "sc://localhost"],
          [url: "sc://127.0.0.1:7"],
          [url: "sc://[::1]"],
          [url: "sc://h", session_id: id],
          [url: "sc://h/;session_id=#{id}"],
          [url: "sc://h", compression: :none]
        ],
        do: assert({options, config!(options).preferred_conf} == {options, %{}})
  end

  test "the option :conf has precedence" do
    conf = %{@codec => "none"}
    assert config!(url: "sc://h", compression: :zstd, conf: conf).conf == conf
  end

  test "refuses lz4" do
    assert {:error, %Error.Argument{message: message}} =
             Config.new(url: "sc://h", compression: :lz4)

    assert message =~ ":compression"

    for set <- [
          &Config.new(url: "sc://h", conf: &1),
          &RuntimeConf.new/1
        ] do
      assert {:error, %Error.Argument{message: message}} = set.(%{@codec => "LZ4"})
      assert message =~ ~s("zstd" or "none")
    end
  end

  @tag :spark
  test "a configuration that the server refuses is left out if it is only preferred" do
    session = connect!()
    {:ok, handle} = Session.handle(session)
    refused = %{"spark.sql.warehouse.dir" => "/nowhere"}
    assert RuntimeConf.set_option(handle, %{"my.key" => "1"}, refused) == :ok
    assert Session.config_get(session, "my.key") == {:ok, "1"}
    assert RuntimeConf.set_option(handle, %{}, refused) == :ok
    assert {:error, %Error.Remote{}} = RuntimeConf.set_option(handle, refused, %{})
  end

  @tag :spark_4_1
  test "results are the same, and smaller on the way" do
    sql = "SELECT id, rand(7) r, repeat('ab', 50) s, array(id, NULL) a FROM range(2000)"

    [{rows, plain, kept}, {same, compressed, inflated}] =
      for codec <- [:none, :zstd] do
        frame = SparkEx.sql(connect!(compression: codec), sql)
        inflated = DataFrame.to_arrow!(frame, compression: :none)
        {DataFrame.collect!(frame), DataFrame.to_arrow!(frame), inflated}
      end

    assert same == rows
    assert kept == plain
    assert byte_size(compressed) < byte_size(plain) / 2
    assert byte_size(inflated) > 2 * byte_size(compressed)
    assert {:ok, %{rows: 2000}} = Native.batch_from_ipc(inflated)
    assert {:ok, %{rows: 2000}} = Native.batch_from_ipc(compressed)
  end

  @rows "SELECT id, id / 3 d, repeat('ab', 50) s, array(id, NULL) a FROM range(2000)"

  @tag :spark_4_1
  @tag :explorer
  test "Explorer reads what was compressed on the way" do
    [compressed, plain] =
      for codec <- [:zstd, :none] do
        arrow = [compression: codec] |> connect!() |> SparkEx.sql(@rows) |> DataFrame.to_arrow!()
        arrow |> Explorer.DataFrame.load_ipc_stream!() |> Explorer.DataFrame.to_columns()
      end

    assert compressed == plain
    assert compressed["id"] == Enum.to_list(0..1999)
  end

  @sum_in_pyarrow """
  import base64, sys
  import pyarrow as pa
  import pyarrow.compute as pc

  table = pa.ipc.open_stream(base64.b64decode(sys.stdin.read())).read_all()
  print(table.num_rows, pc.sum(table["id"]), table["a"][7], table["s"][0])
  """

  @tag :spark_4_1
  @tag :python_packages
  test "pyarrow reads what was compressed on the way" do
    arrow = [compression: :zstd] |> connect!() |> SparkEx.sql(@rows) |> DataFrame.to_arrow!()

    assert TestPython.run!(@sum_in_pyarrow, Base.encode64(arrow)) ==
             "2000 1999000 [7, None] #{String.duplicate("ab", 50)}\n"
  end

  @tag :spark
  test "opening a session takes one call, and so does a query in it" do
    for options <- [[], [compression: :zstd], [conf: %{"my.key" => 1}]] do
      assert {session, 1} = RPCCounter.count(fn -> connect!(options) end)
      frame = SparkEx.sql(session, "SELECT 1 AS one")
      assert RPCCounter.count(fn -> DataFrame.collect!(frame) end) == {[%{"one" => 1}], 1}

      create = fn -> SparkEx.create_dataframe!(session, [%{a: 1}]) end
      assert {local, 0} = RPCCounter.count(create)
      assert RPCCounter.count(fn -> DataFrame.collect!(local) end) == {[%{"a" => 1}], 1}
    end
  end
end
