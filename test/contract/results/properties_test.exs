defmodule SparkEx.Contract.Results.PropertiesTest do
  # Random schemas and values: SparkEx and PySpark read the same values from the same server.
  #
  # SPARK_EX_SEED repeats the run of a printed seed; SPARK_EX_CASES sets the number of columns.
  use SparkEx.SparkCase

  alias SparkEx.{CanonicalValues, RandomValues, SQLValue, TestSpark, Types}
  alias SparkEx.LocalServer.Python
  alias SparkEx.Types.Field

  @moduletag :pyspark
  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}
  @moduletag timeout: :infinity
  @columns 20
  @cases 1_000
  @long_cases 20_000
  @zones ["UTC", "Asia/Tokyo", "America/New_York"]
  @script Path.expand("oracle.py", __DIR__)
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

  test "SparkEx and PySpark agree on a thousand columns", context do
    check(context, cases(@cases))
  end

  @tag :long
  test "SparkEx and PySpark agree on many thousand columns", context do
    check(context, cases(@long_cases))
  end

  @tag :explorer
  test "a thousand columns are in Explorer what they are in rows", context do
    for at <- 1..div(cases(@cases), @columns),
        do: explore(made(context.session, at), context.seed)
  end

  defp cases(default), do: String.to_integer(System.get_env("SPARK_EX_CASES") || "#{default}")

  defp check(context, cases) do
    frames = for at <- 1..div(cases, @columns), do: made(context.session, at)

    folder =
      Path.join(System.tmp_dir!(), "spark_ex_properties_#{System.unique_integer([:positive])}")

    File.mkdir_p!(folder)
    on_exit(fn -> File.rm_rf!(folder) end)
    answers = frames |> Enum.map(&request(&1, folder)) |> ask_oracle(context.url, folder)
    assert length(answers) == length(frames)
    for {frame, answer} <- Enum.zip(frames, answers), do: compare(frame, answer, context.seed)
  end

  # Half of the columns are local data, half are SQL.
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
    %{frame: frame, query: "SELECT * FROM #{view}", fields: fields, rows: rows}
  end

  # Half of the queries have strings that are not UTF-8.
  defp queried(session, fields, rows) do
    rows = Enum.take(rows, 2)
    rows = if :rand.uniform(2) == 1, do: each_value(rows, fields, &damaged/2), else: rows
    query = sql(rows, fields)
    %{frame: SparkEx.sql(session, query), query: query, fields: fields, rows: rows}
  end

  defp type do
    type = RandomValues.type(3, :odd)
    if type?(type), do: type, else: type()
  end

  defp type?({:array, type, _null}), do: type?(type)
  defp type?({:map, key, value, _null}), do: type?(key) and type?(value)
  defp type?({:struct, fields}), do: Enum.all?(fields, &type?(&1.type))
  defp type?(type), do: type not in @not_pyspark

  # Values with a function applied to each string.
  defp strings(nil, _type, _fun), do: nil
  defp strings(text, :string, fun), do: fun.(text)
  defp strings(values, {:array, type, _}, fun), do: Enum.map(values, &strings(&1, type, fun))

  defp strings(map, {:map, key, value, _null}, fun),
    do: Map.new(map, fn {k, v} -> {strings(k, key, fun), strings(v, value, fun)} end)

  defp strings(map, {:struct, fields}, fun) when is_map(map),
    do: Map.new(fields, &{&1.name, strings(map[&1.name], &1.type, fun)})

  defp strings(pairs, {:struct, fields}, fun) do
    Enum.zip_with(pairs, fields, fn {name, value}, field ->
      {name, strings(value, field.type, fun)}
    end)
  end

  defp strings(value, _type, _fun), do: value

  defp damaged(value, type), do: strings(value, type, &damage/1)
  defp damage(text), do: if(:rand.uniform(8) == 1, do: text <> <<0xFF, ?a>>, else: text)
  defp repaired(value, type), do: strings(value, type, &String.replace(&1, <<0xFF>>, "\uFFFD"))

  defp sql(rows, fields) do
    Enum.map_join(rows, "\nUNION ALL\n", fn row ->
      columns = Enum.zip_with(row, fields, &"#{SQLValue.encode(&1, &2.type)} AS #{&2.name}")

      "SELECT " <> Enum.join(columns, ", ")
    end)
  end

  defp request(frame, folder) do
    path = Path.join(folder, "#{System.unique_integer([:positive])}.arrow")
    File.write!(path, DataFrame.to_arrow!(frame.frame))
    SparkEx.Types.JSONCodec.encode!(%{query: frame.query, arrow: path})
  end

  defp ask_oracle(requests, url, folder) do
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
    about = about(frame, seed)
    assert {answer["arrow"], about} == {nil, about}
    sent = canonical(frame.rows, fields)

    case DataFrame.collect(frame.frame, as: :lists) do
      {:ok, rows} ->
        assert answer["error"] == nil,
               "SparkEx reads what PySpark refuses\n#{answer["error"]}\n#{about}"

        ours = canonical(rows, fields)
        same!(ours, answer["rows"], fields, about)
        same!(sent, ours, fields, about)

      {:error, error} ->
        assert answer["error"],
               "PySpark reads what SparkEx refuses\n#{Exception.message(error)}\n#{about}"

        assert answer["error"] =~ "UnicodeDecodeError"
        damaged!(frame, error, about)
    end

    schema = DataFrame.schema!(frame.frame)
    assert {Types.from_json!(answer["schema"]), about} == {schema, about}
  end

  # The error names an invalid string, and the other modes have all bytes.
  defp damaged!(%{fields: fields} = frame, error, about) do
    assert %Error.Decode{row: at, column: column} = error
    assert Exception.message(error) =~ "is not valid UTF-8"
    place = Enum.find_index(fields, &(column =~ ~r/^#{&1.name}(\W|$)/))
    value = frame.rows |> Enum.at(at) |> Enum.at(place)
    assert {repaired(value, Enum.at(fields, place).type) != value, about} == {true, about}

    for {mode, rows} <- [binary: frame.rows, replace: each_value(frame.rows, fields, &repaired/2)] do
      ours = DataFrame.collect!(frame.frame, as: :lists, invalid_utf8: mode)
      same!(canonical(rows, fields), canonical(ours, fields), fields, about)
    end
  end

  defp each_value(rows, fields, fun),
    do: for(row <- rows, do: Enum.zip_with(row, fields, &fun.(&1, &2.type)))

  defp about(frame, seed), do: "SPARK_EX_SEED=#{seed}\n#{String.slice(frame.query, 0, 20_000)}"
  defp canonical(rows, fields), do: each_value(rows, fields, &CanonicalValues.encode/2)

  defp explore(%{fields: fields, rows: rows} = frame, seed) do
    about = about(frame, seed)
    repaired = each_value(rows, fields, &repaired/2)

    case DataFrame.to_explorer(frame.frame) do
      {:ok, _explorer} -> assert {rows, about} == {repaired, about}
      {:error, error} -> assert {%Error.Decode{}, true} = {error, rows != repaired}
    end

    options = [invalid_utf8: :replace]
    explorer = frame.frame |> DataFrame.to_explorer!(options) |> columns()

    same!(
      each_value(repaired, fields, &seen/2),
      each_value(explorer, fields, &seen/2),
      fields,
      about
    )

    # What is nested has the text that rows have.
    options = [nested: :json] ++ options
    texts = DataFrame.collect!(frame.frame, [as: :lists] ++ options)
    explorer = frame.frame |> DataFrame.to_explorer!(options) |> columns()

    same!(
      each_value(texts, fields, &text/2),
      each_value(explorer, fields, &text/2),
      fields,
      about
    )
  end

  defp columns(explorer) do
    names = Explorer.DataFrame.names(explorer)
    names |> Enum.map(&Explorer.Series.to_list(explorer[&1])) |> Enum.zip_with(& &1)
  end

  # Values as Explorer has them. Texts of JSON are compared as columns of JSON.
  defp seen(nil, _type), do: nil
  defp seen(values, {:array, type, _null}), do: Enum.map(values, &seen(&1, type))
  defp seen(_map_or_json, {:map, _key, _value, _null}), do: :json
  defp seen(%{value: count}, {:day_time_interval, _, _}), do: Integer.to_string(count)

  defp seen(map, {:struct, fields}) when is_map(map),
    do: Enum.map(fields, &seen(map[&1.name], &1.type))

  defp seen(_pairs_or_json, {:struct, _fields}), do: :json
  defp seen(value, type), do: CanonicalValues.encode(value, type)

  defp text(text, {kind, _}) when kind == :struct, do: text
  defp text(text, {:array, _, _}), do: text
  defp text(text, {:map, _, _, _}), do: text
  defp text(value, type), do: seen(value, type)

  # Compares cell by cell, since a diff of whole tables is unreadable.
  defp same!(one, other, fields, about) do
    assert length(one) == length(other)

    for {one, other} <- Enum.zip(one, other),
        {one, other, field} <- Enum.zip([one, other, fields]),
        do: assert({one, field, about} == {other, field, about})
  end
end
