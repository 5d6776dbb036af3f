defmodule SparkEx.Contract.Results.PropertiesTest do
  # Random schemas and values: SparkEx and PySpark read the same from the same server.
  #
  # The seed is printed; SPARK_EX_SEED gives it again, SPARK_EX_CASES another number of columns.
  use SparkEx.SparkCase

  alias SparkEx.{CanonicalValues, RandomValues, SQLValue, TestSpark, Types}
  alias SparkEx.LocalServer.Python
  alias SparkEx.Types.Field

  @moduletag :pyspark
  @moduletag timeout: :infinity
  @columns 20
  @cases 1_000
  @long_cases 20_000
  @zones ["UTC", "Asia/Tokyo", "America/New_York"]
  @script Path.expand("oracle.py", __DIR__)
  # Strings that are not UTF-8, and structs with equal field names.
  @invalid_text false
  @equal_names false
  # PySpark has no value for these.
  @not_pyspark [{:year_month_interval, :year, :month}]

  setup do
    seed = String.to_integer(System.get_env("SPARK_EX_SEED") || "#{:rand.uniform(1_000_000)}")
    IO.puts("#{inspect(__MODULE__)}: SPARK_EX_SEED=#{seed}")
    RandomValues.seed(seed)
    id = SparkEx.Connect.UUID.generate()
    url = with_parameters(TestSpark.url(), "user_id=properties;session_id=#{id}")
    session = start_supervised!({Session, url: url}, id: :shared)
    :ok = Session.config_set(session, "spark.sql.session.timeZone", Enum.random(@zones))
    {:ok, session: session, url: url, seed: seed}
  end

  defp with_parameters(url, parameters) do
    case String.split(url, "/;", parts: 2) do
      [host, others] -> "#{host}/;#{others};#{parameters}"
      [host] -> "#{String.trim_trailing(host, "/")}/;#{parameters}"
    end
  end

  test "a thousand columns go up and come back as PySpark reads them", context do
    check(context, cases(@cases))
  end

  @tag :long
  test "many thousand columns do", context do
    check(context, cases(@long_cases))
  end

  defp cases(default), do: String.to_integer(System.get_env("SPARK_EX_CASES") || "#{default}")

  defp check(context, cases) do
    frames = for at <- 1..div(cases, @columns), do: made(context.session, at)

    folder =
      Path.join(System.tmp_dir!(), "spark_ex_properties_#{System.unique_integer([:positive])}")

    File.mkdir_p!(folder)
    on_exit(fn -> File.rm_rf!(folder) end)
    answers = frames |> Enum.map(&request(&1, folder)) |> asked(context.url, folder)
    assert length(answers) == length(frames)
    for {frame, answer} <- Enum.zip(frames, answers), do: compare(frame, answer, context.seed)
  end

  # Half of them of data from here, half of SQL.
  defp made(session, at) do
    fields = for column <- 1..@columns, do: %Field{name: "c#{column}", type: type()}
    rows = for _row <- 1..4, do: Enum.map(fields, &RandomValues.value(&1.type))

    if rem(at, 2) == 0,
      do: uploaded(session, fields, rows, at),
      else: queried(session, fields, rows)
  end

  defp uploaded(session, fields, rows, at) do
    view = "properties_#{at}"
    frame = SparkEx.create_dataframe!(session, rows, schema: {:struct, fields})
    :ok = DataFrame.create_temp_view(frame, view)
    sent = Enum.map(rows, &canonical(&1, fields))
    %{frame: frame, query: "SELECT * FROM #{view}", fields: fields, sent: sent, valid: true}
  end

  defp queried(session, fields, rows) do
    valid = not @invalid_text or :rand.uniform(4) > 1
    query = sql(Enum.take(rows, 2), fields, if(valid, do: & &1, else: &invalid/1))
    frame = SparkEx.sql(session, query)
    %{frame: frame, query: query, fields: fields, sent: nil, valid: valid}
  end

  defp type do
    type = RandomValues.type(3, :odd)
    if known?(type), do: type, else: type()
  end

  defp known?({:array, type, _null}), do: known?(type)
  defp known?({:map, key, value, _null}), do: known?(key) and known?(value)

  defp known?({:struct, fields}) do
    unique = Enum.uniq_by(fields, & &1.name) == fields
    (unique or @equal_names) and Enum.all?(fields, &known?(&1.type))
  end

  defp known?(type), do: type not in @not_pyspark

  defp invalid(text), do: if(:rand.uniform(3) == 1, do: text <> <<0xFF, ?a>>, else: text)

  defp sql(rows, fields, text) do
    Enum.map_join(rows, "\nUNION ALL\n", fn row ->
      columns =
        Enum.zip_with(row, fields, fn value, field ->
          "#{SQLValue.of(value, field.type, text)} AS #{field.name}"
        end)

      "SELECT " <> Enum.join(columns, ", ")
    end)
  end

  defp canonical(row, fields),
    do: Enum.zip_with(row, fields, &CanonicalValues.of(&1, &2.type))

  defp request(frame, folder) do
    path = Path.join(folder, "#{System.unique_integer([:positive])}.arrow")
    File.write!(path, DataFrame.to_arrow!(frame.frame))
    SparkEx.Types.JSONCodec.encode!(%{query: frame.query, arrow: path})
  end

  defp asked(requests, url, folder) do
    {:ok, python} = Python.find([])
    [input, output] = Enum.map(["requests", "answers"], &Path.join(folder, &1))
    File.write!(input, Enum.map(requests, &[&1, "\n"]))
    run = ~s(exec "$0" "$1" "$2" <"$3" >"$4")

    {errors, status} =
      System.cmd("sh", ["-c", run, python, @script, url, input, output], stderr_to_stdout: true)

    assert status == 0, errors
    output |> File.stream!() |> Enum.map(&SparkEx.Types.JSONCodec.decode!/1)
  end

  defp compare(%{fields: fields} = frame, answer, seed) do
    about = "SPARK_EX_SEED=#{seed}\n#{String.slice(frame.query, 0, 20_000)}"
    assert {answer["arrow"], about} == {nil, about}

    case DataFrame.collect(frame.frame, as: :lists) do
      {:ok, rows} ->
        assert answer["error"] == nil,
               "SparkEx reads what PySpark refuses\n#{answer["error"]}\n#{about}"

        ours = Enum.map(rows, &canonical(&1, fields))
        same!(ours, answer["rows"], fields, about)
        if frame.sent, do: same!(frame.sent, ours, fields, about)

      {:error, error} ->
        assert answer["error"],
               "PySpark reads what SparkEx refuses\n#{Exception.message(error)}\n#{about}"

        refute frame.valid, "#{Exception.message(error)}\n#{answer["error"]}\n#{about}"
    end

    schema = DataFrame.schema!(frame.frame)
    assert {Types.from_json!(answer["schema"]), about} == {schema, about}
  end

  # Cell by cell: of a difference between whole tables nothing could be read.
  defp same!(one, other, fields, about) do
    assert length(one) == length(other)

    for {one, other} <- Enum.zip(one, other),
        {one, other, field} <- Enum.zip([one, other, fields]),
        do: assert({one, field, about} == {other, field, about})
  end
end
