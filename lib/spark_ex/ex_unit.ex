defmodule SparkEx.ExUnit do
  @moduledoc """
  Tests of code that uses Spark: assertions for frames and schemas, and a session for each test.

      defmodule MyApp.ReportsTest do
        use ExUnit.Case, async: true
        use SparkEx.ExUnit, session: [url: "local[2]"]

        test "counts late flights", %{session: session} do
          flights = SparkEx.create_dataframe!(session, [%{carrier: "UA", dep_delay: 75}])

          assert_frames_equal(MyApp.Reports.late(flights), [%{carrier: "UA", flights: 1}])
        end
      end

  ## Sessions

  `use SparkEx.ExUnit` imports the assertions and puts a session into the context of each test,
  as `%{session: session}`.

    * The first module that needs a session opens one for the suite, with the options of
      `SparkEx.connect/1` under `:session`. Modules with the same options share it, and it ends
      with the suite. Without `:url` and the environment variable `SPARK_REMOTE`, it starts a local
      Spark, `local[2]`. `server: [engine: :sail]` runs Sail instead.
    * `session: MyApp.Spark`, a pid or a name, is a session that the tests start themselves.
      `session: &MyApp.SparkHelper.session/0` returns one, or options, when a test first needs it.
    * Each module gets a clone of the suite's session, for `setup_all`, and each test gets a clone
      of its module's session. A clone copies views, functions and configuration. Other tests do
      not see changes to these, so tests may be `async: true`. Tables and files are shared. With
      servers that cannot clone (Spark 4.0, Sail), each test gets a new session instead.
    * The tests of a module are skipped, with the reason, if the local server cannot be started
      because Spark, Sail, Python or Java is missing. Tests fail if a server that is named by its
      address cannot be reached.

  ## Assertions

  `assert_frames_equal/3` and `assert_schemas_equal/3` follow PySpark's `assertDataFrameEqual` and
  `assertSchemaEqual`, with their options in snake_case. They do not need a session of this module.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.ExUnit.{Frames, Schemas, Suite}

  @columns [
    ignore_nullable: [
      type: :boolean,
      default: true,
      doc: "Whether to ignore nullability. `false` also compares metadata."
    ],
    ignore_column_order: [
      type: :boolean,
      default: false,
      doc: "Whether columns are compared by name, not by position."
    ],
    ignore_column_name: [
      type: :boolean,
      default: false,
      doc: "Whether columns are compared by position only, whatever their names are."
    ]
  ]

  @frames [
            check_row_order: [
              type: :boolean,
              default: false,
              doc: "Whether the rows must have the same order."
            ],
            rtol: [
              type: :number,
              default: 1.0e-5,
              doc: "The relative tolerance for floats and decimals."
            ],
            atol: [
              type: :number,
              default: 1.0e-8,
              doc: "The absolute tolerance for floats and decimals."
            ]
          ] ++
            @columns ++
            [
              ignore_column_type: [
                type: :boolean,
                default: false,
                doc: "Whether types may differ; values are then compared as text."
              ],
              max_errors: [
                type: {:or, [:pos_integer, {:in, [:infinity]}]},
                default: 20,
                doc: "How many different rows the message shows."
              ],
              show_only_diff: [
                type: :boolean,
                default: false,
                doc:
                  "Whether the message shows only different rows, without equal rows around them."
              ],
              include_diff_rows: [
                type: :boolean,
                default: false,
                doc: "Whether the exception contains the different rows, as `:left` and `:right`."
              ]
            ]

  @use [
    session: [
      type: :any,
      default: [],
      doc: """
      Options of `SparkEx.connect/1`, a session (a pid or a name), or a function without arguments
      that returns one of these.
      """
    ]
  ]

  @doc """
  Gives each test of a module its own session, see above.

      use SparkEx.ExUnit
      use SparkEx.ExUnit, session: [url: "local[2]", server: [driver_memory: "2g"]]

  Write it below `use ExUnit.Case`.

  ## Options

  #{Options.docs(@use)}
  """
  defmacro __using__(options) do
    quote do
      import SparkEx.ExUnit,
        only: [
          assert_frames_equal: 2,
          assert_frames_equal: 3,
          assert_schemas_equal: 2,
          assert_schemas_equal: 3
        ]

      @spark_ex_session SparkEx.ExUnit.__session__(unquote(options))

      case SparkEx.ExUnit.__skip__(@spark_ex_session) do
        nil -> :ok
        reason -> @moduletag skip: reason
      end

      setup_all do: {:ok, session: SparkEx.ExUnit.__module_session__(@spark_ex_session)}

      setup %{session: session}, do: {:ok, session: SparkEx.ExUnit.__test_session__(session)}
    end
  end

  @doc false
  @spec __session__(keyword) :: term
  def __session__(options),
    do: Options.validate!(options, @use, "use SparkEx.ExUnit")[:session]

  @doc false
  @spec __skip__(term) :: String.t() | nil
  defdelegate __skip__(session), to: Suite, as: :missing

  @doc false
  @spec __module_session__(term) :: pid
  defdelegate __module_session__(session), to: Suite, as: :module_session

  @doc false
  @spec __test_session__(pid) :: pid
  defdelegate __test_session__(session), to: Suite, as: :isolated

  @doc """
  Asserts that two frames have equal columns and rows.

      assert_frames_equal(actual, expected)
      assert_frames_equal(actual, [%{carrier: "UA", flights: 2}], check_row_order: true)
      assert_frames_equal(actual, expected, rtol: 1.0e-3)

  Either side may be a list of rows: maps, lists or tuples, with values as
  `SparkEx.DataFrame.collect/2` returns them. Lists of rows have no types, so schemas are compared
  only if both sides are frames.

  Two floats or two decimals are equal if `abs(actual - expected) <= atol + rtol * abs(expected)`,
  and NaN only equals itself. Rows are compared in any order unless `:check_row_order` is set. If
  more than 1,000 rows differ from those at their place in a sorted order, they are not looked for
  at other places; set `:check_row_order` for large frames whose floats differ a little.

      iex> SparkEx.ExUnit.assert_frames_equal([%{id: 1, x: 0.5}], [%{"id" => 1, "x" => 0.5000001}])
      true

  A failure raises `ExUnit.AssertionError` with the rows that differ:

      assert_frames_equal([{1, "a"}, {2, "b"}], [{1, "a"}, {2, "c"}])
      #=> 1 of 2 rows differs (- actual, + expected):
      #=>
      #=>     1 | "a"
      #=>   - 2 | "b"
      #=>   + 2 | "c"

  ## Options

  #{Options.docs(@frames)}

  Raises `SparkEx.Error.Argument` for invalid arguments, and the error of a query that fails.
  (PySpark `pyspark.testing.assertDataFrameEqual`.)
  """
  @spec assert_frames_equal(DataFrame.t() | [term], DataFrame.t() | [term], keyword) :: true
  def assert_frames_equal(actual, expected, options \\ []) do
    options = validate!(options, @frames, "assert_frames_equal/3")
    Frames.assert_equal(actual, expected, options)
  end

  @doc """
  Asserts that two schemas are equal. Each is a frame, or a type as `SparkEx.Types` takes it.

      assert_schemas_equal(frame, "id BIGINT, name STRING")
      assert_schemas_equal(frame, other, ignore_column_order: true)

      iex> SparkEx.ExUnit.assert_schemas_equal("id INT NOT NULL", id: :integer)
      true

      assert_schemas_equal("id INT, x FLOAT", "id INT, x DOUBLE")
      #=> the schemas differ (- actual, + expected):
      #=>
      #=>     id: integer
      #=>   - x: float
      #=>   + x: double

  Unlike PySpark, it also compares keys and values of maps, collations and interval fields.

  ## Options

  #{Options.docs(@columns)}

  Raises `ExUnit.AssertionError` for schemas that differ, and `SparkEx.Error.Argument` for
  arguments that are not schemas. (PySpark `pyspark.testing.assertSchemaEqual`.)
  """
  @spec assert_schemas_equal(
          DataFrame.t() | SparkEx.Types.input(),
          DataFrame.t() | SparkEx.Types.input(),
          keyword
        ) :: true
  def assert_schemas_equal(actual, expected, options \\ []) do
    options = validate!(options, @columns, "assert_schemas_equal/3")
    Schemas.assert_equal(Schemas.fields!(actual), Schemas.fields!(expected), options)
  end

  defp validate!(options, schema, context) do
    options = Options.validate!(options, schema, context)

    if options[:ignore_column_order] and options[:ignore_column_name] do
      raise Error.Argument,
        message:
          "#{context} compares columns by name or by position, so it takes " <>
            ":ignore_column_order or :ignore_column_name, not both"
    end

    options
  end
end
