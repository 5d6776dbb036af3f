defmodule SparkEx.Error.Remote.SuggestionTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Remote

  defp error(class, parameters, text \\ "[CLASS] It is not known."),
    do: %Remote{error_class: class, message_parameters: parameters, text: text}

  defp suggestions(class, parameters), do: class |> error(parameters) |> Remote.suggestions()

  test "suggests columns and fields from Spark's proposals" do
    proposal = "`dep_delay`, `id`, `arr_delay`"

    assert suggestions("UNRESOLVED_COLUMN.WITH_SUGGESTION", %{
             "objectName" => "`dep_dely`",
             "proposal" => proposal
           }) == ["dep_delay"]

    assert suggestions("UNRESOLVED_USING_COLUMN_FOR_JOIN", %{
             "colName" => "`dep_delya`",
             "suggestion" => proposal
           }) == ["dep_delay"]

    assert suggestions("FIELD_NOT_FOUND", %{
             "fieldName" => "`stret`",
             "fields" => "`street`, `no`"
           }) ==
             ["street"]
  end

  test "compares qualified names by their last part" do
    assert suggestions("UNRESOLVED_COLUMN.WITH_SUGGESTION", %{
             "objectName" => "`f`.`carier`",
             "proposal" => "`f`.`carrier`, `a`.`carrier`, `a`.`name`"
           }) == ["f.carrier", "a.carrier"]
  end

  test "suggests known functions, types and data sources" do
    assert "upper" in suggestions("UNRESOLVED_ROUTINE", %{"routineName" => "`my`.`uper`"})
    assert "luhn_check" in suggestions("UNRESOLVED_ROUTINE", %{"routineName" => "`LUHN_CHEK`"})

    assert suggestions("UNRESOLVABLE_TABLE_VALUED_FUNCTION", %{"name" => "`rnge`"}) == ["range"]
    assert ["string" | _] = suggestions("UNSUPPORTED_DATATYPE", %{"typeName" => "\"STRNG\""})
    assert suggestions("DATA_SOURCE_NOT_FOUND", %{"provider" => "parqet"}) == ["parquet"]
  end

  test "suggests nothing without a similar name or for other classes" do
    column = "UNRESOLVED_COLUMN.WITH_SUGGESTION"
    assert suggestions(column, %{"objectName" => "`zzz`", "proposal" => "`id`"}) == []
    assert suggestions(column, %{"objectName" => "`zzz`"}) == []
    assert suggestions(column, %{"objectName" => ""}) == []
    assert suggestions(column, %{}) == []
    assert suggestions("DIVIDE_BY_ZERO", %{}) == []
    assert suggestions(nil, %{}) == []
  end

  test "ends with the nearest name unless Spark already names it" do
    parameters = %{"objectName" => "`dely`", "proposal" => "`delay`"}
    class = "UNRESOLVED_COLUMN.WITH_SUGGESTION"

    assert Exception.message(error(class, parameters)) ==
             "[CLASS] It is not known.\n\nDid you mean delay?"

    said = "[CLASS] Did you mean one of the following? [`delay`]"
    assert Exception.message(error(class, parameters, said)) == said
  end

  test "explains the dict form of agg/2 with the name of a result" do
    class = "UNRESOLVED_COLUMN.WITH_SUGGESTION"
    parameters = %{"objectName" => "`total`", "proposal" => "`k`, `x`"}
    text = "[CLASS] Cannot resolve `total`.\n'Aggregate [k], [k, unresolvedalias('sum('total))]"

    assert Exception.message(error(class, parameters, text)) =~
             ~s[agg(total: "sum") is sum(total). To name the result total, write ] <>
               ~s[agg(total: F.sum("column")).]

    refute Exception.message(error(class, %{"objectName" => "`x`"}, text)) =~ "agg("
    refute Exception.message(error(class, %{"objectName" => ""}, text)) =~ "agg("
  end

  test "gives advice for an unknown table" do
    error = error("TABLE_OR_VIEW_NOT_FOUND", %{"relationName" => "`flihgts`"})
    assert Exception.message(error) =~ "SHOW TABLES"
  end

  test "gives advice for a query that the server gave up" do
    error = error(nil, %{}, "Operation was orphaned because of an internal error.")
    assert Exception.message(error) =~ "Run it again if it only reads"
  end
end
