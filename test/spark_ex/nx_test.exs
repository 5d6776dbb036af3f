if Code.ensure_loaded?(Nx) do
  defmodule SparkEx.NxTest do
    use SparkEx.SparkCase

    alias SparkEx.Batch
    alias SparkEx.ML.Vector

    @moduletag :nx

    defmodule Definitions do
      import Nx.Defn

      defn(total(columns), do: Nx.sum(columns["id"]) + Nx.sum(columns["pair"]))
    end

    @types %{
      "BOOLEAN" => {:u, 8},
      "TINYINT" => {:s, 8},
      "SMALLINT" => {:s, 16},
      "INT" => {:s, 32},
      "BIGINT" => {:s, 64},
      "FLOAT" => {:f, 32},
      "DOUBLE" => {:f, 64}
    }

    test "each type of numbers has its tensor, and other columns are left out",
         %{session: session} do
      columns = for {type, _tensor} <- @types, do: "CAST(id AS #{type}) AS `#{type}`"
      columns = Enum.join(columns ++ ["string(id) AS s", "DATE'2020-01-01' AS d"], ", ")
      tensors = session |> SparkEx.sql("SELECT #{columns} FROM range(2)") |> DataFrame.to_nx!()
      assert Map.new(tensors, fn {name, tensor} -> {name, Nx.type(tensor)} end) == @types
      for {_name, tensor} <- tensors, do: assert(Nx.to_flat_list(tensor) == [0, 1])
    end

    test "arrays and vectors are matrices, whatever batches they come in", %{session: session} do
      arrays = SparkEx.range(session, 0, 20_000, 1, num_partitions: 3)
      arrays = DataFrame.select(arrays, ["id", pair: F.expr("array(id, id + 1)")])
      %{"id" => id, "pair" => pair} = DataFrame.to_nx!(arrays, max_rows: :infinity)
      assert Nx.shape(pair) == {20_000, 2}

      assert Nx.to_number(
               Nx.all(Nx.equal(Nx.sum(pair, axes: [1]), Nx.add(Nx.multiply(id, 2), 1)))
             ) == 1

      vectors = [Vector.dense([1.0, 2.0, 3.0]), Vector.sparse(3, [1], [5.0]), nil]
      points = SparkEx.create_dataframe!(session, x: vectors)

      assert %{"x" => x} = DataFrame.to_nx!(points, nulls: -1)
      assert Nx.to_list(x) == [[1.0, 2.0, 3.0], [0.0, 5.0, 0.0], [-1.0, -1.0, -1.0]]
      assert Nx.type(x) == {:f, 64}
    end

    test "nulls are refused, or have a number", %{session: session} do
      frame = SparkEx.create_dataframe!(session, a: [1, nil, 3], b: [0.5, nil, 2.5])

      assert {:error, %Error.Decode{text: text}} = DataFrame.to_nx(frame)
      assert text =~ ~s(the column "a" is null in row 1, and tensors have no nulls)
      assert {:error, %Error.Decode{text: text}} = DataFrame.to_nx(frame, nulls: 0.5)
      assert text =~ ~s(its type does not have the number of the option :nulls)
      assert %{"a" => a, "b" => b} = DataFrame.to_nx!(frame, nulls: 7)
      assert {Nx.to_list(a), Nx.to_list(b)} == {[1, 7, 3], [0.5, 7.0, 2.5]}
      assert %{"b" => b} = DataFrame.to_nx!(frame, columns: [:b], nulls: :nan)
      assert Nx.to_list(b) == [0.5, :nan, 2.5]
    end

    test "what is not a tensor is an error that names the column", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT id, string(id) AS s, CASE WHEN id = 0 THEN array(1) ELSE array(1, 2) END AS ragged
        FROM range(0, 2, 1, 1)
        """)

      for {options, message} <- [
            {[columns: [:s]], ~s(the column "s" has no numbers)},
            {[columns: ["ID"]], ~s(the data has no column "ID")},
            {[columns: [:ragged]], ~s(the column "ragged" has 2 numbers in row 1 and 1 in those)}
          ] do
        assert {:error, %Error.Decode{text: text}} = DataFrame.to_nx(frame, options)
        assert text =~ message
      end

      empty = DataFrame.limit(frame, 0)
      assert {:error, %Error.Decode{text: text}} = DataFrame.to_nx(empty, columns: [:id])
      assert text =~ "no rows"
      assert empty |> DataFrame.stream_tensors(columns: [:id]) |> Enum.to_list() == []

      assert {:error, %Error.Argument{message: message}} = DataFrame.to_nx(frame, nulls: "0")
      assert message =~ "option :nulls of to_nx/2 must be"
    end

    test "a stream has tensors of one size, across batches", %{session: session} do
      frame = SparkEx.range(session, 0, 1_000, 1, num_partitions: 7)
      tensors = frame |> DataFrame.stream_tensors(batch_size: 64) |> Enum.to_list()
      sizes = for %{"id" => id} <- tensors, do: Nx.size(id)
      assert sizes == List.duplicate(64, 15) ++ [40]
      assert Enum.flat_map(tensors, &Nx.to_flat_list(&1["id"])) == Enum.to_list(0..999)

      dropped = DataFrame.stream_tensors(frame, batch_size: 64, remainder: :drop)
      assert Enum.count(dropped) == 15
    end

    test "a batch is an argument of a numerical definition", %{session: session} do
      frame = session |> SparkEx.range(3) |> DataFrame.with_column("pair", F.expr("array(id, 1)"))
      batch = frame |> DataFrame.to_arrow!() |> Batch.from_ipc!()
      assert batch |> Definitions.total() |> Nx.to_number() == 9
      assert %{"id" => id} = Batch.to_nx!(batch, columns: [:id])
      assert Nx.to_list(id) == [0, 1, 2]
    end
  end
end
