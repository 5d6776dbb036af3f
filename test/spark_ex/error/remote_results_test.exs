defmodule SparkEx.Error.RemoteResultsTest do
  # Messages of errors that Spark sends.
  use SparkEx.SparkCase, async: true

  defp message({:error, %Error.Remote{} = error}), do: Exception.message(error)

  @tag :tmp_dir
  test "a failed read ends with its causes", %{session: session, tmp_dir: directory} do
    parquet = Path.join(directory, "a.parquet")
    File.write!(parquet, "PAR1garbagegarbagegarbagePAR1")

    message =
      session |> Reader.parquet(parquet, schema: "a INT") |> DataFrame.collect() |> message()

    assert message =~ "FAILED_READ_FILE"
    assert message =~ ~r/\nCaused by: .*corrupted file: the footer index is not within the file/

    json = Path.join(directory, "a.json")
    File.write!(json, ~s({"a": 1}\n{"a": \n))
    options = [schema: "a INT", mode: "FAILFAST"]
    message = session |> Reader.json(json, options) |> DataFrame.collect() |> message()
    assert message =~ ~r/\nCaused by: .*Malformed records are detected/
    assert message =~ ~r/\nCaused by: .*Unexpected end-of-input/
    refute message =~ "\tat "

    # If Spark reads the schema first, the text contains a stack trace of the job.
    message = session |> Reader.parquet(parquet) |> DataFrame.collect() |> message()
    assert message =~ ~r/\nCaused by: .*corrupted file: the footer index is not within the file/
    refute message =~ ~r/\tat |stacktrace|more$/m
  end

  test "a parser error starts with its class", %{session: session} do
    message = session |> SparkEx.sql("SELEC 1") |> DataFrame.collect() |> message()
    assert String.starts_with?(message, "[PARSE_SYNTAX_ERROR] Syntax error")
  end

  test "an error for static configuration says where to set it", %{session: session} do
    for key <- ["spark.jars.packages", "spark.driver.memory", "spark.sql.warehouse.dir"] do
      message = session |> Session.config_set(key, "x") |> message()
      assert message =~ "A session can't change this configuration"
      assert message =~ "server: [conf: %{key => value}]"
    end
  end
end
