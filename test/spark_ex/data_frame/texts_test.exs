defmodule SparkEx.DataFrame.TextsTest do
  use SparkEx.SparkCase, async: true

  defp texts(session, lines),
    do: SparkEx.create_dataframe!(session, Enum.map(lines, &[&1]), schema: "value STRING")

  test "JSON is parsed with an inferred schema", %{session: session} do
    texts = texts(session, [~s({"a": 1, "b": [1, 2]}), ~s({"a": 2}), nil, "{"])

    assert session |> Reader.json(texts) |> DataFrame.collect!() ==
             [
               %{"_corrupt_record" => nil, "a" => 1, "b" => [1, 2]},
               %{"_corrupt_record" => nil, "a" => 2, "b" => nil},
               %{"_corrupt_record" => nil, "a" => nil, "b" => nil},
               %{"_corrupt_record" => "{", "a" => nil, "b" => nil}
             ]
  end

  test "a schema, of any form, is not inferred", %{session: session} do
    texts = texts(session, [~s({"a": "1", "t": "2020-01-01T00:00:00Z"})])

    for schema <- ["a STRING, t TIMESTAMP", [a: :string, t: :timestamp]] do
      assert session |> Reader.json(texts, schema: schema) |> DataFrame.collect!() ==
               [%{"a" => "1", "t" => ~U[2020-01-01 00:00:00.000000Z]}]
    end
  end

  test "CSV takes the options of the reader", %{session: session} do
    texts = texts(session, ["name;n", "a;1", "b;2"])
    frame = Reader.csv(session, texts, sep: ";", header: true, infer_schema: true)
    assert DataFrame.collect!(frame) == [%{"name" => "a", "n" => 1}, %{"name" => "b", "n" => 2}]
    reader = session |> SparkEx.read() |> Reader.option(:sep, ";") |> Reader.schema("x STRING")
    assert reader |> Reader.csv(texts) |> DataFrame.take!(1) == [%{"x" => "name"}]
  end

  test "XML is parsed by Spark 4.2", %{session: session} do
    texts = texts(session, ["<r><a>1</a></r>", "<r><a>2</a></r>"])
    frame = Reader.xml(session, texts, row_tag: "r")

    if SparkEx.TestSpark.at_least?("4.2.0") do
      assert DataFrame.collect!(frame) == [%{"a" => 1}, %{"a" => 2}]
    else
      assert {:error, %Error.Argument{message: "parsing a frame of XML needs" <> _}} =
               DataFrame.collect(frame)
    end
  end

  test "a frame is refused by other formats, sessions and misspelled options" do
    texts = Reader.table(:spark, "texts")

    assert_raise Error.Argument, ~r/is parsed as csv, json or xml, got the format: "orc"/, fn ->
      Reader.orc(:spark, texts)
    end

    assert_raise Error.Argument, ~r/different sessions/, fn -> Reader.csv(:other, texts) end
    assert_raise Error.Argument, ~r/mean :header\?/, fn -> Reader.csv(:spark, texts, headr: 1) end
  end

  test "the parsed frame is shown as a step" do
    texts = Reader.table(:spark, "texts")
    assert inspect(Reader.json(:spark, texts)) =~ ~s[table("texts") |> parse_json>]
    assert inspect(Reader.changes(:spark, "t")) =~ ~s[<changes("t")>]
  end
end
