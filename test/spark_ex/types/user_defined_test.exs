defmodule SparkEx.Types.UserDefinedTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Types}

  doctest SparkEx.Types.UserDefined

  test "a type that PySpark knows is complete, whoever names it" do
    sent = %{udt: %{type: "udt", python_class: "pyspark.ml.linalg.MatrixUDT"}}
    type = Types.from_proto(sent)
    assert type == Types.normalize!({:udt, %{python_class: "pyspark.ml.linalg.MatrixUDT"}})
    assert Types.simple_string({:array, type}) == "array<matrix>"
    assert Types.to_ddl(type) =~ "STRUCT<type: TINYINT NOT NULL, numRows: INT NOT NULL"
    assert type |> Types.to_json() |> Types.from_json!() == type
  end

  test "another keeps what is said of it" do
    type = {:udt, %{type: "udt", jvm_class: "org.C"}}
    assert Types.normalize!(type) == type
    assert Types.simple_string(type) == "udt"

    assert_raise Error.Argument, ~r/the user-defined type org.C has no DDL, as it does not/, fn ->
      Types.to_ddl(a: type)
    end
  end
end
