defmodule SparkEx.Error.Remote.SuggestionTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Remote

  defp error(class, parameters, text \\ "[CLASS] It is not known."),
    do: %Remote{error_class: class, message_parameters: parameters, text: text}

  defp suggestions(class, parameters), do: class |> error(parameters) |> Remote.suggestions()

  test "columns and fields, from what Spark proposes" do
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

  test "names in parts are told by their last" do
    assert suggestions("UNRESOLVED_COLUMN.WITH_SUGGESTION", %{
             "objectName" => "`f`.`carier`",
             "proposal" => "`f`.`carrier`, `a`.`carrier`, `a`.`name`"
           }) == ["f.carrier", "a.carrier"]
  end

  test "functions, types and data sources, from what there is" do
    assert "upper" in suggestions("UNRESOLVED_ROUTINE", %{"routineName" => "`my`.`uper`"})
    assert "luhn_check" in suggestions("UNRESOLVED_ROUTINE", %{"routineName" => "`LUHN_CHEK`"})

    assert suggestions("UNRESOLVABLE_TABLE_VALUED_FUNCTION", %{"name" => "`rnge`"}) == ["range"]
    assert ["string" | _] = suggestions("UNSUPPORTED_DATATYPE", %{"typeName" => "\"STRNG\""})
    assert suggestions("DATA_SOURCE_NOT_FOUND", %{"provider" => "parqet"}) == ["parquet"]
  end

  test "nothing like it, nothing said of it, and errors of other classes" do
    column = "UNRESOLVED_COLUMN.WITH_SUGGESTION"
    assert suggestions(column, %{"objectName" => "`zzz`", "proposal" => "`id`"}) == []
    assert suggestions(column, %{"objectName" => "`zzz`"}) == []
    assert suggestions(column, %{"objectName" => ""}) == []
    assert suggestions(column, %{}) == []
    assert suggestions("DIVIDE_BY_ZERO", %{}) == []
    assert suggestions(nil, %{}) == []
  end

  test "a message ends with the nearest name, unless Spark says it itself" do
    parameters = %{"objectName" => "`dely`", "proposal" => "`delay`"}
    class = "UNRESOLVED_COLUMN.WITH_SUGGESTION"

    assert Exception.message(error(class, parameters)) ==
             "[CLASS] It is not known.\n\nDid you mean delay?"

    said = "[CLASS] Did you mean one of the following? [`delay`]"
    assert Exception.message(error(class, parameters, said)) == said
  end

  test "the dict form of agg/2 with the name of a result" do
    class = "UNRESOLVED_COLUMN.WITH_SUGGESTION"
    parameters = %{"objectName" => "`total`", "proposal" => "`k`, `x`"}
    text = "[CLASS] Cannot resolve `total`.\n'Aggregate [k], [k, unresolvedalias('sum('total))]"

    assert Exception.message(error(class, parameters, text)) =~
             ~s[agg(total: "sum") is sum(total). To name the result total, write ] <>
               ~s[agg(total: F.sum("column")).]

    refute Exception.message(error(class, %{"objectName" => "`x`"}, text)) =~ "agg("
    refute Exception.message(error(class, %{"objectName" => ""}, text)) =~ "agg("
  end

  test "an unknown table has advice instead" do
    error = error("TABLE_OR_VIEW_NOT_FOUND", %{"relationName" => "`flihgts`"})
    assert Exception.message(error) =~ "SHOW TABLES"
  end
end
