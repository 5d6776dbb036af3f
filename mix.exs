defmodule SparkEx.MixProject do
  use Mix.Project

  @version "0.1.0"
  @source_url "https://github.com/spark-ex/spark_ex"
  # The name of the package on Hex once a release is published, nil before. It decides how documents
  # tell users to install; after a change, run `mix spark_ex.installing`.
  @hex_package nil

  def project do
    [
      app: :spark_ex,
      name: "SparkEx",
      version: @version,
      elixir: "~> 1.14",
      elixirc_paths: elixirc_paths(Mix.env()),
      native: native(),
      hex_package: @hex_package,
      compilers: compilers(native()),
      start_permanent: Mix.env() == :prod,
      # Optional libraries may also come from ERL_LIBS, whose paths Mix would otherwise drop.
      prune_code_paths: false,
      # What contract tests compare with is no test itself.
      test_ignore_filters: [&(&1 =~ "/golden/")],
      deps: deps(hex?()),
      aliases: aliases(),
      description:
        "Spark Connect client: lazy DataFrames on Apache Spark, from Elixir and Livebook",
      package: package(),
      docs: docs(),
      source_url: @source_url
    ] ++
      unlisted(
        inets() ++
          [:telemetry, Decimal, Ecto, Nx, ExUnit, ExUnit.AssertionError, Table.Reader] ++
          explorer() ++ kino() ++ stages()
      )
  end

  # A part of Erlang that only tests use.
  defp inets, do: [:inets, :httpd]

  defp explorer do
    [Explorer.Backend, Explorer.DataFrame, Explorer.PolarsBackend.Native] ++
      [Explorer.PolarsBackend.Shared, Explorer.Series, SparkEx.Explorer.Loader]
  end

  defp kino do
    [Kino, Kino.DataTable, Kino.Frame, Kino.HTML, Kino.Inspect, Kino.JS, Kino.JS.Live] ++
      [
        Kino.JS.Live.Context,
        Kino.Layout,
        Kino.Markdown,
        Kino.Mermaid,
        Kino.Render,
        Kino.SmartCell,
        Kino.Test,
        Kino.Text
      ] ++
      [Kino.VegaLite, VegaLite]
  end

  defp stages,
    do: [Broadway, Broadway.Acknowledger, Broadway.Message, Broadway.Producer, GenStage]

  # Where the native core comes from. A Hex package brings the checksums of libraries that were built for its
  # release; a checkout has none, and builds its own.
  defp native do
    released? = File.exists?(Path.join(__DIR__, "checksum-Elixir.SparkEx.Native.exs"))
    if released? and not build?(), do: :precompiled, else: :source
  end

  # The last two are how all packages with rustler_precompiled are told.
  defp build? do
    on?("SPARK_EX_BUILD") or on?("RUSTLER_PRECOMPILED_FORCE_BUILD_ALL") or
      Application.get_env(:rustler_precompiled, :force_build, [])[:spark_ex] == true
  end

  defp on?(variable), do: System.get_env(variable) in ["1", "true"]

  defp compilers(:source), do: [:spark_ex_native] ++ Mix.compilers()
  defp compilers(:precompiled), do: Mix.compilers()

  # Libraries that come from ERL_LIBS are no dependencies that Mix knows of.
  defp unlisted(modules) do
    if Version.match?(System.version(), ">= 1.19.0"),
      do: [elixirc_options: [no_warn_undefined: modules]],
      else: [xref: [exclude: modules]]
  end

  def application do
    [mod: {SparkEx.Application, []}, extra_applications: [:logger, :crypto]]
  end

  # `dev` holds the tools of a checkout. The Hex package does not include it.
  defp elixirc_paths(:test), do: ["lib", "dev", "test/support"]
  defp elixirc_paths(:dev), do: ["lib", "dev"]
  defp elixirc_paths(_env), do: ["lib"]

  # The library must also build and pass its tests where no Hex package can be had.
  defp hex?, do: Code.ensure_loaded?(Hex)

  defp deps(false), do: []

  defp deps(true) do
    [
      {:telemetry, "~> 1.0"},
      {:decimal, "~> 2.0 or ~> 3.0"},
      {:rustler_precompiled, "~> 0.8"},
      {:explorer, "~> 0.11", optional: true},
      {:kino, "~> 0.15", optional: true},
      {:gen_stage, "~> 1.0", optional: true},
      {:nx, "~> 0.7", optional: true},
      {:table, "~> 0.1", optional: true},
      {:yaml_elixir, "~> 2.11", optional: true},
      {:ex_doc, "~> 0.34", only: :dev, runtime: false}
    ]
  end

  defp aliases do
    [
      # Without the native core, which the report does not need.
      "spark_ex.parity": ["loadpaths --no-compile", "compile.elixir", "spark_ex.parity"],
      "rust.fmt": ["cmd cargo fmt --manifest-path native/Cargo.toml --all"],
      "rust.lint": [
        "cmd cargo clippy --manifest-path native/Cargo.toml --workspace --all-targets -- -D warnings"
      ],
      "rust.test": ["cmd cargo test --manifest-path native/Cargo.toml --workspace"],
      lint: [
        "format --check-formatted",
        "compile --warnings-as-errors",
        "cmd cargo fmt --manifest-path native/Cargo.toml --all --check",
        "rust.lint"
      ]
    ]
  end

  defp package do
    [
      name: to_string(@hex_package || :spark_ex),
      licenses: ["Apache-2.0"],
      links: %{
        "GitHub" => @source_url,
        "Changelog" => @source_url <> "/blob/main/CHANGELOG.md",
        "Contributing" => @source_url <> "/blob/main/CONTRIBUTING.md",
        "Security" => @source_url <> "/blob/main/SECURITY.md"
      },
      files: ~w(lib native/*/src native/*/build.rs native/*/Cargo.toml native/Cargo.toml
                native/Cargo.lock native/.cargo priv/proto priv/*.tsv
                priv/python guides mix.exs
                README.md ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE
                .formatter.exs checksum-*.exs)
    ]
  end

  defp docs do
    [
      main: "readme",
      extras:
        ["README.md"] ++
          Enum.flat_map(guides(), &elem(&1, 1)) ++
          notebooks() ++
          ~w(bench/RESULTS.md ARCHITECTURE.md CONTRIBUTING.md RELEASING.md SECURITY.md
             CHANGELOG.md LICENSE),
      source_ref: "v#{@version}",
      groups_for_extras: guides() ++ [Notebooks: notebooks()],
      # It speaks of modules that are not public.
      skip_undefined_reference_warnings_on: ["ARCHITECTURE.md"],
      groups_for_modules: module_groups(),
      nest_modules_by_prefix: [
        SparkEx.Catalog,
        SparkEx.Error,
        SparkEx.Interval,
        SparkEx.ML,
        SparkEx.Pipeline,
        SparkEx.Python,
        SparkEx.StreamingQuery
      ],
      groups_for_docs: for({title, group} <- doc_groups(), do: {title, &(&1[:group] == group)})
    ]
  end

  # By theme, as the sidebar shows them.
  defp guides do
    themes = [
      "Coming from elsewhere": ~w(from_pyspark.md pyspark.cheatmd from_explorer.md),
      "In an application":
        ~w(deployment.md clusters.md jobs.md streaming.md pipelines.md telemetry.md testing.md),
      "When it matters": ~w(performance.md troubleshooting.md),
      "Data and functions": ~w(lakehouse.md object_stores.md python.md)
    ]

    for {theme, names} <- themes, do: {theme, Enum.map(names, &"guides/#{&1}")}
  end

  defp notebooks do
    for name <-
          ~w(getting_started dataframes_for_pyspark_users explorer_and_limits real_clusters
             python streaming pipelines ml),
        do: "livebook/#{name}.livemd"
  end

  # Exceptions and tasks have groups of their own.
  defp module_groups do
    [
      Sessions: [SparkEx, SparkEx.Session, SparkEx.LocalServer, SparkEx.Extension],
      Frames: [
        SparkEx.DataFrame,
        SparkEx.Column,
        SparkEx.Functions,
        SparkEx.Query,
        SparkEx.GroupedData,
        SparkEx.CogroupedData,
        SparkEx.Window,
        SparkEx.WindowSpec,
        SparkEx.TableArg,
        SparkEx.TableValuedFunction
      ],
      "Reading and writing": [
        SparkEx.Reader,
        SparkEx.Writer,
        SparkEx.WriterV2,
        SparkEx.MergeIntoWriter,
        SparkEx.StorageLevel
      ],
      Streaming: [
        SparkEx.StreamReader,
        SparkEx.StreamWriter,
        SparkEx.StreamingQuery,
        SparkEx.Streaming,
        SparkEx.Streaming.Producer,
        SparkEx.StreamingQueryListener,
        ~r/^SparkEx\.StreamingQuery\./
      ],
      Pipelines: [SparkEx.Pipeline, ~r/^SparkEx\.Pipeline\./],
      "Machine learning": [SparkEx.ML, ~r/^SparkEx\.ML\./],
      Catalog: [SparkEx.Catalog, ~r/^SparkEx\.Catalog\./],
      "Types and values": [
        SparkEx.Types,
        SparkEx.Types.Field,
        SparkEx.Literal,
        ~r/^SparkEx\.Interval/
      ],
      "Results and notebooks": [SparkEx.Batch, SparkEx.Explorer, SparkEx.Nx, SparkEx.Livebook],
      "Watching queries": [
        SparkEx.Progress,
        SparkEx.Observation,
        SparkEx.ExecutionInfo,
        SparkEx.Telemetry,
        SparkEx.CallSite,
        SparkEx.NativeLog
      ],
      "Functions in Python and Java": [
        SparkEx.Python,
        SparkEx.Python.UDF,
        SparkEx.Python.UDTF,
        SparkEx.Python.Pickle,
        SparkEx.UDFRegistration,
        SparkEx.UDTFRegistration,
        SparkEx.DataSource,
        SparkEx.ResourceProfile
      ],
      Testing: [SparkEx.ExUnit]
    ]
  end

  # The `@doc group:` of functions. Those of SparkEx.Functions are the sections of PySpark's own
  # reference.
  defp doc_groups do
    functions =
      ~w(normal conditional predicate sort mathematical string bitwise hash collection array struct
         map aggregate window generator csv json variant xml url misc call avro protobuf vector) ++
        ["date and timestamp", "partition transformation", "geospatial st"]

    own =
      frames() ++
        sessions() ++
        ["Operators", "Predicates", "Strings", "Conditions", "Names and types"] ++
        ["Order and windows", "Nested values"] ++
        [:estimator, :transformer, :evaluator, :meta, :models, :summaries, :cache]

    for group <- own ++ functions, do: {group |> to_string() |> String.capitalize(), group}
  end

  # The sections of SparkEx.DataFrame.
  defp frames do
    ["Selecting columns", "Selecting rows", "Order and groups", "Joins", "Sets"] ++
      ["Missing values", "Statistics", "Shape", "Names, hints and partitions"] ++
      ["Columns and subqueries", "Writing and views", "Actions"] ++
      ["Caching and checkpoints", "Schemas and plans"]
  end

  # The sections of SparkEx.Session.
  defp sessions do
    [
      "Opening and closing",
      "Identity",
      "Configuration",
      "Interrupts and tags",
      "Progress",
      "Files",
      "External commands"
    ]
  end
end

defmodule Mix.Tasks.Compile.SparkExNative do
  @moduledoc false
  # Builds the native core with cargo into priv/native. Cargo itself decides what is stale.

  use Mix.Task.Compiler

  @workspace Path.expand("native", __DIR__)

  @impl true
  def run(_args) do
    cargo = System.find_executable("cargo") || Mix.raise(no_cargo())
    target = System.get_env("CARGO_TARGET_DIR") || Path.join(Mix.Project.build_path(), "native")
    args = ~w(build --release --locked -p spark_ex_nif)
    # Cargo reads the .cargo/config.toml of the folder that it runs in.
    options = [cd: @workspace, env: [{"CARGO_TARGET_DIR", Path.expand(target)}]]

    case System.cmd(cargo, args, options ++ [stderr_to_stdout: true, into: IO.stream()]) do
      {_output, 0} -> install(Path.join([target, "release", library()]))
      {_output, status} -> Mix.raise("cargo build of the native core failed (exit #{status})")
    end
  end

  defp install(built) do
    installed = Path.expand("priv/native/spark_ex_nif" <> extension(), __DIR__)

    if stale?(built, installed) do
      File.mkdir_p!(Path.dirname(installed))
      # A running VM has the old file mapped: replace it, never write into it.
      File.cp!(built, installed <> ".new")
      File.rename!(installed <> ".new", installed)
      {:ok, []}
    else
      {:noop, []}
    end
  end

  defp stale?(built, installed) do
    case File.stat(installed) do
      {:ok, %{mtime: mtime, size: size}} ->
        new = File.stat!(built)
        new.mtime > mtime or new.size != size

      {:error, _reason} ->
        true
    end
  end

  defp library do
    case :os.type() do
      {:win32, _} -> "spark_ex_nif.dll"
      {:unix, :darwin} -> "libspark_ex_nif.dylib"
      {:unix, _} -> "libspark_ex_nif.so"
    end
  end

  defp extension, do: if(match?({:win32, _}, :os.type()), do: ".dll", else: ".so")

  defp no_cargo do
    "the native core of SparkEx is built with cargo, which is not on the PATH; install Rust " <>
      "1.91 or newer (see README.md)"
  end
end
