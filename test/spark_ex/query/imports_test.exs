defmodule SparkEx.Query.ImportsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Query.Imports
  alias SparkEx.{Column, Functions, Query}

  defmodule Uses do
    use SparkEx

    def query(frame) do
      frame
      |> filter(dep_delay > 60 and carrier in ~w(UA AA))
      |> group_by([origin])
      |> agg(flights: count(1), mean: round(avg(dep_delay), 1))
    end

    def condition, do: and_(gt(col("a"), 1), contains(col("b"), "x"))
    def functions, do: {upper("a"), F.round("a"), abs(-1), transform("xs", &plus(&1, 1))}
    def frame(frame), do: DataFrame.filter(frame, is_not_null("a"))
    def elixir(a, b), do: not (a and b) or a
  end

  defmodule UsesFunctions do
    import SparkEx.Functions, except: [quote: 1]

    def sum_of(name), do: sum(col(name))
  end

  defmodule UsesColumn do
    import SparkEx.Column, except: [and: 2, or: 2, not: 1]

    def both(a, b), do: if(a and b, do: and_(gt(a, 1), b))
  end

  test "use SparkEx imports the three modules" do
    frame = SparkEx.Reader.table(:spark, "t")

    assert inspect(Uses.query(frame)) ==
             ~s[#SparkEx.DataFrame<table("t") |> filter((dep_delay > 60) and ] <>
               ~s[(carrier IN ('UA', 'AA'))) |> group_by(origin) |> ] <>
               ~s[agg(count(1) AS flights, round(avg(dep_delay), 1) AS mean)>]

    assert inspect(Uses.condition()) == "#SparkEx.Column<((a > 1) and contains(b, 'x'))>"
    assert {upper, round, 1, mapped} = Uses.functions()
    assert upper == Functions.upper("a")
    assert round == Functions.round("a")
    assert inspect(mapped) =~ "transform(xs, (x_"
    assert inspect(Uses.frame(frame)) =~ "filter(a IS NOT NULL)"
    assert Uses.elixir(true, false)
  end

  test "the imports conflict neither with each other nor with Elixir" do
    elixir =
      Kernel.__info__(:functions) ++
        Kernel.__info__(:macros) ++ Kernel.SpecialForms.__info__(:macros)

    except = Imports.except()

    imported =
      for {module, names} <- [
            {Query, Query.__info__(:macros) ++ Query.__info__(:functions)},
            {Column, Column.__info__(:functions)},
            {Functions, Functions.__info__(:functions)}
          ],
          {name, _arity} = function <- names -- except[module],
          not String.starts_with?(Atom.to_string(name), "_"),
          do: function

    assert imported -- Enum.uniq(imported) == []
    assert Enum.filter(imported, &(&1 in elixir)) == []
  end

  test "the imports exclude only the expected functions" do
    except = Imports.except()
    assert except[Query] == []

    assert Enum.sort(except[Column]) ==
             [and: 2, column: 1, condition_expr: 2, fetch: 2, get_and_update: 3, name_text: 1] ++
               [not: 1, or: 2, pop: 2, transform: 2]

    # Newer versions of Elixir may add more.
    assert [abs: 1, ceil: 1, column: 1, filter: 2, floor: 1, length: 1, quote: 1, round: 1] --
             except[Functions] == []
  end

  test "the imports exclude undocumented functions of Column" do
    {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(Column)
    hidden = for {{:function, name, arity}, _, _, :hidden, _} <- docs, do: {name, arity}
    assert hidden -- [{:__struct__, 0}, {:__struct__, 1} | Imports.except()[Column]] == []
  end

  test "the documented imports of a single module compile" do
    assert UsesFunctions.sum_of("a") == Functions.sum("a")
    refute UsesColumn.both(false, nil)
  end
end
