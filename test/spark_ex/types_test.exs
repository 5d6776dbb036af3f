defmodule SparkEx.TypesTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Types}
  alias SparkEx.Types.Field

  doctest SparkEx.Types

  # One of each kind, in full form.
  @types [
    :null,
    :boolean,
    :byte,
    :short,
    :integer,
    :long,
    :float,
    :double,
    :string,
    :binary,
    :date,
    :timestamp,
    :timestamp_ntz,
    :calendar_interval,
    :variant,
    {:decimal, 38, 38},
    {:string, "UTF8_LCASE"},
    {:char, 3},
    {:varchar, 7},
    {:time, 0},
    {:time, 9},
    {:timestamp_ltz, 7},
    {:timestamp_ntz, 9},
    {:year_month_interval, :year, :month},
    {:year_month_interval, :month, :month},
    {:day_time_interval, :day, :second},
    {:day_time_interval, :hour, :minute},
    {:geometry, 4326},
    {:geography, :any},
    {:array, :long, false},
    {:map, :string, {:array, :date, true}, false},
    {:struct, []}
  ]

  @schema {:struct,
           for {type, place} <- Enum.with_index(@types) do
             %Field{
               name: "f #{place}",
               type: type,
               nullable: rem(place, 2) == 0,
               metadata: if(rem(place, 3) == 0, do: %{"comment" => "it's \\ #{place}"}, else: %{})
             }
           end}

  describe "normalize/1" do
    test "leaves full forms alone" do
      for type <- [@schema | @types], do: assert(Types.normalize(type) == {:ok, type})
    end

    test "fills in short forms" do
      for {short, full} <- [
            {:decimal, {:decimal, 10, 0}},
            {{:decimal, 5}, {:decimal, 5, 0}},
            {:time, {:time, 6}},
            {:bigint, :long},
            {:timestamp_ltz, :timestamp},
            {:void, :null},
            {:interval, :calendar_interval},
            {{:string, "UTF8_BINARY"}, :string},
            {:day_time_interval, {:day_time_interval, :day, :second}},
            {{:day_time_interval, :day}, {:day_time_interval, :day, :day}},
            {:year_month_interval, {:year_month_interval, :year, :month}},
            {{:array, :int}, {:array, :integer, true}},
            {{:map, :string, {:array, :int}}, {:map, :string, {:array, :integer, true}, true}},
            {"array<int>", {:array, :integer, true}},
            {{:array, "struct<a: int>"},
             {:array, {:struct, [%Field{name: "a", type: :integer}]}, true}}
          ] do
        assert Types.normalize(short) == {:ok, full}
      end
    end

    test "takes fields in many forms" do
      metadata = %{"comment" => "c"}

      assert Types.normalize!([
               {:a, :int},
               {"b", :int, false},
               {"c", :int, nullable: false, metadata: %{comment: "c"}},
               %Field{name: "d", type: {:array, :int}}
             ]) ==
               {:struct,
                [
                  %Field{name: "a", type: :integer},
                  %Field{name: "b", type: :integer, nullable: false},
                  %Field{name: "c", type: :integer, nullable: false, metadata: metadata},
                  %Field{name: "d", type: {:array, :integer, true}}
                ]}
    end

    for {type, problem} <- [
          {:strng, ~S(did you mean "string"?)},
          {nil, "is not a Spark type"},
          {42, "a Spark type is an atom like :long"},
          {{:decimal, 39, 0}, "precision of at most 38"},
          {{:decimal, 5, 6}, "a scale up to it"},
          {{:decimal, 5, -1}, "a scale up to it"},
          {{:char, -1}, "length of a char"},
          {{:time, 10}, "0 to 9"},
          {{:timestamp_ltz, 6}, "7 to 9"},
          {{:timestamp_ntz, nil}, "7 to 9"},
          {{:day_time_interval, :second, :day}, "in this order"},
          {{:year_month_interval, :year, :day}, "in this order"},
          {{:array, :long, nil}, "a Spark type is"},
          {{:array, :lng}, ":lng is not a Spark type"},
          {[{"a", :long, nulable: false}], "did you mean :nullable?"},
          {[{nil, :long}], "name of a field"},
          {[{<<255>>, :long}], "name of a field"},
          {["a INT"], "a field is {name, type}"},
          {{:geometry, "4326"}, "SRID"},
          {"array<", "At the end"}
        ] do
      test "refuses #{inspect(type)}" do
        assert {:error, %Error.Argument{message: message}} =
                 Types.normalize(unquote(Macro.escape(type)))

        assert message =~ unquote(problem)
      end
    end

    test "bounds the depth" do
      deep = Enum.reduce(1..600, :long, fn _, type -> {:array, type} end)
      assert {:error, %Error.Argument{message: message}} = Types.normalize(deep)
      assert message =~ "500 levels deep"
    end
  end

  describe "to_proto/1 and from_proto/1" do
    test "turn each other round" do
      for type <- [@schema | @types],
          do: assert(type |> Types.to_proto() |> Types.from_proto() == type)
    end

    test "write what PySpark writes, but no default collation" do
      assert Types.to_proto(:string) == %{string: %{}}

      assert Types.to_proto({:day_time_interval, :hour, :second}) ==
               %{day_time_interval: %{start_field: 1, end_field: 3}}

      for key <- [1, nil, {1}, %{}] do
        assert_raise SparkEx.Error.Argument, ~r/a key of metadata is a string or an atom/, fn ->
          Types.to_proto([{"a", :long, metadata: %{key => 1}}])
        end
      end

      assert Types.to_proto([{"a", :long, nullable: false, metadata: %{k: 1}}]) == %{
               struct: %{
                 fields: [
                   %{name: "a", data_type: %{long: %{}}, nullable: false, metadata: ~s({"k": 1})}
                 ]
               }
             }
    end

    test "absent fields have the protocol's defaults" do
      for {message, type} <- [
            {%{decimal: %{}}, {:decimal, 10, 0}},
            {%{string: %{}}, :string},
            {%{string: %{collation: ""}}, :string},
            {%{time: %{}}, {:time, 6}},
            {%{timestamp_ltz_nanos: %{}}, {:timestamp_ltz, 9}},
            {%{timestamp_ntz_nanos: %{precision: 7}}, {:timestamp_ntz, 7}},
            {%{day_time_interval: %{}}, {:day_time_interval, :day, :second}},
            {%{year_month_interval: %{}}, {:year_month_interval, :year, :month}},
            {%{array: %{element_type: %{long: %{}}}}, {:array, :long, false}},
            {%{struct: %{}}, {:struct, []}},
            {%{unparsed: %{data_type_string: "x"}}, {:unparsed, "x"}}
          ] do
        assert Types.from_proto(message) == type
      end

      assert Types.from_proto(%{struct: %{fields: [%{name: "a", data_type: %{long: %{}}}]}}) ==
               {:struct, [%Field{name: "a", type: :long, nullable: false}]}
    end

    test "keep a user-defined type as the server describes it" do
      message = %{
        udt: %{
          type: "udt",
          python_class: "m.C",
          sql_type: %{array: %{element_type: %{double: %{}}}}
        }
      }

      assert {:udt, %{type: "udt", python_class: "m.C", sql_type: {:array, :double, false}}} =
               type = Types.from_proto(message)

      assert Types.from_proto(Types.to_proto(type)) == type
    end

    test "refuse a message that is not a type" do
      for message <- [%{}, %{long: %{}, short: %{}}, %{hologram: %{}}] do
        assert_raise Error.Argument, ~r/no type is known/, fn -> Types.from_proto(message) end
      end
    end

    test "a type of a newer server is an error that names its field" do
      # The fields of messages that the protos do not know are dropped.
      future = %{name: "new", data_type: %{}, nullable: true}
      inner = %{name: "inner", data_type: %{struct: %{fields: [future]}}}
      schema = %{struct: %{fields: [%{name: "id", data_type: %{long: %{}}}, inner]}}
      assert {:error, %Error.Decode{} = error} = Types.Proto.parse(schema)
      assert Exception.message(error) =~ ~s(field "inner": field "new")
      assert {:error, %Error.Decode{}} = Types.Proto.parse(%{})
      assert {:ok, :long} = Types.Proto.parse(%{long: %{}})
    end
  end

  describe "to_ddl/1 and to_json/1" do
    test "are read back as they were" do
      assert @schema |> Types.to_json() |> Types.from_json!() == @schema

      # DDL says nothing of the null type's fields, and nothing of contained nulls.
      for type <- @types, type != :null do
        assert type |> Types.to_ddl() |> Types.from_ddl!() == nullable(type)
      end
    end

    defp nullable({:array, element, _}), do: {:array, nullable(element), true}
    defp nullable({:map, key, value, _}), do: {:map, nullable(key), nullable(value), true}
    defp nullable(type), do: type
  end

  describe "simple_string/1" do
    for {type, text} <- [
          {:null, "void"},
          {:long, "bigint"},
          {:calendar_interval, "interval"},
          {{:decimal, 5, 2}, "decimal(5,2)"},
          {{:string, "UTF8_LCASE"}, "string collate UTF8_LCASE"},
          {{:time, 3}, "time(3)"},
          {{:timestamp_ltz, 7}, "timestamp_ltz(7)"},
          {{:day_time_interval, :day, :second}, "interval day to second"},
          {{:year_month_interval, :month, :month}, "interval month"},
          {{:geometry, :any}, "geometry(any)"},
          {[a: {:map, :string, {:array, :byte}}], "struct<a:map<string,array<tinyint>>>"},
          {{:udt, %{}}, "udt"}
        ] do
      test "writes #{text}" do
        assert Types.simple_string(unquote(Macro.escape(type))) == unquote(text)
      end
    end
  end

  describe "tree_string/2" do
    @nested [
      {"a\tb", :int, nullable: false},
      {:m, {:map, [k: :string], {:array, {:decimal, 5, 2}, false}}},
      {:s, [t: [u: :calendar_interval]]}
    ]

    test "draws nested types as PySpark does" do
      assert Types.tree_string(@nested) == """
             root
              |-- a\\tb: integer (nullable = false)
              |-- m: map (nullable = true)
              |    |-- key: struct
              |    |    |-- k: string (nullable = true)
              |    |-- value: array (valueContainsNull = true)
              |    |    |-- element: decimal(5,2) (containsNull = false)
              |-- s: struct (nullable = true)
              |    |-- t: struct (nullable = true)
              |    |    |-- u: interval (nullable = true)
             """
    end

    test "stops at a depth" do
      assert Types.tree_string(@nested, 1) == """
             root
              |-- a\\tb: integer (nullable = false)
              |-- m: map (nullable = true)
              |-- s: struct (nullable = true)
             """
    end

    test "draws schemas only" do
      assert_raise Error.Argument, ~r/a schema \(a struct type\), got: bigint/, fn ->
        Types.tree_string(:long)
      end
    end
  end
end
