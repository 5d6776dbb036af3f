defmodule SparkEx.Types.DDLTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Types}
  alias SparkEx.Types.Field

  # Checked against Spark 4.1.1's own parser (AnalyzePlanRequest.DDLParse).
  @read [
    {"int", "int"},
    {"INTEGER", "int"},
    {" map<string , string > ", "map<string,string>"},
    {"dec", "decimal(10,0)"},
    {"dec(5)", "decimal(5,0)"},
    {"numeric( 7 , 3 )", "decimal(7,3)"},
    {"real", "float"},
    {"void", "void"},
    {"timestamp_ltz", "timestamp"},
    {"timestamp without time zone", "timestamp_ntz"},
    {"time", "time(6)"},
    {"time(0) without time zone", "time(0)"},
    {"TIMESTAMP_NTZ( 9 )", "timestamp_ntz(9)"},
    {"timestamp_ltz(6)", "timestamp"},
    {"timestamp(6) without time zone", "timestamp_ntz"},
    {"a timestamp_ltz(7) NOT NULL", "struct<a:timestamp_ltz(7)>"},
    {"character(5)", "char(5)"},
    {"interval", "interval"},
    {"interval year", "interval year"},
    {"INTERVAL Day TO Second", "interval day to second"},
    {"string collate utf8_lcase", "string collate UTF8_LCASE"},
    {"string collate system.builtin.`UNICODE`", "string collate UNICODE"},
    {"geometry(any)", "geometry(any)"},
    {"geography(4326)", "geography(4326)"},
    {"struct<>", "struct<>"},
    {"struct<a:int,b:struct<c string not null comment 'q'>>", "struct<a:int,b:struct<c:string>>"},
    {"array<array<map<string,array<decimal(3,1)>>>>",
     "array<array<map<string,array<decimal(3,1)>>>>"},
    {"", "struct<>"},
    {"a int", "struct<a:int>"},
    {"a: byte, b: decimal(  16 , 8   ) ", "struct<a:tinyint,b:decimal(16,8)>"},
    {"1a int, _b int", "struct<1a:int,_b:int>"},
    {"int int, array array<int>, time int, not int",
     "struct<int:int,array:array<int>,time:int,not:int>"},
    {"end int, select string, date date", "struct<end:int,select:string,date:date>"},
    {"a interval, b interval day, c interval hour to minute",
     "struct<a:interval,b:interval day,c:interval hour to minute>"},
    {"a /* c */ int, -- d\n b int", "struct<a:int,b:int>"},
    {"`` int", "struct<:int>"}
  ]

  for {ddl, simple} <- @read do
    test "reads #{inspect(ddl)}" do
      assert unquote(ddl) |> Types.from_ddl!() |> Types.simple_string() == unquote(simple)
    end
  end

  test "reads names in backquotes, NOT NULL and COMMENT" do
    assert Types.from_ddl!(
             "`a b` bigint NOT NULL, `c``d` tinyint comment 'x', e int not null comment 'y'"
           ) ==
             {:struct,
              [
                %Field{name: "a b", type: :long, nullable: false},
                %Field{name: "c`d", type: :byte, metadata: %{"comment" => "x"}},
                %Field{name: "e", type: :integer, nullable: false, metadata: %{"comment" => "y"}}
              ]}
  end

  @comments [
    {~S('it\'s'), "it's"},
    {~S('it''s'), "it's"},
    {~S("dq ""x"""), ~S(dq "x")},
    {~S('a\\b\tc\n'), "a\\b\tc\n"},
    {~S('\u00e9\U0001F600\101'), "é😀A"},
    {~S('x%\_\%'), ~S(x%\_\%)},
    {~S(r'raw\n'), ~S(raw\n)},
    {~S('a' 'b'), "ab"}
  ]

  for {quoted, text} <- @comments do
    test "reads the comment #{quoted}" do
      assert {:struct, [field]} = Types.from_ddl!("a int comment " <> unquote(quoted))
      assert field.metadata == %{"comment" => unquote(text)}
    end
  end

  for {ddl, problem} <- [
        {"foo", ~S(no Spark type is named "foo". At character 1)},
        {"a foo", ~S(no Spark type is named "foo". At character 3 of the DDL: "foo")},
        {"null", ~S(no Spark type is named "null")},
        {"bool", ~S(did you mean "boolean"?)},
        {"a int,", "the name of a column should stand here. At the end"},
        {"array<int", "> should stand here. At the end"},
        {"map<int>", ", should stand here. At character 8"},
        {"decimal(39,1)", "precision of at most 38"},
        {"a decimal(5,2,1)", "takes a precision and a scale"},
        {"char", "char takes a length"},
        {"interval day to day", "ends with a smaller unit"},
        {"a interval second to day", "in this order"},
        {"int(5)", ~s|the DDL should end here. At character 4 of the DDL: "(5)"|},
        {"a int default 5", ~S(the DDL should end here. At character 7)},
        {"a int not", "NOT goes with NULL"},
        {"a int comment b", "COMMENT goes with a text"},
        {"a-b int", "a name with this character goes in backquotes. At character 2"},
        {"é int", "backquotes. At character 1"},
        {~S(a int comment '\ud800'), "no character has the code d800"},
        {"`a int", "a quote is left open. At character 1"},
        {"a int comment 'b", "a quote is left open. At character 15"},
        {"a int comment 'b\\", "a quote is left open"},
        {"a int comment r'b", "a quote is left open"},
        {<<255>>, "UTF-8"}
      ] do
    test "refuses #{inspect(ddl)}" do
      assert {:error, %Error.Argument{message: message}} = Types.from_ddl(unquote(ddl))
      assert message =~ unquote(String.replace(problem, "\\)", ")"))
    end
  end

  test "refuses other terms than text and bounds the depth" do
    assert {:error, %Error.Argument{}} = Types.from_ddl(:int)
    deep = String.duplicate("array<", 20_000) <> "int" <> String.duplicate(">", 20_000)
    assert {:error, %Error.Argument{message: message}} = Types.from_ddl(deep)
    assert message =~ "500 levels deep"
  end

  test "writes what Spark writes" do
    assert Types.to_ddl([
             {"a", :int, nullable: false, metadata: %{comment: "it's"}},
             {"b c", {:array, [{"d`e", {:string, "UTF8_LCASE"}}, {"1f", :void, false}]}},
             {"g", {:day_time_interval, :hour, :second}}
           ]) ==
             ~S(a INT NOT NULL COMMENT 'it\'s',) <>
               "`b c` ARRAY<STRUCT<`d``e`: STRING COLLATE UTF8_LCASE, `1f`: VOID NOT NULL>>," <>
               "g INTERVAL HOUR TO SECOND"

    assert Types.to_ddl({:geometry, :any}) == "GEOMETRY(ANY)"
    assert Types.to_ddl({:udt, %{sql_type: {:array, :double}}}) == "ARRAY<DOUBLE>"
  end

  test "writes nothing for a type without DDL" do
    assert_raise Error.Argument, ~r/the user-defined type without a class has no DDL/, fn ->
      Types.to_ddl({:udt, %{}})
    end

    assert_raise Error.Argument, ~r/has no DDL/, fn -> Types.to_ddl({:unparsed, "x"}) end
  end

  test "reads back every comment that it writes" do
    for comment <- ["it's", "a\\b", "a\nb", "\\'", "\"q\"", "t\tb", "é", "", "\\\\", "%_\\%"] do
      schema = Types.normalize!([{"a", :int, metadata: %{comment: comment}}])
      assert schema |> Types.to_ddl() |> Types.from_ddl!() == schema
    end
  end
end
