defmodule SparkEx.Livebook.SQLTemplateTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.SQLTemplate

  doctest SQLTemplate

  defp parse(text) do
    {sql, parameters} = SQLTemplate.parse(text)
    {sql, for({name, value} <- parameters, do: {name, Macro.to_string(value)})}
  end

  test "expressions become parameters and variables keep their names" do
    assert parse("SELECT {{ a }} + {{ Date.utc_today().year }} + {{b}}") ==
             {"SELECT :a + :p1 + :b", a: "a", p1: "Date.utc_today().year", b: "b"}
  end

  test "equal expressions share a parameter" do
    assert parse("{{ a }}{{a}} {{ f( 1 ) }} {{ f(1) }}") == {":a:a :p1 :p1", a: "a", p1: "f(1)"}
  end

  test "names in the text are not reused" do
    assert parse("SELECT :a, {{ a }}, :p2") == {"SELECT :a, :p1, :p2", p1: "a"}
  end

  test "strings, quoted names and comments are unchanged" do
    for text <- [
          "'it''s {{ a }}'",
          ~S('\'{{ a }}'),
          ~s("{{ a }}"),
          "`{{ a }}`",
          "/* {{ a }} \n */",
          "-- {{ a }}"
        ] do
      assert parse(text) == {text, []}
    end

    assert parse("-- {{ a }}\n{{ b }}") == {"-- {{ a }}\n:b", b: "b"}
    assert parse("'x' || {{ a }} || 'ü'") == {"'x' || :a || 'ü'", a: "a"}
  end

  test "an invalid expression is unchanged" do
    assert parse("{{ }} {{ ) }} {{ a") == {"{{ }} {{ ) }} {{ a", []}
  end
end
