defmodule SparkEx.Session.ServerCommandTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.CompiledJava

  test "get_resources returns a map, which is empty without resources", %{session: session} do
    assert Session.get_resources(session) == {:ok, %{}}
    assert Session.get_resources!(session) == %{}
  end

  @runner """
  package example;

  import org.apache.spark.sql.connector.ExternalCommandRunner;
  import org.apache.spark.sql.util.CaseInsensitiveStringMap;

  public class Runner implements ExternalCommandRunner {
    private static int runs = 0;

    public String[] executeCommand(String command, CaseInsensitiveStringMap options) {
      runs++;
      return new String[] { command, options.get("dryRun"), "run " + runs };
    }
  }
  """

  describe "execute_external_command" do
    @describetag :tmp_dir

    @tag :javac
    test "runs the command once and returns its output", %{tmp_dir: folder} do
      session = start_supervised!({Session, url: SparkEx.TestSpark.url()}, id: make_ref())

      jar =
        folder
        |> Path.join("runner.jar")
        |> CompiledJava.jar!(%{"example/Runner.java" => @runner})

      assert Session.add_artifacts(session, jar) == :ok

      output =
        Session.execute_external_command!(session, "example.Runner", "VACUUM t", dry_run: true)

      for _time <- 1..2 do
        assert DataFrame.collect!(output, as: :lists) == [["VACUUM t"], ["true"], ["run 1"]]
      end
    end

    test "returns the error of an unknown runner", %{session: session} do
      assert {:error, %Error.Remote{error_class: "DATA_SOURCE_NOT_FOUND"}} =
               Session.execute_external_command(session, "example.None", "x")
    end

    test "returns an error for invalid arguments", %{session: session} do
      for arguments <- [[1, "x"], ["r", :x], ["r", <<0xFF>>], ["r", "x", 1], ["r", "x", [a: {}]]] do
        assert {:error, %Error.Argument{message: "execute_external_command/5" <> _}} =
                 apply(Session, :execute_external_command, [session | arguments])
      end

      assert {:error, %Error.Argument{message: message}} =
               Session.execute_external_command(session, "r", "x", [], timout: 1)

      assert message =~ "did you mean :timeout?"
    end
  end
end
