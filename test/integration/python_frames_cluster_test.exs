defmodule SparkEx.PythonFramesClusterTest do
  @moduledoc """
  Python functions on executors in processes of their own, as PySpark's results were recorded.
  """

  use ExUnit.Case

  alias SparkEx.{
    DataFrame,
    GroupedData,
    PythonCases,
    ResourceProfile,
    ResultCases,
    Session,
    Streaming,
    TestSpark
  }

  @moduletag :cluster
  @moduletag :recorded_spark
  @moduletag :python_packages
  @moduletag timeout: 600_000

  @golden ResultCases.golden("python_frames")
  @provider "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"

  setup_all do
    options = [url: TestSpark.cluster_url(), rpc_timeout: 120_000]
    session = start_supervised!({Session, options})
    # Spark starts the coordinator of state with the first call of streaming.
    {:ok, _queries} = Streaming.active(session)

    :ok =
      Session.config_set(session, %{
        "spark.sql.shuffle.partitions" => "3",
        "spark.sql.streaming.stateStore.providerClass" => @provider
      })

    {:ok, session: session}
  end

  # Three executors of one core run no barrier of more partitions.
  defp frame(session, "map_in_pandas as a barrier") do
    function = PythonCases.function("double_pandas")

    session
    |> SparkEx.range(0, 6, 1, 2)
    |> DataFrame.map_in_pandas(function, "id BIGINT", barrier: true)
  end

  defp frame(session, name), do: PythonCases.cases(session)[name].()

  # One case of each kind runs always.
  @always [
    "map_in_pandas",
    "map_in_pandas as a barrier",
    "map_in_arrow",
    "apply_in_pandas with keys",
    "apply_in_pandas with an iterator",
    "apply_in_arrow",
    "apply_in_arrow with keys and an iterator",
    "cogrouped apply_in_pandas",
    "cogrouped apply_in_arrow",
    "transform_with_state, rows",
    "transform_with_state, pandas, with initial state",
    "udtf with Arrow",
    "udtf of a table",
    "registered udtf",
    "data source"
  ]

  for {name, golden} <- @golden do
    unless name in @always, do: @tag(:long)
    @name name
    @expected golden.rows

    test name, %{session: session} do
      rows = session |> frame(@name) |> DataFrame.collect!(as: :lists)
      assert Enum.sort(rows) === Enum.sort(@expected)
    end
  end

  @tag :tmp_dir
  test "a module of an artifact", %{session: session, tmp_dir: folder} do
    path = Path.join(folder, "cluster_features.py")

    File.write!(path, """
    import os

    def described(batches):
        for rows in batches:
            yield rows.assign(id=rows.id + 1)

    def process(rows):
        return rows.assign(id=os.getpid()).iloc[:1]
    """)

    :ok = Session.add_artifacts(session, path, as: :pyfile)
    frame = SparkEx.range(session, 0, 9, 1, 3)
    added = DataFrame.map_in_pandas(frame, {"cluster_features", "described"}, "id BIGINT")
    assert added |> DataFrame.collect!(as: :lists) |> Enum.sort() == for(id <- 1..9, do: [id])

    processes =
      frame
      |> DataFrame.group_by("id")
      |> GroupedData.apply_in_pandas({"cluster_features", "process"}, "id BIGINT")
      |> DataFrame.collect!(as: :lists)

    assert length(processes) == 9
    assert processes |> Enum.uniq() |> length() > 1
  end

  test "a stage with a resource profile", %{session: session} do
    profile = ResourceProfile.create!(session, task: [cpus: 1])
    assert profile.id > 0
    function = PythonCases.function("double_arrow")

    rows =
      session
      |> SparkEx.range(0, 4, 1, 2)
      |> DataFrame.map_in_arrow(function, "id BIGINT", profile: profile)
      |> DataFrame.collect!(as: :lists)

    assert Enum.sort(rows) == [[0], [2], [4], [6]]
  end
end
