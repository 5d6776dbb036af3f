# Checks what the machine provides, and excludes by tag what it lacks.
alias SparkEx.{CompiledJava, PickledPython, ResultCases, ScriptedServer}
alias SparkEx.{TestFlights, TestIngress, TestPython, TestSpark}

needs = [
  {:spark, TestSpark.available?(),
   "a Spark: run bin/test, or set SPARK_REMOTE, SPARK_HOME or SPARK_EX_PYTHON"},
  {:recorded_spark, ResultCases.recorded?(),
   "a Spark whose results are recorded: #{Enum.join(ResultCases.versions(), ", ")}"},
  {:recorded_queries, ResultCases.queries_recorded?(),
   "a Spark whose queries are recorded: #{Enum.join(ResultCases.versions_of_queries(), ", ")}"},
  {:spark_4_1, TestSpark.at_least?("4.1.0"), "Spark 4.1: unset SPARK_VERSION"},
  {:spark_4_2, TestSpark.at_least?("4.2.0"), "Spark 4.2: set SPARK_VERSION"},
  {:spark_4_3, TestSpark.at_least?("4.3.0"), "Spark 4.3: set SPARK_VERSION"},
  {:local_spark, TestSpark.installed?(),
   "an installed Spark: run bin/test, or set SPARK_HOME or SPARK_EX_PYTHON"},
  {:newest_spark, TestSpark.newest_python() != nil,
   "the newest Spark: run bin/test with SPARK_NEWEST_VERSION, or set SPARK_EX_NEWEST_PYTHON"},
  {:cluster, TestSpark.installed?(),
   "an installed Spark that starts a cluster: run bin/test, or set SPARK_HOME or SPARK_EX_PYTHON"},
  {:python, TestPython.available?(), "a python3 on the PATH, or SPARK_EX_PYTHON"},
  {:python_worker, PickledPython.available?(),
   "a Python of the workers, PYSPARK_PYTHON or the one of Spark, that can load pyspark"},
  {:python_packages, TestPython.packages?(),
   "pandas and pyarrow in the Python of the workers, PYSPARK_PYTHON or the one of Spark"},
  {:javac, CompiledJava.available?(),
   "the javac of a JDK on the PATH or in JAVA_HOME, and an installed Spark to compile against"},
  {:tls_proxy, TestIngress.available?(),
   "an nginx with HTTP/2: run bin/test, install it, or set SPARK_EX_NGINX"},
  {:scripted_server, ScriptedServer.available?(),
   "the scripted server: run bin/test, or build it and set SPARK_EX_SCRIPTED_SERVER"},
  {:pyspark, TestSpark.pyspark?(),
   "PySpark's Connect client: pip install 'pyspark[connect]' for the Python of SPARK_EX_PYTHON"},
  {:sail, TestSpark.sail?(), "Sail: pip install pysail for the Python of SPARK_EX_PYTHON"},
  {:decimal, Code.ensure_loaded?(Decimal), "the library decimal"},
  {:no_decimal, not Code.ensure_loaded?(Decimal), "no library decimal"},
  {:telemetry, Code.ensure_loaded?(:telemetry), "the library telemetry"},
  {:explorer, Code.ensure_loaded?(Explorer), "the library explorer"},
  {:rustler_precompiled, Code.ensure_loaded?(RustlerPrecompiled) and Code.ensure_loaded?(CAStore),
   "the libraries rustler_precompiled and castore"},
  {:nx, Code.ensure_loaded?(Nx), "the library nx"},
  {:ecto, Code.ensure_loaded?(Ecto.Schema), "the library ecto"},
  {:gen_stage, Code.ensure_loaded?(GenStage), "the library gen_stage"},
  {:broadway, Code.ensure_loaded?(Broadway), "the library broadway"},
  {:kino, Code.ensure_loaded?(Kino), "the library kino"},
  {:vega_lite, Code.ensure_loaded?(VegaLite), "the library vega_lite"},
  {:kino_vega_lite, Code.ensure_loaded?(Kino) and Code.ensure_loaded?(Kino.VegaLite),
   "the libraries kino_vega_lite and vega_lite"},
  {:table, Code.ensure_loaded?(Table), "the library table"},
  {:yaml, Code.ensure_loaded?(YamlElixir), "the library yaml_elixir"},
  {:no_yaml, not Code.ensure_loaded?(YamlElixir), "no library yaml_elixir"},
  {:browser, SparkEx.TestBrowser.find() != nil, "Chromium or Chrome on the PATH"},
  {:flights, TestFlights.available?(),
   "the flights of bin/demo: run bin/test, or set SPARK_EX_FLIGHTS"},
  {:axe, SparkEx.TestBrowser.axe() != nil, "axe-core: run bin/test, or set SPARK_EX_AXE"},
  {:long, :long in ExUnit.configuration()[:include],
   "minutes to hours: run them with mix test --include long"}
]

missing = for {tag, false, need} <- needs, do: {tag, need}

for {tag, need} <- missing do
  IO.puts(:stderr, "Excluded: tests tagged #{inspect(tag)}, which need #{need}")
end

if Code.ensure_loaded?(Explorer), do: {:ok, _started} = Application.ensure_all_started(:explorer)
if Code.ensure_loaded?(Kino), do: {:ok, _started} = Application.ensure_all_started(:kino)
if Code.ensure_loaded?(Nx), do: {:ok, _started} = Application.ensure_all_started(:nx)
if Code.ensure_loaded?(Broadway), do: {:ok, _started} = Application.ensure_all_started(:broadway)
{:ok, _agent} = TestSpark.start_link()
# Long enough for a busy machine: only a failing test waits this long.
ExUnit.start(
  exclude: Keyword.keys(missing),
  capture_log: true,
  timeout: 300_000,
  assert_receive_timeout: 60_000
)
