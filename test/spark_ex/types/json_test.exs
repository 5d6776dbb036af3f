defmodule SparkEx.Types.JSONTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Types}
  alias SparkEx.Types.Field

  # As DataType.json of PySpark 4.1.1 writes them.
  @written [
    {:null, ~S|"void"|},
    {:calendar_interval, ~S|"interval"|},
    {{:decimal, 5, 2}, ~S|"decimal(5,2)"|},
    {{:char, 3}, ~S|"char(3)"|},
    {{:time, 6}, ~S|"time(6)"|},
    {{:timestamp_ntz, 9}, ~S|"timestamp_ntz(9)"|},
    {{:day_time_interval, :day, :second}, ~S|"interval day to second"|},
    {{:year_month_interval, :year, :year}, ~S|"interval year"|},
    {{:string, "UTF8_LCASE"}, ~S|"string collate UTF8_LCASE"|},
    {{:geometry, 4326}, ~S|"geometry(OGC:CRS84)"|},
    {{:geometry, :any}, ~S|"geometry(SRID:ANY)"|},
    {{:geography, 4326}, ~S|"geography(OGC:CRS84, SPHERICAL)"|},
    {{:map, :string, :long, false},
     ~S|{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"long"}|},
    {{:struct, [%Field{name: "a", type: :long, nullable: false, metadata: %{"k" => 1}}]},
     ~S|{"fields":[{"metadata":{"k":1},"name":"a","nullable":false,"type":"long"}],"type":"struct"}|}
  ]

  for {type, json} <- @written do
    test "writes and reads #{json}" do
      type = unquote(Macro.escape(type))
      assert Types.to_json(type) == unquote(json)
      assert Types.from_json(unquote(json)) == {:ok, type}
    end
  end

  test "keeps collations in the metadata of the field that holds them" do
    schema =
      Types.normalize!([
        {"a", {:string, "UTF8_LCASE"}, metadata: %{k: 1}},
        {"b", {:map, :string, {:array, {:string, "UNICODE_CI"}}}}
      ])

    json = Types.to_json(schema)
    assert json =~ ~S|"metadata":{"__COLLATIONS":{"a":"spark.UTF8_LCASE"},"k":1}|
    assert json =~ ~S|"__COLLATIONS":{"b.value.element":"icu.UNICODE_CI"}|
    assert json =~ ~S|"elementType":"string"|
    assert Types.from_json!(json) == schema
  end

  test "reads a user-defined type" do
    json = ~S|{"class":"org.C","pyClass":"m.C","sqlType":"double","type":"udt"}|

    assert Types.from_json!(json) ==
             {:udt, %{type: "udt", jvm_class: "org.C", python_class: "m.C", sql_type: :double}}

    assert json |> Types.from_json!() |> Types.to_json() == json
  end

  test "reads older spellings and what is left out" do
    assert Types.from_json!(~S|"geography"|) == {:geography, 4326}
    assert Types.from_json!(~S|"geometry(EPSG:3857)"|) == {:geometry, 3857}
    assert Types.from_json!(~S|{"type":"array","elementType":"long"}|) == {:array, :long, true}

    assert Types.from_json!(~S|{"type":"struct","fields":[{"name":"a","type":"long"}]}|) ==
             {:struct, [%Field{name: "a", type: :long}]}
  end

  for {json, problem} <- [
        {"{", "ends too early"},
        {"42", "no type of Spark's JSON: 42"},
        {~S|"strng"|, ~S(did you mean "string"?)},
        {~S|{"type":"array"}|, "no type of Spark's JSON"},
        {~S|{"type":"struct","fields":[{"type":"long"}]}|, "no field of a struct"},
        {~S|{"type":"array","elementType":"long","containsNull":1}|, "containsNull of a type"},
        {~S|"geometry(EPSG:1)"|, "no type of Spark's JSON"}
      ] do
    test "refuses #{json}" do
      assert {:error, %Error.Argument{message: message}} = Types.from_json(unquote(json))
      assert message =~ unquote(problem)
    end
  end

  test "refuses other terms than text, and to write terms that JSON lacks" do
    assert {:error, %Error.Argument{}} = Types.from_json(nil)
    assert_raise Error.Argument, ~r/no JSON/, fn -> Types.to_json({:unparsed, "x"}) end
    assert_raise Error.Argument, ~r/no reference system/, fn -> Types.to_json({:geometry, 5}) end
  end
end
