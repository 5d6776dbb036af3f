if Code.ensure_loaded?(Table.Reader) do
  # A batch is bounded and here already. A frame is neither, so it is not a table: Livebook's
  # chart and transform cells read all tables among the variables of a notebook whenever a cell
  # has run, and each reading would be a query.
  defimpl Table.Reader, for: SparkEx.Batch do
    alias SparkEx.Batch
    alias SparkEx.Connect.{Errors, ResultDecoder}

    def init(batch) do
      names = Batch.names(batch)
      # Readers make rows of it that are keyed by name.
      names |> ResultDecoder.check_names(:maps) |> Errors.unwrap!()
      values = for {_name, values} <- Batch.rows!(batch, as: :columns), do: values
      {:columns, %{columns: names, count: batch.num_rows}, values}
    end
  end
end
