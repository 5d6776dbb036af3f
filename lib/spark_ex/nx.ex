defmodule SparkEx.Nx do
  @moduledoc """
  Results of Spark as [Nx](https://github.com/elixir-nx/nx) tensors.

  `SparkEx.DataFrame.to_nx/2` returns a whole result as tensors.
  `SparkEx.DataFrame.stream_tensors/2` returns batches of a fixed size for a training loop, and
  `SparkEx.Batch.to_nx/2` converts a single batch. Tensors are in a map with the names of the
  columns as keys:

  | Spark                                           | tensor                             |
  |-------------------------------------------------|------------------------------------|
  | `BOOLEAN`                                       | `{:u, 8}`, 0 or 1                  |
  | `TINYINT`, `SMALLINT`, `INT`, `BIGINT`          | `{:s, 8}` to `{:s, 64}`            |
  | `FLOAT`, `DOUBLE`                               | `{:f, 32}`, `{:f, 64}`             |
  | `ARRAY` of these, all of the same length        | a matrix with one array in a row   |
  | vectors of `SparkEx.ML`, all of the same length | a matrix of `{:f, 64}`             |

  Columns of other types are omitted, and are an error if `:columns` names them. Cast them to
  numbers on Spark. A null is an error that names its column and row, unless the option `:nulls`
  replaces it with a number. `Nx` has no empty tensors, so an empty result is also an error.

  Tensors are made from Arrow data without converting values to terms. Stack columns into a matrix
  with `Nx.stack/2`:

      tensors = DataFrame.to_nx!(flights, columns: ["dep_delay", "distance"], nulls: 0)
      Nx.stack([tensors["dep_delay"], tensors["distance"]], axis: 1)

  `SparkEx.Batch` implements `Nx.LazyContainer`, so numerical definitions accept a batch directly.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{Batch, DataFrame, Error, Native}
  alias SparkEx.Connect.{Errors, LimitedResult, ResultDecoder}
  alias SparkEx.DataFrame.Names

  @tensors [
    columns: [
      type: {:list, {:or, [:string, :atom]}},
      default: nil,
      doc: "The names of the columns. By default, all columns of numbers."
    ],
    nulls: [
      type: {:or, [:number, {:in, [:error, :nan, :infinity, :neg_infinity]}]},
      default: :error,
      doc: "The number that replaces nulls. With `:error`, nulls are an error."
    ]
  ]

  @stream [
    batch_size: [
      type: :pos_integer,
      default: 1024,
      doc: "The number of rows of each map of tensors."
    ],
    remainder: [
      type: {:in, [:keep, :drop]},
      default: :keep,
      doc: "Whether the last tensors may have fewer rows, or are omitted."
    ]
  ]

  @int64 -0x8000_0000_0000_0000..0x7FFF_FFFF_FFFF_FFFF

  @typedoc "A column: its elements in bytes, and the length of the rows of a matrix."
  @type column :: {name :: String.t(), type :: {:s | :u | :f, pos_integer}, width :: term, binary}

  @typedoc "Tensors by the names of their columns."
  @type tensors :: %{String.t() => struct}

  @doc false
  @spec options() :: Options.schema()
  def options, do: @tensors ++ LimitedResult.options()

  @doc false
  @spec batch_options() :: Options.schema()
  def batch_options, do: @tensors

  @doc false
  @spec stream_options() :: Options.schema()
  def stream_options, do: @stream ++ @tensors ++ ResultDecoder.stream_batches_options()

  @doc false
  @spec batch(Batch.t(), keyword) :: {:ok, tensors} | {:error, Exception.t()}
  def batch(batch, options) do
    with {:ok, options} <- Options.validate(options, @tensors, "Batch.to_nx/2"),
         :ok <- check_installed(),
         {:ok, columns} <- columns(batch, options),
         do: tensors(columns)
  end

  @doc false
  @spec to_nx(DataFrame.t(), keyword) :: {:ok, tensors} | {:error, Exception.t()}
  def to_nx(frame, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)

    with {:ok, options} <- Options.validate(options, options(), "to_nx/2"),
         :ok <- check_installed(),
         {:ok, chunks, _rows} <-
           LimitedResult.reduce(session, plan, options, [], &take(&1, &2, options)),
         {:ok, columns} <- chunks |> Enum.reverse() |> concat(),
         do: tensors(columns)
  end

  # Nobody else has seen the batch.
  defp take(batch, chunks, options) do
    with {:ok, columns} <- columns(batch, options) do
      Batch.release(batch)
      {:cont, if(batch.num_rows == 0, do: chunks, else: [columns | chunks])}
    end
  end

  @doc false
  @spec stream(DataFrame.t(), keyword) :: Enumerable.t()
  def stream(frame, options) do
    frame = DataFrame.frame!(frame)
    options = Options.validate!(options, stream_options(), "stream_tensors/2")
    check_installed() |> Errors.unwrap!()
    batch_options = Keyword.take(options, Keyword.keys(ResultDecoder.stream_batches_options()))

    frame
    |> DataFrame.stream_batches(batch_options)
    |> Stream.reject(&(&1.num_rows == 0))
    |> Stream.map(&(&1 |> columns(options) |> Errors.unwrap!()))
    |> Stream.transform(
      fn -> [] end,
      &slices(&1, &2, options[:batch_size]),
      &rest(&1, options[:remainder]),
      fn _rest -> :ok end
    )
    |> Stream.map(&(&1 |> tensors() |> Errors.unwrap!()))
  end

  # All whole slices, and the columns of the remaining rows.
  defp slices(columns, rest, size) do
    columns = if rest == [], do: columns, else: [rest, columns] |> concat() |> Errors.unwrap!()
    split(columns, size, [])
  end

  defp split([], _size, slices), do: {Enum.reverse(slices), []}

  defp split([column | _columns] = columns, size, slices) do
    case num_rows(column) do
      rows when rows < size ->
        {Enum.reverse(slices), columns}

      rows ->
        slice = for column <- columns, do: slice(column, 0, size)
        rest = for column <- columns, rows > size, do: slice(column, size, rows - size)
        split(rest, size, [slice | slices])
    end
  end

  defp rest([], _remainder), do: {[], []}
  defp rest(columns, :keep), do: {[columns], []}
  defp rest(_columns, :drop), do: {[], []}

  defp slice({name, type, width, bytes}, first, rows) do
    size = row_bytes(type, width)
    {name, type, width, binary_part(bytes, first * size, rows * size)}
  end

  defp num_rows({_name, type, width, bytes}), do: div(byte_size(bytes), row_bytes(type, width))

  defp row_bytes({_kind, bits}, width), do: div(bits, 8) * (width || 1)

  ## Columns of batches

  @doc false
  @spec columns(Batch.t(), keyword) :: {:ok, [column]} | {:error, Exception.t()}
  def columns(batch, options) do
    names = Batch.names(batch)

    with {:ok, fill} <- fill(options[:nulls]),
         {:ok, indices} <- indices(batch, names, options[:columns]),
         :ok <- check_names(for(index <- indices, do: Enum.at(names, index)), names),
         do: collect(for(index <- indices, do: column(batch, index, Enum.at(names, index), fill)))
  end

  defp fill(:error), do: {:ok, nil}

  defp fill(integer) when is_integer(integer) and integer not in @int64 do
    text = "option :nulls is a float or an integer of 64 bits, got: #{integer}"
    {:error, %Error.Argument{message: text}}
  end

  defp fill(number), do: {:ok, number}

  # A map has one value for a name.
  defp check_names(chosen, names) do
    case Enum.find(chosen, fn name -> Enum.count(names, &(&1 == name)) > 1 end) do
      nil -> :ok
      name -> error("the result has several columns #{inspect(name)}: rename them on Spark")
    end
  end

  defp indices(batch, names, nil) do
    with {:ok, indices} <- native(Native.batch_numeric_columns(batch.native)) do
      if indices == [],
        do: error("none of the columns #{Enum.join(names, ", ")} holds numbers"),
        else: {:ok, indices}
    end
  end

  defp indices(_batch, names, given) do
    given = Names.names!(given, "the option :columns")

    case Enum.find(given, &(&1 not in names)) do
      nil ->
        {:ok, for(name <- given, do: Enum.find_index(names, &(&1 == name)))}

      name ->
        error("the data has no column #{inspect(name)}#{Options.did_you_mean(name, names)}")
    end
  end

  defp column(batch, index, name, fill) do
    with {:ok, {kind, bits, width, bytes}} <-
           native(Native.batch_tensor(batch.native, index, fill)) do
      if width == 0,
        do: error("the column #{inspect(name)} has empty arrays, and Nx has no empty tensors"),
        else: {:ok, {name, {kind, bits}, width, bytes}}
    end
  end

  defp collect(results) do
    case Enum.find(results, &match?({:error, _exception}, &1)) do
      nil -> {:ok, for({:ok, column} <- results, do: column)}
      error -> error
    end
  end

  defp concat([]), do: error("the result has no rows, and Nx has no empty tensors")

  defp concat(chunks) do
    collect(
      Enum.zip_with(chunks, fn [{name, type, width, _bytes} | _columns] = columns ->
        case Enum.find(columns, &(elem(&1, 2) != width)) do
          nil ->
            {:ok, {name, type, width, IO.iodata_to_binary(for(c <- columns, do: elem(c, 3)))}}

          {_name, _type, other, _bytes} ->
            error(
              "the arrays of the column #{inspect(name)} have #{width} numbers in some rows and " <>
                "#{other} in others: the rows of a matrix are all of the same length"
            )
        end
      end)
    )
  end

  ## Tensors

  defp tensors(columns) do
    if Enum.any?(columns, fn {_name, _type, _width, bytes} -> bytes == "" end),
      do: error("the result has no rows, and Nx has no empty tensors"),
      else: {:ok, Map.new(columns, &{elem(&1, 0), tensor(&1)})}
  end

  @doc false
  @spec tensor(column) :: struct
  def tensor({_name, type, nil, bytes}), do: Nx.from_binary(bytes, type)

  def tensor({_name, type, width, bytes} = column),
    do: bytes |> Nx.from_binary(type) |> Nx.reshape({num_rows(column), width})

  @doc false
  @spec template(column) :: struct
  def template({_name, type, nil, _bytes} = column), do: Nx.template({num_rows(column)}, type)

  def template({_name, type, width, _bytes} = column),
    do: Nx.template({num_rows(column), width}, type)

  defp native({:error, native}), do: {:error, Errors.from_native(native)}
  defp native(ok), do: ok

  defp check_installed do
    if Code.ensure_loaded?(Nx) do
      :ok
    else
      text = "tensors need the library nx: add {:nx, \"~> 0.7\"} to the dependencies"
      {:error, %Error.Argument{message: text}}
    end
  end

  defp error(text), do: {:error, %Error.Decode{text: text}}
end

if Code.ensure_loaded?(Nx.LazyContainer) do
  defimpl Nx.LazyContainer, for: SparkEx.Batch do
    alias SparkEx.Connect.Errors

    # A map of the columns that hold numbers.
    def traverse(batch, acc, fun) do
      columns = batch |> SparkEx.Nx.columns(columns: nil, nulls: :error) |> Errors.unwrap!()

      {tensors, acc} =
        Enum.map_reduce(columns, acc, fn column, acc ->
          {tensor, acc} =
            fun.(SparkEx.Nx.template(column), fn -> SparkEx.Nx.tensor(column) end, acc)

          {{elem(column, 0), tensor}, acc}
        end)

      {Map.new(tensors), acc}
    end
  end
end
