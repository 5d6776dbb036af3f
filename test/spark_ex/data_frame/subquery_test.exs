defmodule SparkEx.DataFrame.SubqueryTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, Plan, Reader}
  alias SparkEx.DataFrame.Subquery

  test "wraps the relation that contains a subquery" do
    df = Reader.table(:spark, "t")
    other = Reader.table(:spark, "o")
    frame = DataFrame.filter(df, DataFrame.exists(other))

    assert %{with_relations: %{root: root, references: [reference]}} = frame.plan
    assert reference == other.plan
    assert Plan.id(root) != Plan.id(frame.plan)
    assert frame["x"].expr.unresolved_attribute.plan_id == Plan.id(frame.plan)

    assert root.filter.condition == %{
             subquery_expression: %{
               plan_id: Plan.id(other.plan),
               subquery_type: :SUBQUERY_TYPE_EXISTS
             }
           }
  end

  test "finds a subquery anywhere in a column" do
    df = Reader.table(:spark, "t")
    x = df |> DataFrame.select("x") |> DataFrame.scalar()

    column =
      F.when_(Subquery.member(F.col("a"), df), F.coalesce([Column.cast(x, :long), F.lit(0)]))

    frame = DataFrame.select(df, a: column)
    assert length(frame.plan.with_relations.references) == 2
    refute inspect(frame.plan.with_relations.root, limit: :infinity) =~ "frame:"
  end

  test "rejects a frame of another session" do
    df = Reader.table(:one, "t")

    assert_raise Error.Argument, ~r/different sessions/, fn ->
      DataFrame.filter(df, DataFrame.exists(Reader.table(:two, "o")))
    end
  end
end
