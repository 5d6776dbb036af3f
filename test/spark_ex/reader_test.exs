defmodule SparkEx.ReaderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader}

  doctest SparkEx.Reader

  test "a reader is filled step by step and reused" do
    reader = :spark |> Reader.format("csv") |> Reader.option(:header, true)
    one = Reader.load(reader, "one.csv", sep: ";")
    two = Reader.load(reader, "two.csv")

    assert one.plan.read.data_source.options == %{"header" => "true", "sep" => ";"}
    assert two.plan.read.data_source.options == %{"header" => "true"}
    assert one.plan.common.plan_id != two.plan.common.plan_id
  end

  test "options may be a map with string keys" do
    frame = Reader.csv(:spark, "a.csv", %{"header" => true, "schema" => "x INT"})
    assert frame.plan.read.data_source.options == %{"header" => "true"}
    assert frame.plan.read.data_source.schema == "x INT"
  end

  describe "a misspelled option" do
    test "of one of Spark's formats or of the reader is refused" do
      for {read, suggestion} <- [
            {fn -> Reader.csv(:spark, "p", headr: true) end, ":header"},
            {fn -> Reader.csv(:spark, "p", seperator: ";") end, ":sep"},
            {fn -> Reader.csv(:spark, "p", %{"infer_schema" => true}) end, ~s("inferSchema")},
            {fn -> Reader.csv(:spark, "p", scheam: "a INT") end, ":schema"},
            {fn -> Reader.json(:spark, "p", multi_lines: true) end, ":multi_line"},
            {fn -> Reader.text(:spark, "p", whole_texts: true) end, ":wholetext"},
            {fn -> Reader.xml(:spark, "p", rowtga: "a") end, ":row_tag"},
            {fn -> Reader.orc(:spark, "p", merge_schemas: true) end, ":merge_schema"},
            {fn -> Reader.parquet(:spark, "p", path_glob: "*") end, ":path_glob_filter"},
            {fn -> Reader.load(:spark, "p", format: "CSV", quot: "'") end, ":quote"},
            {fn -> Reader.load(:spark, nil, format: "kafka", subscribes: "t") end, ":subscribe"},
            {fn -> Reader.load(:spark, "p", fromat: "csv") end, ":format"},
            {fn -> Reader.load(:spark, nil, format: "delta", shema: "a INT") end, ":schema"},
            # The format may come last.
            {fn ->
               :spark |> Reader.options(dat_format: "y") |> Reader.format("csv") |> Reader.load()
             end, ":date_format"}
          ] do
        error = assert_raise Error.Argument, read
        assert error.message =~ "did you mean #{suggestion}?"
      end
    end

    test "passes in option/3, and where the source is not one of Spark's" do
      frame = :spark |> Reader.option(:headr, true) |> Reader.csv("p")
      assert frame.plan.read.data_source.options == %{"headr" => "true"}

      frame = Reader.load(:spark, nil, format: "delta", version_as_of: 1, headr: 2)
      assert frame.plan.read.data_source.options == %{"versionAsOf" => "1", "headr" => "2"}

      properties = [usr: "me", ssl_mode: "require"]
      frame = Reader.jdbc(:spark, "jdbc:x", "t", properties: properties)
      assert %{"usr" => "me", "sslMode" => "require"} = frame.plan.read.data_source.options
    end
  end

  test "options are sent under Spark's names" do
    for {format, given, sent} <- [
          {"csv", :timestamp_ntz_format, "timestampNTZFormat"},
          {"csv", "HEADER", "HEADER"},
          {"kafka", :kafka_bootstrap_servers, "kafka.bootstrap.servers"},
          {"kafka", "kafka.security.protocol", "kafka.security.protocol"},
          {"kafka", :kafka_consumer_poll_timeout_ms, "kafkaConsumer.pollTimeoutMs"},
          {"jdbc", :fetch_size, "fetchsize"},
          {"parquet", :parquet_block_size, "parquet.block.size"},
          {"delta", :merge_schema, "mergeSchema"}
        ] do
      frame = Reader.load(:spark, nil, [{:format, format}, {given, "x"}])
      assert frame.plan.read.data_source.options == %{sent => "x"}
    end
  end

  test "what no server could take" do
    assert_raise Error.Argument,
                 ~r/a path to read: expected a string of valid UTF-8, got: :a/,
                 fn ->
                   Reader.csv(:spark, :a)
                 end

    assert_raise Error.Argument, ~r/the option :sep must be a string/, fn ->
      Reader.csv(:spark, "a", sep: [","])
    end

    assert_raise Error.Argument, ~r/options as a keyword list/, fn ->
      Reader.options(:spark, "header")
    end

    assert_raise Error.Argument, ~r/is not a Spark type/, fn -> Reader.schema(:spark, :strng) end
  end

  test "a JDBC range has all its parts" do
    assert_raise Error.Argument, ~r/all or none of \[:column, :lower_bound/, fn ->
      Reader.jdbc(:spark, "jdbc:x", "t", column: :id)
    end
  end

  test "neither inspect nor errors show the values of options" do
    reader = Reader.options(:spark, user: "me", password: "s3cret")
    assert inspect(reader) == ~s(#SparkEx.Reader<options: ["password", "user"]>)
    refute inspect(reader) =~ "s3cret"

    frame = Reader.jdbc(:spark, "jdbc:x", "t", properties: [password: "s3cret"])
    refute inspect(frame) =~ "s3cret"

    for properties <- ["s3cret", [password: {"s3cret"}], [{"password", {"s3cret"}}]] do
      error =
        assert_raise Error.Argument, fn ->
          Reader.jdbc(:spark, "jdbc:x", "t", properties: properties)
        end

      refute error.message =~ "s3cret"
    end
  end
end
