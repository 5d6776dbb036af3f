defmodule SparkEx.FunctionsTest do
  use ExUnit.Case, async: true

  require SparkEx.Query, as: Q

  alias SparkEx.{Column, Error}
  alias SparkEx.Functions, as: F
  alias SparkEx.Functions.Signature

  doctest SparkEx.Functions

  @recorded Path.expand("../fixtures/functions.jsonl", __DIR__)
  @table Path.expand("../../priv/functions.tsv", __DIR__)

  # What PySpark's client sends for the same calls (test/fixtures/record_functions.py), by
  # function.
  @external_resource @recorded
  @plans @recorded
         |> File.stream!()
         |> Enum.map(&SparkEx.Types.JSONCodec.decode!/1)
         |> Enum.group_by(& &1["call"], &{&1["arguments"], &1["expression"]})

  describe "plans" do
    for name <- Map.keys(@plans) do
      test "of #{name} match PySpark" do
        for {arguments, expression} <- plans(unquote(name)),
            do: assert_sends(unquote(name), Enum.map(arguments, &argument/1), expression)
      end
    end

    test "are recorded for every function of the table" do
      for %{name: name} <- Signature.table(@table), do: assert([_ | _] = plans("#{name}"))
    end
  end

  describe "documentation" do
    test "includes a doc, a group and a spec for every function" do
      {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(F)
      {:ok, specs} = Code.Typespec.fetch_specs(F)
      specs = MapSet.new(specs, fn {function, _spec} -> function end)

      for {{:function, name, arity}, _line, _signature, doc, metadata} <- docs do
        assert %{"en" => text} = doc, "#{name}/#{arity} has no doc"
        assert text =~ "SparkEx.Functions.", "#{name}/#{arity} has no example"
        assert metadata[:group] not in [nil, ""], "#{name}/#{arity} has no group"
        assert MapSet.member?(specs, {name, arity}), "#{name}/#{arity} has no spec"
      end
    end
  end

  describe "versions" do
    test "of Spark are in the documentation of what Spark 4.0 lacks" do
      assert doc(:abs) =~ "PySpark `functions.abs`; since Spark 1.2.0."
      assert doc(:time_bucket) =~ "PySpark `functions.time_bucket`. Needs Spark 4.2."
      assert doc(:kll_merge_agg_float) =~ "Needs Spark 4.1.2."
      assert doc(:max_by) =~ "since Spark 3.0.0. The argument `k` needs Spark 4.2."
    end

    defp doc(function) do
      {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(F)

      Enum.find_value(docs, fn {id, _, _, doc, _} ->
        match?({_, ^function, _}, id) && doc["en"]
      end)
    end
  end

  describe "arguments" do
    test "omitted before another have their value" do
      assert inspect(F.instr("a", "x", nil, 2)) == "#SparkEx.Column<instr(a, 'x', 1, 2)>"
      assert inspect(Q.column(instr(a, "x", nil, 2))) == inspect(F.instr("a", "x", nil, 2))
      assert inspect(F.instr("a", "x")) == "#SparkEx.Column<instr(a, 'x')>"
    end

    test "are names or strings depending on the parameter" do
      assert inspect(F.date_format(:day, :yyyy)) == "#SparkEx.Column<date_format(day, 'yyyy')>"
      assert inspect(F.array_contains("a", "x")) == "#SparkEx.Column<array_contains(a, 'x')>"
      assert inspect(F.element_at("a", "k")) == "#SparkEx.Column<element_at(a, 'k')>"
      assert inspect(F.try_element_at("a", "k")) == "#SparkEx.Column<try_element_at(a, k)>"
    end

    test "of trim are swapped" do
      assert inspect(F.trim("a", "b")) == "#SparkEx.Column<trim(b, a)>"
      assert inspect(F.btrim("a", "b")) == "#SparkEx.Column<btrim(a, b)>"
    end

    test "may omit a list of one" do
      assert F.coalesce("a") == F.coalesce(["a"])
      assert F.array() == F.array([])
    end

    test "may name the fields of a struct" do
      assert inspect(F.struct(["a", b: "c"])) == "#SparkEx.Column<struct(a, c AS b)>"
    end

    test "raise an error that names the function and the parameter" do
      assert_raise Error.Argument, ~r/^SparkEx.Functions.sha2: expected num_bits to be/, fn ->
        F.sha2("a", "b")
      end

      assert_raise Error.Argument,
                   ~r/^SparkEx.Functions.upper: expected col to be a.*lit\/1/,
                   fn ->
                     F.upper(1)
                   end

      assert_raise Error.Argument, ~r/field to be a column.*lit\/1/, fn ->
        F.extract("year", "at")
      end

      assert_raise Error.Argument, ~r/at least 2 cols/, fn -> F.greatest(["a"]) end
      assert_raise Error.Argument, ~r/a keyword list or a map/, fn -> F.to_json("a", [1]) end
      assert_raise Error.Argument, ~r/valid UTF-8/, fn -> F.date_format("a", <<255>>) end
      assert_raise Error.Argument, ~r/valid UTF-8/, fn -> F.upper(<<255>>) end
      assert_raise Error.Argument, ~r/expected SQL as a string/, fn -> apply(F, :expr, [1]) end
      assert_raise Error.Argument, ~r/when_\/2: expected a condition/, fn -> F.when_(true, 1) end
    end

    test "raise an error that suggests lit/1 for values" do
      for call <- [
            fn -> F.make_ym_interval(years: 1) end,
            fn -> F.coalesce(["a", 1]) end,
            fn -> F.add_months("a", 1.5) end
          ],
          do: assert_raise(Error.Argument, ~r/use SparkEx.Functions.lit\/1/, call)

      assert_raise Error.Argument, ~r/write {:struct, \[a: 1\]} for a struct/, fn ->
        F.lit(%{a: 1})
      end

      for set <- [MapSet.new([1]), 1..2],
          call <- [&F.lit/1, &F.coalesce/1, &F.array_contains("xs", &1), &Column.isin("a", [&1])],
          do: assert_raise(Error.Argument, ~r/use Enum.to_list\/1/, fn -> call.(set) end)
    end

    test "given by name are validated" do
      assert_raise Error.Argument, ~r/unknown argument :day; did you mean :days/, fn ->
        F.make_interval(day: "d")
      end

      assert_raise Error.Argument, ~r/time to be a column/, fn -> F.make_timestamp(date: "d") end
      assert_raise Error.Argument, ~r/expected a keyword list/, fn -> F.make_timestamp("d") end
    end

    test "send options as strings, sorted for a map" do
      assert inspect(F.from_json("a", "b INT", multi_line: true, ratio: 0.5, mode: nil)) =~
               "map('multiLine', 'true', 'ratio', '0.5')"

      assert inspect(F.to_json("a", %{"b" => 1, a: 2})) =~ "map('a', '2', 'b', '1')"
    end

    test "send options under Spark's names in every function" do
      for {column, name} <- [
            {F.from_csv("a", "b DATE", date_format: "x"), "dateFormat"},
            {F.to_csv("a", timestamp_ntz_format: "x"), "timestampNTZFormat"},
            {F.schema_of_csv("a", line_sep: "x"), "lineSep"},
            {F.from_json("a", "b DATE", date_format: "x"), "dateFormat"},
            {F.to_json("a", ignore_null_fields: "x"), "ignoreNullFields"},
            {F.schema_of_json("a", primitives_as_string: "x"), "primitivesAsString"},
            {F.from_xml("a", "b INT", row_validation_xsd_path: "x"), "rowValidationXSDPath"},
            {F.to_xml("a", row_tag: "x"), "rowTag"},
            {F.schema_of_xml("a", attribute_prefix: "x"), "attributePrefix"},
            {F.from_avro("a", "{}", recursive_field_max_depth: "x"), "recursiveFieldMaxDepth"},
            {F.from_protobuf("a", "M", options: [emit_default_values: "x"]),
             "emit.default.values"},
            {F.to_protobuf("a", "M", options: %{enums_as_ints: "x"}), "enums.as.ints"},
            {Q.column(from_json(a, "b DATE", date_format: "x")), "dateFormat"},
            {Q.column(to_csv(a, null_value: "x")), "nullValue"}
          ],
          do: assert(inspect(column) =~ "map('#{name}', 'x')")
    end

    test "raise an error for misspelled options" do
      for {call, suggestion} <- [
            {fn -> F.to_csv("a", date_formt: "x") end, ":date_format"},
            {fn -> F.to_json("a", %{"ignore_null_fields" => "x"}) end, ~s("ignoreNullFields")},
            {fn -> F.from_json("a", "b INT", mod: "FAILFAST") end, ":mode"},
            {fn -> F.from_protobuf("a", "M", options: [mdoe: "x"]) end, ":mode"},
            {fn -> Q.column(to_xml(a, row_tg: "x")) end, ":row_tag"}
          ] do
        error = assert_raise Error.Argument, call
        assert error.message =~ "did you mean #{suggestion}?"
      end
    end

    test "accept a type as a schema" do
      assert F.from_json("a", {:array, :long}) ==
               F.from_json("a", ~s({"containsNull":true,"elementType":"long","type":"array"}))

      assert F.from_csv("a", id: :long) == F.from_csv("a", "id BIGINT")
    end
  end

  describe "lambdas" do
    test "nest with distinct variables" do
      column = F.transform("m", fn row -> F.transform(row, &Column.plus(&1, row)) end)
      %{unresolved_function: %{arguments: [_, %{lambda_function: outer}]}} = column.expr
      %{unresolved_function: %{arguments: [_, %{lambda_function: inner}]}} = outer.function
      assert outer.arguments != inner.arguments

      assert [%{unresolved_named_lambda_variable: inner_variable}, outer_variable] =
               inner.function.unresolved_function.arguments

      assert [inner_variable] == inner.arguments
      assert [outer_variable.unresolved_named_lambda_variable] == outer.arguments
    end

    test "must have the expected arity and return a column" do
      assert_raise Error.Argument, ~r/f to be a function of one or two arguments/, fn ->
        F.filter("a", fn _a, _b, _c -> F.lit(true) end)
      end

      assert_raise Error.Argument, ~r/to return a column, got: true.*SparkEx.Query/s, fn ->
        F.exists("a", fn _x -> true end)
      end
    end
  end

  describe "seeds" do
    test "are drawn once for each column" do
      assert %{literal: %{long: seed}} = hd(F.rand().expr.unresolved_function.arguments)
      assert seed in 1..9_223_372_036_854_775_807
      assert F.rand() != F.rand()
    end
  end

  describe "protobuf functions" do
    test "read the descriptor set in the client" do
      path = Path.join(System.tmp_dir!(), "descriptor-#{System.unique_integer([:positive])}")
      File.write!(path, <<1, 2, 255>>)
      on_exit(fn -> File.rm!(path) end)

      column = F.from_protobuf("a", "Message", descriptor_file: path)

      assert [_, _, %{literal: %{binary: <<1, 2, 255>>}}] =
               column.expr.unresolved_function.arguments

      assert column == F.from_protobuf("a", "Message", descriptor_set: <<1, 2, 255>>)

      assert_raise Error.Argument, ~r/cannot read .*no such file/, fn ->
        F.to_protobuf("a", "Message", descriptor_file: path <> "-none")
      end

      assert_raise Error.Argument, ~r/unknown option :descriptor/, fn ->
        F.to_protobuf("a", "Message", descriptor: path)
      end
    end
  end

  defp plans(name), do: Map.get(@plans, name)

  defp assert_sends(name, arguments, expression) do
    column = apply(F, String.to_existing_atom(name), arguments)

    assert normal(column.expr) == expression,
           "#{name}(#{inspect(arguments)}) sends #{inspect(column)}"
  end

  # Matches the fixture: string keys, small variable numbers and "seed" for a random seed.
  defp normal(expression) do
    {normal, _names} = normal(expression, %{})
    normal
  end

  defp normal(%{name_parts: [name]}, names) do
    number = map_size(names)
    names = Map.put_new_lazy(names, name, fn -> Regex.replace(~r/_\d+$/, name, "_#{number}") end)
    {%{"name_parts" => [names[name]]}, names}
  end

  defp normal(%{long: seed}, names) when seed > 0x200000000, do: {%{"long" => "seed"}, names}
  defp normal(%{arguments: []} = map, names), do: map |> Map.delete(:arguments) |> normal(names)

  # The fixture numbers the variables in the order of PySpark's fields.
  defp normal(%{} = map, names) do
    {pairs, names} =
      map
      |> Enum.sort_by(fn {key, _value} -> if key == :function, do: 0, else: 1 end)
      |> Enum.map_reduce(names, fn {key, value}, names ->
        {value, names} = normal(value, names)
        {{Atom.to_string(key), value}, names}
      end)

    {Map.new(pairs), names}
  end

  defp normal(list, names) when is_list(list), do: Enum.map_reduce(list, names, &normal/2)
  defp normal(enum, names) when is_atom(enum) and not is_boolean(enum), do: {"#{enum}", names}
  defp normal(value, names), do: {value, names}

  defp argument(%{"col" => name}), do: F.col(name)
  defp argument(%{"fn" => 1}), do: fn x -> x end
  defp argument(%{"fn" => 2}), do: fn x, _y -> x end
  defp argument(%{"fn" => 3}), do: fn x, _y, _z -> x end
  defp argument(%{"options" => options}), do: keyword(options)
  defp argument(%{"keywords" => keywords}), do: keyword(keywords)
  defp argument(list) when is_list(list), do: Enum.map(list, &argument/1)
  defp argument(value), do: value

  defp keyword(map) do
    for {key, value} <- map do
      {String.to_atom(key), if(is_map(value), do: keyword(value), else: value)}
    end
  end
end
