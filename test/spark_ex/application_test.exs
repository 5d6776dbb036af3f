defmodule SparkEx.ApplicationTest do
  use ExUnit.Case, async: true

  alias SparkEx.OtherVM

  # A library on the code path, as ERL_LIBS or a release has it; its application is not started.
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
    vm = OtherVM.start!()
    unless telemetry?(), do: OtherVM.call(vm, :code, :add_patha, [String.to_charlist(ebin)])
    {:ok, _started} = OtherVM.call(vm, Application, :ensure_all_started, [:spark_ex])

    assert List.keymember?(
             OtherVM.call(vm, Application, :started_applications, []),
             :telemetry,
             0
           )
  end

  defp telemetry?, do: Code.ensure_loaded?(:telemetry)
end
