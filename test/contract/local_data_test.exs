defmodule SparkEx.Contract.LocalDataTest do
  use SparkEx.ContractCase, golden: "local_data", async: true

  alias SparkEx.LocalData.Relation

  @flat "id BIGINT NOT NULL, name STRING"

  # The relation of `SparkEx.create_dataframe/3` for data that is part of the plan.
  defp frame(data, options \\ []) do
    {:ok, relation} = Relation.inline(data, options)
    DataFrame.new(:spark, relation)
  end

  parity "tuples", do: frame([{1, "a", 2.5, true}, {2, nil, nil, nil}])
  parity "tuples with a schema", do: frame([{1, "a"}, {2, nil}], schema: @flat)

  parity "tuples with names",
    deviates: "PySpark names the columns by a step of its own",
    sends: %{
      common: %{plan_id: 0},
      local_relation: %{
        data: [[1, "a"]],
        schema: SparkEx.Types.to_json(id: :long, name: :string)
      }
    } do
    frame([{1, "a"}], schema: ["id", "name"])
  end

  parity "lists", do: frame([[1, "a"]], schema: @flat)
  parity "maps", do: frame([%{"b" => 1, "a" => "x"}, %{"b" => nil, "a" => "y"}])
  parity "single values", do: frame([1, 2], schema: :long)
  parity "no rows", do: frame([], schema: @flat)

  parity "types" do
    frame([{1, 0.5, "1.250", ~D[1582-10-15], ~U[2024-03-31 02:30:00.000001Z], <<0xFF>>}],
      schema: "b TINYINT, f FLOAT, d DECIMAL(20,3), day DATE, moment TIMESTAMP, bytes BINARY"
    )
  end

  parity "nested" do
    fields = [
      xs: {:array, :long, false},
      m: {:map, :string, {:array, :string, true}, true},
      s: SparkEx.Types.from_ddl!(@flat)
    ]

    frame(
      [{[1, 2], %{"k" => ["v", nil]}, {1, "a"}}, {[], %{}, nil}, {nil, nil, nil}],
      schema: fields
    )
  end
end
