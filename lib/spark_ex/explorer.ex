defmodule SparkEx.Explorer do
  @moduledoc """
  Results of Spark as frames of [Explorer](https://github.com/elixir-explorer/explorer): the
  types, and the way.

  `SparkEx.DataFrame.to_explorer/2` gives out a whole result as one `Explorer.DataFrame`,
  `SparkEx.Batch.to_explorer/2` a single batch of a stream. What Spark's types become:

  | Spark                                       | Explorer                                                |
  |---------------------------------------------|---------------------------------------------------------|
  | `BOOLEAN`                                   | `:boolean`                                              |
  | `TINYINT`, `SMALLINT`, `INT`, `BIGINT`      | `{:s, 8}`, `{:s, 16}`, `{:s, 32}`, `{:s, 64}`           |
  | `FLOAT`, `DOUBLE`                           | `{:f, 32}`, `{:f, 64}`                                  |
  | `DECIMAL(p, s)`                             | `{:decimal, p, s}`, all digits                          |
  | `STRING`, `CHAR`, `VARCHAR`                 | `:string`                                               |
  | `BINARY`                                    | `:binary`                                               |
  | `DATE`                                      | `:date`                                                 |
  | `TIME`                                      | `:time`                                                 |
  | `TIMESTAMP`                                 | `{:datetime, :microsecond, "Etc/UTC"}`, the same moment |
  | `TIMESTAMP_NTZ`                             | `{:naive_datetime, :microsecond}`                       |
  | `INTERVAL DAY TO SECOND` and parts          | `{:duration, :microsecond}`                             |
  | `INTERVAL YEAR TO MONTH` and parts          | `:string`, ISO 8601 such as `P1Y2M`                     |
  | `INTERVAL` (calendar)                       | `:string`, ISO 8601 such as `P1M2DT3H`                  |
  | `VOID`                                      | `:null`                                                 |
  | `ARRAY`                                     | `{:list, type}`                                         |
  | `STRUCT`                                    | `{:struct, types}`                                      |
  | `GEOMETRY`, `GEOGRAPHY`                     | a struct of `"srid"` and `"wkb"` (well-known binary)    |
  | `MAP`, `VARIANT`                            | `:string`, JSON                                         |
  | a `STRUCT` without fields, or with equal names | `:string`, JSON                                      |

  The elements of lists and the fields of structs follow the same table. With `nested: :json`
  lists and structs become JSON, too. Spark's dates and timestamps reach beyond the years -262,143
  to 262,142, which are all that Explorer can read: a column with such a value is
  `SparkEx.Error.Decode` that names it; cast it to strings on Spark.

  ## JSON

  Such texts are JSON documents that lose nothing. `SparkEx.DataFrame.collect/2` with
  `nested: :json` gives the same, and the tables of `SparkEx.Livebook` show them. Integers and
  decimals are numbers with all their digits; floats are the shortest numbers that are that float,
  and `"NaN"`, `"Infinity"` and `"-Infinity"`; binaries are Base64; dates, times, timestamps and
  intervals are in ISO 8601, those in a zone in UTC with a `Z`. Structs and maps are objects in
  their own order: field names that are equal repeat, as in Spark's `to_json`, and map keys other
  than strings are the JSON text of the key.

  ## The way

  Batches are converted natively while later ones arrive, and loaded all at once. Where the
  installed Explorer takes a pointer to an
  [Arrow C stream](https://arrow.apache.org/docs/format/CStreamInterface.html), as its
  `from_query/3` takes from ADBC, the columns are handed over without being copied again; else as
  one Arrow IPC stream. The option `:via` decides otherwise.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{Batch, DataFrame, Error, Native}
  alias SparkEx.Connect.{Errors, LimitedResult}
  alias SparkEx.Explorer.Loader

  @frame [
    nested: [
      type: {:in, [:native, :json]},
      default: :native,
      doc: "Whether lists and structs are Explorer's, or strings of JSON."
    ],
    invalid_utf8: [
      type: {:in, [:error, :replace]},
      default: :error,
      doc: """
      What becomes of strings that are not valid UTF-8: `:error` returns `SparkEx.Error.Decode` with
      the column and the row, `:replace` puts U+FFFD in the place of invalid bytes. To keep the
      bytes, cast the column to BINARY on Spark.
      """
    ],
    via: [
      type: {:in, [:auto, :c_stream, :ipc, :file]},
      default: :auto,
      doc: """
      How Explorer is given the columns: `:c_stream` by pointer, `:ipc` as Arrow IPC bytes; `:auto` takes
      the former where it can be had. `:file`, for debugging, goes through a temporary file.
      """
    ]
  ]

  @options @frame ++ LimitedResult.options()

  @doc false
  @spec options() :: Options.schema()
  def options, do: @options

  @doc false
  @spec batch_options() :: Options.schema()
  def batch_options, do: @frame

  @doc false
  @spec to_explorer(DataFrame.t(), keyword) :: {:ok, struct} | {:error, Exception.t()}
  def to_explorer(frame, options) do
    with {:ok, options} <- Options.validate(options, @options, "to_explorer/2"),
         :ok <- check_installed(),
         %{session: session, plan: plan} = DataFrame.frame!(frame),
         native = Native.frame_new(options[:nested], options[:invalid_utf8]),
         {:ok, native, _rows} <-
           LimitedResult.reduce(session, plan, options, native, &take/2),
         do: Loader.load(native, options[:via])
  end

  @doc false
  @spec batch(Batch.t(), keyword) :: {:ok, struct} | {:error, Exception.t()}
  def batch(batch, options) do
    with {:ok, options} <- Options.validate(options, @frame, "Batch.to_explorer/2"),
         :ok <- check_installed(),
         native = Native.frame_new(options[:nested], options[:invalid_utf8]),
         :ok <- push(native, batch),
         do: Loader.load(native, options[:via])
  end

  # Nobody else has seen the batch.
  defp take(batch, native) do
    with :ok <- push(native, batch),
         :ok <- Batch.release(batch) do
      {:cont, native}
    else
      {:error, exception} -> {:error, exception}
    end
  end

  defp push(native, batch) do
    with :ok <- check_names(Batch.names(batch)),
         {:error, error} <- Native.frame_push(native, batch.native),
         do: {:error, Errors.from_native(error)}
  end

  defp check_names(names) do
    case Enum.uniq(names -- Enum.uniq(names)) do
      [] -> :ok
      repeated -> {:error, %Error.Decode{text: repeated_names(repeated)}}
    end
  end

  defp repeated_names(names) do
    "several columns are named #{Enum.map_join(names, ", ", &inspect/1)}, and a frame of Explorer " <>
      "has one of each name: rename them (select/2, to_df/2, alias_/2)"
  end

  defp check_installed do
    if Code.ensure_loaded?(Loader) do
      :ok
    else
      text =
        "to_explorer/2 needs the library explorer, which was not there when SparkEx was " <>
          "compiled: add {:explorer, \"~> 0.11\"} to the dependencies"

      {:error, %Error.Argument{message: text}}
    end
  end
end
