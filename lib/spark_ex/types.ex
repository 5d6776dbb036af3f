defmodule SparkEx.Types do
  @moduledoc """
  Spark's types as Elixir terms.

  Simple types are atoms, types with parameters are tuples:

  | Term                                          | Spark SQL                                      |
  |-----------------------------------------------|------------------------------------------------|
  | `:null`                                       | `VOID`                                         |
  | `:boolean`                                    | `BOOLEAN`                                      |
  | `:byte` `:short` `:integer` `:long`           | `TINYINT` `SMALLINT` `INT` `BIGINT`            |
  | `:float` `:double`                            | `FLOAT` `DOUBLE`                               |
  | `{:decimal, precision, scale}`                | `DECIMAL(p,s)`                                 |
  | `:string` `{:string, collation}`              | `STRING` `STRING COLLATE c`                    |
  | `{:char, length}` `{:varchar, length}`        | `CHAR(n)` `VARCHAR(n)`                         |
  | `:binary`                                     | `BINARY`                                       |
  | `:date` `:timestamp` `:timestamp_ntz`         | `DATE` `TIMESTAMP` `TIMESTAMP_NTZ`             |
  | `{:timestamp_ltz, precision}`                 | `TIMESTAMP_LTZ(p)`, with 7 to 9 digits (Spark 4.3) |
  | `{:timestamp_ntz, precision}`                 | `TIMESTAMP_NTZ(p)`, with 7 to 9 digits (Spark 4.3) |
  | `{:time, precision}`                          | `TIME(p)`                                      |
  | `{:year_month_interval, first, last}`         | `INTERVAL YEAR TO MONTH` (`:year` `:month`)    |
  | `{:day_time_interval, first, last}`           | `INTERVAL DAY TO SECOND` (`:day` … `:second`)  |
  | `:calendar_interval`                          | `INTERVAL`                                     |
  | `:variant`                                    | `VARIANT`                                      |
  | `{:geometry, srid}` `{:geography, srid}`      | `GEOMETRY(s)` `GEOGRAPHY(s)` (`:any` for mixed) |
  | `{:array, element, contains_null}`            | `ARRAY<…>`                                     |
  | `{:map, key, value, value_contains_null}`     | `MAP<…, …>`                                    |
  | `{:struct, [%SparkEx.Types.Field{}]}`         | `STRUCT<…>`, and every schema                  |
  | `{:udt, %{…}}`                                | a user-defined type, as the server describes it; the `:python_class` is enough for those of PySpark, such as `"pyspark.ml.linalg.VectorUDT"` |
  | `{:unparsed, text}`                           | a type that the server is to parse             |

  These are the forms that SparkEx gives back. What it takes may be shorter: `{:array, :long}`,
  `{:map, :string, :long}`, `[id: :long]` or `{:struct, [id: :long]}`, `:decimal` (10, 0), `:time`
  (6), `:day_time_interval`, `:year_month_interval`, SQL's own names (`:int`, `:bigint`, …), and a
  text in DDL. `normalize/1` turns each into its full form. It asks no session, so `TIMESTAMP` in
  text is `:timestamp`; functions that send a type to Spark follow `spark.sql.timestampType`, as
  Spark's parser does. `TIMESTAMP_LTZ` and `TIMESTAMP_NTZ` never depend on the session.

      iex> SparkEx.Types.normalize!({:array, :int})
      {:array, :integer, true}

      iex> SparkEx.Types.to_ddl(id: :long, tags: {:array, :string})
      "id BIGINT,tags ARRAY<STRING>"

  ## Values

  What the values of a result are in Elixir; NULL is `nil`. `SparkEx.create_dataframe/3`
  takes the same values back, except for types that Spark does not read from Arrow data: `:char`,
  `:varchar`, geometries, and intervals of other fields than `DAY TO SECOND` and `YEAR TO MONTH`.
  Send another type there, and cast on Spark.

  | Type                                  | Value                                                            |
  |---------------------------------------|------------------------------------------------------------------|
  | `:null`                               | `nil`                                                            |
  | `:boolean`                            | `true`, `false`                                                  |
  | `:byte` `:short` `:integer` `:long`   | an integer                                                       |
  | `:float` `:double`                    | a float, or `:nan`, `:infinity`, `:neg_infinity`                 |
  | decimals                              | a `Decimal` with all digits; a string without the library decimal |
  | strings, `:char`, `:varchar`          | a string; see `:invalid_utf8` of `SparkEx.DataFrame.collect/2`   |
  | `:binary`                             | a binary                                                         |
  | `:date`                               | a `Date`                                                         |
  | `:timestamp`                          | a `DateTime` in UTC, the same moment                             |
  | `:timestamp_ntz`                      | a `NaiveDateTime`                                                |
  | `:timestamp_ltz` `:timestamp_ntz` with a precision | as those two, if in whole microseconds              |
  | `:time`                               | a `Time`                                                         |
  | intervals                             | `SparkEx.Interval.YearMonth`, `.DayTime`, `.Calendar`            |
  | `:variant`                            | what it holds: a map, a list, or a value of the types above      |
  | `:geometry` `:geography`              | `%{"srid" => 4326, "wkb" => binary}`, in well-known binary (WKB) |
  | `:array`                              | a list                                                           |
  | `:map`                                | a map                                                            |
  | `:struct`                             | a map of field names to values, or a list of pairs, see below    |
  | `:udt`                                | the value of the type that stores it                             |

  A struct in which field names are equal is a list of `{name, value}` pairs in the order of the
  fields, as a map would lose values: `named_struct('a', 1, 'a', 2)` is `[{"a", 1}, {"a", 2}]`.

  A value is exact or an error. A value that Elixir cannot represent, such as a timestamp finer
  than a microsecond, is a `SparkEx.Error.Decode` that names its column and row. Cast such a
  column on Spark: to `:timestamp` or `:timestamp_ntz` for microseconds, or to `:string` for all
  digits. `SparkEx.DataFrame.to_arrow/2` also keeps all digits. Timestamps with a precision must
  be in the years 1678 to 2261 in results and in local data, since Arrow counts their nanoseconds
  in 64 bits. `SparkEx.Explorer` lists the types in data frames and the values in JSON.

  Without the library decimal, compare decimals on Spark or parse them first: Elixir orders every
  string after every number, so `row["price"] > 1` is true for every price.
  """

  alias SparkEx.Error
  alias SparkEx.Types.{DDL, Field, Formatter, JSON, Normalizer, Proto, SessionTimestamp}

  @type year_month_field :: :year | :month
  @type day_time_field :: :day | :hour | :minute | :second

  @typedoc "A type in full form."
  @type t ::
          :null
          | :boolean
          | :byte
          | :short
          | :integer
          | :long
          | :float
          | :double
          | :string
          | :binary
          | :date
          | :timestamp
          | :timestamp_ntz
          | :calendar_interval
          | :variant
          | {:decimal, precision :: 1..38, scale :: 0..38}
          | {:string, collation :: String.t()}
          | {:char, pos_integer}
          | {:varchar, pos_integer}
          | {:time, 0..9}
          | {:timestamp_ltz, 7..9}
          | {:timestamp_ntz, 7..9}
          | {:year_month_interval, year_month_field, year_month_field}
          | {:day_time_interval, day_time_field, day_time_field}
          | {:geometry, srid :: integer | :any}
          | {:geography, srid :: integer | :any}
          | {:array, t, contains_null :: boolean}
          | {:map, t, t, value_contains_null :: boolean}
          | struct_type
          | {:udt, map}
          | {:unparsed, String.t()}

  @typedoc "A struct type, and so a schema."
  @type struct_type :: {:struct, [Field.t()]}

  @typedoc "A type in any form that SparkEx takes; see the module's documentation."
  @type input :: t | atom | tuple | [Field.t() | {atom | String.t(), input} | tuple] | String.t()

  @doc """
  The full form of a type.

  Returns `{:error, SparkEx.Error.Argument}` that says what is wrong with a type that is none.

      iex> SparkEx.Types.normalize(id: :long)
      {:ok, {:struct, [%SparkEx.Types.Field{name: "id", type: :long, nullable: true, metadata: %{}}]}}

      iex> {:error, error} = SparkEx.Types.normalize(:strng)
      iex> Exception.message(error)
      ~s(:strng is not a Spark type; did you mean "string"?)
  """
  @spec normalize(input) :: {:ok, t} | {:error, Error.Argument.t()}
  def normalize(type), do: caught(fn -> Normalizer.normalize(type) end)

  @doc """
  As `normalize/1`, raising `SparkEx.Error.Argument`.

      iex> SparkEx.Types.normalize!({:map, :string, :decimal})
      {:map, :string, {:decimal, 10, 0}, true}
  """
  @spec normalize!(input) :: t
  def normalize!(type), do: Normalizer.normalize(type)

  @doc """
  The type as a `spark.connect.DataType`.

  Raises `SparkEx.Error.Argument` where `type` is none.

      iex> SparkEx.Types.to_proto({:array, :long})
      %{array: %{element_type: %{long: %{}}, contains_null: true}}
  """
  @spec to_proto(input) :: map
  def to_proto(type), do: type |> Normalizer.normalize() |> Proto.encode()

  @doc """
  The type that a `spark.connect.DataType` describes.

  Raises `SparkEx.Error.Argument` where it describes none that SparkEx knows.

      iex> SparkEx.Types.from_proto(%{decimal: %{precision: 12, scale: 2}})
      {:decimal, 12, 2}
  """
  @spec from_proto(map) :: t
  def from_proto(data_type), do: Proto.decode(data_type)

  @doc """
  The type as DDL text, as Spark's `DataType.sql` writes it; a struct type as a schema, as Spark's
  `StructType.toDDL` does.

      iex> SparkEx.Types.to_ddl({:struct, [{"my id", :long, nullable: false}, {"at", :timestamp}]})
      "`my id` BIGINT NOT NULL,at TIMESTAMP"

      iex> SparkEx.Types.to_ddl({:map, :string, {:decimal, 10, 2}})
      "MAP<STRING, DECIMAL(10,2)>"
  """
  @spec to_ddl(input) :: String.t()
  def to_ddl(type), do: type |> Normalizer.normalize() |> DDL.write()

  @doc """
  Parses DDL text: one type, or the columns of a schema.

  Takes what Spark's own parser takes for a data type or a table schema. No session is asked, so
  `TIMESTAMP` is `:timestamp`; `SparkEx.Session.parse_ddl/2` follows `spark.sql.timestampType`.
  Returns `{:error, SparkEx.Error.Argument}` that points at the place where the text stops making
  sense.

      iex> SparkEx.Types.from_ddl("array<decimal(10, 2)>")
      {:ok, {:array, {:decimal, 10, 2}, true}}

      iex> {:error, error} = SparkEx.Types.from_ddl("a INT, b STRIN")
      iex> Exception.message(error)
      ~s(no Spark type is named "STRIN"; did you mean "string"? At character 10 of the DDL: "STRIN")
  """
  @spec from_ddl(String.t()) :: {:ok, t} | {:error, Error.Argument.t()}
  def from_ddl(text), do: caught(fn -> from_ddl!(text) end)

  @doc """
  As `from_ddl/1`, raising `SparkEx.Error.Argument`.

      iex> {:struct, [id]} = SparkEx.Types.from_ddl!("id BIGINT NOT NULL COMMENT 'the key'")
      iex> {id.type, id.nullable, id.metadata}
      {:long, false, %{"comment" => "the key"}}
  """
  @spec from_ddl!(String.t()) :: t
  def from_ddl!(text), do: text |> DDL.parse() |> SessionTimestamp.resolve(:timestamp)

  @doc """
  The type as JSON, as Spark's `DataType.json` writes it.

      iex> SparkEx.Types.to_json({:array, :long})
      ~s({"containsNull":true,"elementType":"long","type":"array"})
  """
  @spec to_json(input) :: String.t()
  def to_json(type), do: type |> Normalizer.normalize() |> JSON.write()

  @doc """
  Reads a type from Spark's JSON.

      iex> SparkEx.Types.from_json(~s({"type":"array","elementType":"long","containsNull":false}))
      {:ok, {:array, :long, false}}

      iex> {:error, error} = SparkEx.Types.from_json("{")
      iex> Exception.message(error)
      "the JSON ends too early, at byte 1"
  """
  @spec from_json(String.t()) :: {:ok, t} | {:error, Error.Argument.t()}
  def from_json(text), do: caught(fn -> JSON.parse(text) end)

  @doc """
  As `from_json/1`, raising `SparkEx.Error.Argument`.

      iex> SparkEx.Types.from_json!("\\"decimal(10,2)\\"")
      {:decimal, 10, 2}
  """
  @spec from_json!(String.t()) :: t
  def from_json!(text), do: JSON.parse(text)

  @doc """
  The type as PySpark's `DataType.simpleString` and `DataFrame.dtypes` name it.

      iex> SparkEx.Types.simple_string({:struct, [id: :long, tags: {:array, :string}]})
      "struct<id:bigint,tags:array<string>>"
  """
  @spec simple_string(input) :: String.t()
  def simple_string(type), do: type |> Normalizer.normalize() |> Formatter.simple()

  @doc """
  A schema as Spark's `StructType.treeString` and PySpark's `DataFrame.printSchema` draw it.

      iex> SparkEx.Types.tree_string(id: :long, tags: {:array, :string})
      \"""
      root
       |-- id: long (nullable = true)
       |-- tags: array (nullable = true)
       |    |-- element: string (containsNull = true)
      \"""

  `depth` bounds how deep nested types are drawn.
  """
  @spec tree_string(input, pos_integer | :infinity) :: String.t()
  def tree_string(type, depth \\ :infinity),
    do: type |> Normalizer.normalize() |> Formatter.tree(depth)

  defp caught(build) do
    {:ok, build.()}
  rescue
    error in Error.Argument -> {:error, error}
  end
end
