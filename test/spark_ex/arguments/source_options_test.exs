defmodule SparkEx.Arguments.SourceOptionsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Arguments.SourceOptions
  alias SparkEx.Error

  doctest SparkEx.Arguments.SourceOptions

  test "recognizes both spellings of the options of each Spark source" do
    for {source, atom, string} <- [
          {"avro", :avro_schema, "avroSchema"},
          {"binaryFile", :path_glob_filter, "pathGlobFilter"},
          {"csv", :unescaped_quote_handling, "unescapedQuoteHandling"},
          {"jdbc", :push_down_predicate, "pushDownPredicate"},
          {"json", :drop_field_if_all_null, "dropFieldIfAllNull"},
          {"kafka", :starting_offsets, "startingOffsets"},
          {"orc", :merge_schema, "mergeSchema"},
          {"parquet", :int96_rebase_mode, "int96RebaseMode"},
          {"protobuf", :recursive_fields_max_depth, "recursive.fields.max.depth"},
          {"text", :line_sep, "lineSep"},
          {"xml", :row_validation_xsd_path, "rowValidationXSDPath"}
        ] do
      assert SourceOptions.check!([atom, string], source, []) == :ok
      assert SourceOptions.merge(%{}, [{atom, 1}], source, "f/1") == %{string => "1"}
    end
  end

  test "suggests no Spark option for the options of vendors and drivers" do
    for {source, names} <- [
          {"csv", ~w(badRecordsPath rescuedDataColumn skipRows)},
          {"json", ~w(badRecordsPath readerCaseSensitive schemaEvolutionMode)},
          {"parquet", ~w(parquet.encryption.footer.key parquet.bloom.filter.enabled#a)},
          {"orc", ~w(orc.bloom.filter.columns orc.dictionary.key.threshold)},
          {"jdbc", ~w(sslmode loginTimeout socketTimeout currentSchema useSSL encrypt)},
          {"kafka", ~w(kafka.sasl.jaas.config kafka.group.id)}
        ],
        do: assert(SourceOptions.check!(names, source, [:schema]) == :ok)
  end

  test "rejects other terms without showing their value" do
    for options <- [MapSet.new([1]), 1..2, ~D[2024-01-01], "a", [1], [{1, 2}]] do
      assert_raise Error.Argument, fn ->
        {_own, others} = SourceOptions.split(options, [:a], "f/1")
        SourceOptions.merge(%{}, others, nil, "f/1")
      end
    end

    for value <- [[1], %{}, {1, 2}, MapSet.new(), ~D[2024-01-01], <<255>>] do
      assert_raise Error.Argument, ~r/^f\/1: the option :a must be a string/, fn ->
        SourceOptions.merge(%{}, [a: value], nil, "f/1")
      end
    end
  end
end
