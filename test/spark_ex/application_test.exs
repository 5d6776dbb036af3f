defmodule SparkEx.ApplicationTest do
  use ExUnit.Case, async: true

  alias SparkEx.{PeerVM, TestSpark}

  # Adds a library to the code path, as ERL_LIBS or a release does, without starting it.
  @app """
  {application, telemetry,
   [{description, "a stub"}, {vsn, "1.0.0"}, {modules, []}, {registered, []},
    {applications, [kernel, stdlib]}]}.
  """

  @tag :tmp_dir
  test "the application starts telemetry if it is available", %{tmp_dir: directory} do
    ebin = Path.join(directory, "telemetry/ebin")
    File.mkdir_p!(ebin)
    File.write!(Path.join(ebin, "telemetry.app"), @app)
    vm = PeerVM.start!()
    unless telemetry?(), do: PeerVM.call(vm, :code, :add_patha, [String.to_charlist(ebin)])
    {:ok, _started} = PeerVM.call(vm, Application, :ensure_all_started, [:spark_ex])

    assert List.keymember?(
             PeerVM.call(vm, Application, :started_applications, []),
             :telemetry,
             0
           )
  end

  @queries """
  for app <- [:ex_unit, :spark_ex], do: {:ok, _started} = Application.ensure_all_started(app)

  ExUnit.CaptureLog.capture_log(fn ->
    session = SparkEx.connect!(url: url)
    for _query <- 1..3, do: session |> SparkEx.range(3) |> SparkEx.DataFrame.collect!()
    session |> SparkEx.range(3) |> SparkEx.DataFrame.stream() |> Stream.run()
    SparkEx.stop(session)
    if stop?, do: Application.stop(:telemetry)
    session = SparkEx.connect!(url: url)
    session |> SparkEx.range(3) |> SparkEx.DataFrame.collect!()
    SparkEx.stop(session)
  end)
  """

  # Without its application, telemetry logs a warning for each event.
  @tag :telemetry
  @tag :spark
  test "logs no warnings for events when telemetry is running or stopped" do
    vm = PeerVM.start!()

    for stop? <- [false, true] do
      bindings = [url: TestSpark.url(), stop?: stop?]
      {log, _bindings} = PeerVM.call(vm, Code, :eval_string, [@queries, bindings])
      refute log =~ "Failed to lookup telemetry handlers"
      refute log =~ "[warning]"
    end
  end

  defp telemetry?, do: Code.ensure_loaded?(:telemetry)
end
