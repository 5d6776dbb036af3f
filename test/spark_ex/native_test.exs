defmodule SparkEx.NativeTest do
  use ExUnit.Case, async: true

  alias SparkEx.Native

  @native Path.expand("../../native/spark_ex_nif/src/nif", __DIR__)

  defp encode(name, map, max_depth \\ 1_024),
    do: Native.message_encode("spark.connect." <> name, map, max_depth)

  defp decode(name, bytes), do: Native.message_decode("spark.connect." <> name, bytes)

  defp bytes(name, map) do
    assert {:ok, bytes} = encode(name, map)
    bytes
  end

  defp round_trip(name, map) do
    assert {:ok, decoded} = decode(name, bytes(name, map))
    decoded
  end

  defp literal(map), do: round_trip("Expression.Literal", map)

  defp refused(name, map) do
    assert {:error, {:argument, %{message: message}}} = encode(name, map)
    message
  end

  test "the stubs match the functions of the native library" do
    sources = Enum.map_join(Path.wildcard(@native <> "/*.rs"), "\n", &File.read!/1)

    native =
      for [_, name, parameters] <-
            Regex.scan(
              ~r/#\[rustler::nif[^\]]*\]\s*(?:pub\S* )?fn (\w+)[^(]*\(([^)]*)\)/,
              sources
            ) do
        arity = parameters |> String.split(",") |> Enum.count(&(&1 =~ ~r/^\s*\w+:(?!\s*Env)/))
        {String.to_atom(name), arity}
      end

    assert length(native) == sources |> String.split("#[rustler::nif") |> length() |> Kernel.-(1)
    assert Enum.sort(native) == Enum.sort(Native.__info__(:functions) -- [load: 0])
  end

  describe "messages" do
    test "round-trip" do
      for {name, map} <- [
            {"Plan",
             %{
               root: %{
                 common: %{plan_id: 7},
                 filter: %{
                   input: %{range: %{start: -5, end: 2 ** 62, step: 1, num_partitions: 3}},
                   condition: %{
                     unresolved_function: %{
                       function_name: ">",
                       arguments: [
                         %{unresolved_attribute: %{unparsed_identifier: "日本"}},
                         %{literal: %{long: -3}}
                       ]
                     }
                   }
                 }
               }
             }},
            {"Join", %{join_type: :JOIN_TYPE_LEFT_OUTER, using_columns: ["a", "", "a"]}},
            {"SQL",
             %{
               query: "SELECT :a",
               named_arguments: %{"a" => %{literal: %{string: ""}}, "" => %{literal: %{byte: 0}}}
             }},
            {"Read.DataSource", %{format: "csv", options: %{"a" => "", "é" => "1"}}},
            {"Project", %{}}
          ] do
        assert round_trip(name, map) == map
      end
    end

    test "are encoded in the order of field numbers" do
      assert bytes("Range", %{end: 3, step: 1}) == <<0x10, 3, 0x18, 1>>
    end

    test "need their full names" do
      assert {:error, {:argument, %{message: message}}} = Native.message_encode("Plan", %{}, 10)
      assert message == "unknown message Plan"
      assert {:error, {:argument, %{message: ^message}}} = Native.message_decode("Plan", "")
    end

    test "must be maps" do
      for term <- [nil, [], [a: 1], "a", 1, {:a, 1}, :a] do
        assert refused("Range", term) =~ "spark.connect.Range must be a map, got: "
      end

      assert refused("Plan", %{root: "x"}) =~ "spark.connect.Relation must be a map, got: "

      assert refused("Plan", %{root: [%{}]}) =~
               "spark.connect.Relation must be a map, got: a list"
    end

    test "reject unknown fields" do
      message = refused("Filter", %{conditon: %{}})
      assert message == "spark.connect.Filter has no field :conditon (it has :input, :condition)"
      assert refused("Filter", %{"condition" => %{}}) =~ ~s(has no field "condition")
      assert refused("Filter", %{1 => %{}}) =~ "has no field 1"
      assert refused("Range", ~D[2024-01-01]) =~ "spark.connect.Range has no field :"
      assert refused("Filter", %{never_a_field_of_any_proto: nil}) =~ "has no field"
    end
  end

  describe "an unset field" do
    test "is nil or missing" do
      assert bytes("Filter", %{input: nil, condition: nil}) == ""
      assert bytes("Range", %{start: nil, end: 3}) == bytes("Range", %{end: 3})
      assert round_trip("Filter", %{}) == %{}
    end

    test "differs from a default if the proto tracks presence" do
      assert round_trip("Range", %{start: 0, num_partitions: 0}) == %{start: 0, num_partitions: 0}
      assert round_trip("Limit", %{limit: 0}) in [%{}, %{limit: 0}]
      assert literal(%{integer: 0}) == %{integer: 0}
      assert literal(%{boolean: false}) == %{boolean: false}
      assert literal(%{string: ""}) == %{string: ""}
      assert round_trip("Relation", %{filter: %{}}) == %{filter: %{}}
    end

    test "cannot be an element of a list or a map" do
      assert refused("Project", %{expressions: [nil]}) =~ "Expression must be a map, got: nil"
      assert refused("Join", %{using_columns: ["a", nil]}) =~ "must be a string, got: nil"
      assert refused("SQL", %{named_arguments: %{"a" => nil}}) =~ "must be a map, got: nil"
      assert refused("Read.DataSource", %{options: %{"a" => nil}}) =~ "must be a string, got: nil"
    end
  end

  describe "a oneof" do
    test "accepts only one member" do
      message = refused("Expression.Literal", %{integer: 1, string: "a"})
      assert message =~ "spark.connect.Expression.Literal can have only one literal_type"
      assert message =~ ":integer"
      assert message =~ ":string"
      assert refused("Relation", %{filter: %{}, range: %{}}) =~ "can have only one rel_type"
    end

    test "ignores members that are nil" do
      assert literal(%{integer: 1, string: nil}) == %{integer: 1}
    end
  end

  describe "integers" do
    for {field, bits} <- [integer: 32, long: 64] do
      test "must fit #{bits} bits" do
        field = unquote(field)
        [most, least] = [2 ** (unquote(bits) - 1) - 1, -(2 ** (unquote(bits) - 1))]

        for value <- [most, least, -1, 0],
            do: assert(literal(%{field => value}) == %{field => value})

        for value <- [most + 1, least - 1, 10 ** 100, 1.0, "1", :one, [nil]] do
          assert refused("Expression.Literal", %{field => value}) =~
                   "spark.connect.Expression.Literal.#{field} must be an integer of " <>
                     "#{unquote(bits)} bits, got: "
        end
      end
    end

    test "must not be negative for unsigned fields" do
      field = :type_variation_reference
      assert round_trip("DataType.Long", %{field => 2 ** 32 - 1}) == %{field => 2 ** 32 - 1}

      for value <- [-1, 2 ** 32] do
        assert refused("DataType.Long", %{field => value}) =~ "an unsigned integer of 32 bits"
      end
    end

    test "are truncated in error messages" do
      assert String.length(refused("Expression.Literal", %{long: 10 ** 5_000})) < 300
    end
  end

  describe "floating-point numbers" do
    test "are floats, integers, :nan or infinities" do
      for value <- [1.5, -0.0, 1.0e308, 5.0e-324, :nan, :infinity, :neg_infinity] do
        assert literal(%{double: value}) === %{double: value}
      end

      for value <- [1.5, -0.0, :nan, :infinity, :neg_infinity] do
        assert literal(%{float: value}) === %{float: value}
      end

      assert literal(%{double: 3}) === %{double: 3.0}
      assert literal(%{float: -3}) === %{float: -3.0}
      assert <<_key, 0, 0, 0, 0, 0, 0, 0, 0x80>> = bytes("Expression.Literal", %{double: -0.0})
    end

    test "reject other terms" do
      for value <- ["1.5", :nanan, true, [1.5]], field <- [:double, :float] do
        assert refused("Expression.Literal", %{field => value}) =~
                 "#{field} must be a number, got"
      end
    end
  end

  describe "booleans, enums and text" do
    test "booleans must be true or false" do
      assert literal(%{boolean: true}) == %{boolean: true}

      for value <- [1, 0, "true", :yes] do
        assert refused("Expression.Literal", %{boolean: value}) =~
                 "boolean must be a boolean, got"
      end
    end

    test "enums must be one of their names" do
      for value <- [:JOIN_TYPE_OUTER, "JOIN_TYPE_INNER", :join_type_inner, 1] do
        message = refused("Join", %{join_type: value})
        assert message =~ "spark.connect.Join.join_type must be a spark.connect.Join.JoinType ("
        assert message =~ ":JOIN_TYPE_LEFT_ANTI"
      end
    end

    test "unknown enum numbers are decoded as integers" do
      <<join_type, _inner>> = bytes("Join", %{join_type: :JOIN_TYPE_INNER})
      assert {:ok, %{join_type: 99}} = decode("Join", <<join_type, 99>>)
    end

    test "strings must be UTF-8, bytes may be anything" do
      assert refused("SQL", %{query: "SELECT \xFF"}) =~
               "spark.connect.SQL.query must be a string of valid UTF-8, got: "

      assert refused("Read.DataSource", %{options: %{"\xFF" => ""}}) =~ "valid UTF-8"
      assert refused("Read.DataSource", %{options: %{"" => "\xFF"}}) =~ "valid UTF-8"
      assert refused("Join", %{using_columns: ["\xFF"]}) =~ "valid UTF-8"
      assert literal(%{binary: <<0xFF, 0>>}) == %{binary: <<0xFF, 0>>}
      assert literal(%{string: "\0é"}) == %{string: "\0é"}
    end

    test "strings and bytes must be binaries" do
      for value <- [~c"a", :a, 1, ["a"], <<1::3>>] do
        assert refused("SQL", %{query: value}) =~ "spark.connect.SQL.query must be a string, got"
        assert refused("Expression.Literal", %{binary: value}) =~ "binary must be a binary, got"
      end
    end
  end

  describe "list fields" do
    test "must be proper lists" do
      for value <- ["a", %{}, {"a"}, ["a" | "b"], [["a"] | :improper]] do
        assert refused("Join", %{using_columns: value}) =~
                 "spark.connect.Join.using_columns must be a list, got: "
      end
    end

    test "keep zeros and order" do
      for {name, values} <- [
            {"Ints", [0, 1, -1, 0]},
            {"Longs", [0, -(2 ** 63), 0]},
            {"Doubles", [0.0, :nan, 1.5, -0.0]},
            {"Floats", [0.0, :infinity, 1.5]},
            {"Bools", [false, true, false]},
            {"Strings", ["", "a", ""]}
          ] do
        assert round_trip(name, %{values: values}) === %{values: values}
      end
    end

    test "are decoded from packed and split fields" do
      assert decode("Ints", <<0x0A, 3, 1, 0, 7>>) == {:ok, %{values: [1, 0, 7]}}
      assert decode("Ints", <<0x0A, 1, 1, 0x08, 2, 0x0A, 1, 3>>) == {:ok, %{values: [1, 2, 3]}}
      doubles = <<0x0A, 16, 1.5::little-float, 0.0::little-float>>
      assert decode("Doubles", doubles) == {:ok, %{values: [1.5, 0.0]}}
      assert decode("Floats", <<0x0A, 4, 1.5::little-float-32>>) == {:ok, %{values: [1.5]}}
      assert decode("Bools", <<0x0A, 2, 1, 0>>) == {:ok, %{values: [true, false]}}
    end

    test "return an error for invalid packed fields" do
      for bytes <- [<<0x0A, 3, 1, 0>>, <<0x0A, 1, 0xFF>>] do
        assert {:error, {:argument, _fields}} = decode("Ints", bytes)
      end

      assert {:error, {:argument, _fields}} = decode("Doubles", <<0x0A, 3, 1, 2, 3>>)
    end

    test "round-trip when they are long" do
      values = Enum.to_list(1..100_000)
      assert round_trip("Longs", %{values: values}) == %{values: values}
    end
  end

  describe "map fields" do
    test "must be maps with keys and values of the right types" do
      for value <- [[], [{"a", "b"}], "a"] do
        assert refused("Read.DataSource", %{options: value}) =~
                 "spark.connect.Read.DataSource.options must be a map, got: "
      end

      assert refused("Read.DataSource", %{options: %{a: "b"}}) =~ "must be a string, got: :a"
      assert refused("Read.DataSource", %{options: %{"a" => 1}}) =~ "must be a string, got: 1"
    end

    test "keep the last value of a repeated key and fill in defaults" do
      a1 = <<0x1A, 6, 0x0A, 1, ?a, 0x12, 1, ?1>>
      a2 = <<0x1A, 6, 0x0A, 1, ?a, 0x12, 1, ?2>>
      bytes = <<a1::binary, a2::binary, 0x1A, 0>>
      assert decode("Read.DataSource", bytes) == {:ok, %{options: %{"a" => "2", "" => ""}}}
    end
  end

  describe "nesting" do
    test "is encoded up to the limit and an error beyond it" do
      assert {:ok, _bytes} = encode("Relation", filters(511), 1_024)
      assert {:error, {:argument, %{message: message}}} = encode("Relation", filters(512), 1_024)
      assert message =~ "the plan is nested deeper than 1024 messages"
      assert message =~ ":max_plan_depth"
    end

    test "of 1,000 relations is an error" do
      assert refused("Plan", %{root: filters(1_000)}) =~ "the plan is nested deeper than 1024"
    end

    test "of 20,000 messages round-trips with a higher limit" do
      plan = filters(10_000)
      assert {:ok, bytes} = encode("Relation", plan, 30_000)
      assert {:ok, decoded} = decode("Relation", bytes)
      assert decoded == plan
    end

    test "is limited in literals as well" do
      deep =
        Enum.reduce(1..5_000, %{integer: 1}, fn _, element ->
          %{array: %{elements: [element]}}
        end)

      assert refused("Expression.Literal", deep) =~ "nested deeper than 1024"
    end

    test "is limited when decoding" do
      {:ok, <<level::binary-1, 2, input::binary-1, 0>>} =
        encode("Relation", %{filter: %{input: %{}}})

      {parts, _size} =
        Enum.reduce(1..400_000, {[], 0}, fn _, {inside, size} ->
          inner = [input, varint(size)]
          size = size + IO.iodata_length(inner)
          outer = [level, varint(size)]
          {[outer, inner | inside], size + IO.iodata_length(outer)}
        end)

      assert {:error, {:argument, %{message: message}}} =
               decode("Relation", IO.iodata_to_binary(parts))

      assert message =~ "nested deeper than"
    end
  end

  describe "unexpected bytes" do
    test "return an error" do
      for bytes <- [
            # an unterminated key, field number 0, a group, a length beyond the end
            <<0xFF>>,
            <<0>>,
            <<0x0B>>,
            <<0x0A, 5, 1>>,
            <<0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1>>,
            # a field of the wrong wire type
            <<0x0D, 1, 2, 3, 4>>
          ] do
        assert {:error, {:argument, %{message: message}}} = decode("Relation", bytes)
        assert message =~ "the server"
      end
    end

    test "never crash the decoder" do
      :rand.seed(:exsss, {1, 2, 3})
      whole = bytes("Plan", %{root: filters(20), command: nil})

      outcomes =
        for _ <- 1..2_000 do
          at = :rand.uniform(byte_size(whole)) - 1
          before = binary_part(whole, 0, at)
          rest = binary_part(whole, at + 1, byte_size(whole) - at - 1)
          {outcome, _} = decode("Plan", <<before::binary, :rand.uniform(256) - 1, rest::binary>>)
          outcome
        end

      assert Enum.uniq(outcomes) |> Enum.sort() == [:error, :ok]
    end

    test "are skipped in unknown fields" do
      unknown = <<0xFA, 0x7F, 3, "abc", 0xF8, 0x7F, 1>>
      assert decode("Range", unknown <> bytes("Range", %{end: 3})) == {:ok, %{end: 3}}
    end
  end

  defp filters(number),
    do: Enum.reduce(1..number, %{range: %{end: 3}}, fn _, input -> %{filter: %{input: input}} end)

  defp varint(number) when number < 128, do: <<number>>
  defp varint(number), do: <<1::1, number::7, varint(Bitwise.bsr(number, 7))::binary>>
end
