defmodule SparkEx.Connect.PlanEncoder.ViewsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.PlanEncoder.Views
  alias SparkEx.DataFrame

  doctest Views

  test "keeps the alias of a frame in an argument" do
    asked = :spark |> SparkEx.range(3) |> DataFrame.alias_("r") |> DataFrame.scalar()
    named = SparkEx.range(:spark, 2)

    for arguments <- [[x: asked], [x: asked, f: named]] do
      text = "SELECT :x" <> if(arguments[:f], do: " FROM {f}", else: "")

      %{with_relations: %{references: references}} =
        Views.name(SparkEx.sql(:spark, text, arguments).plan)

      aliases = for %{subquery_alias: %{alias: name}} <- references, do: name
      assert "r" in aliases
      assert length(aliases) == length(arguments)
      refute "f" in aliases
    end
  end
end
