defmodule SparkEx.Integration.ServerPluginsTest do
  @moduledoc """
  Extensions of the protocol on a server whose plugins know them.
  """

  use ExUnit.Case, async: true

  alias SparkEx.{CompiledJava, DataFrame, Extension, LocalServer}

  @moduletag local_spark: true, javac: true, long: true, tmp_dir: true

  @head """
  package example;

  import java.nio.charset.StandardCharsets;
  import java.util.Optional;
  import org.apache.spark.scheduler.*;
  import org.apache.spark.sql.catalyst.expressions.*;
  import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
  import org.apache.spark.sql.connect.planner.SparkConnectPlanner;
  import org.apache.spark.sql.connect.plugin.*;
  import org.apache.spark.sql.connect.service.*;
  """

  # Messages end in a digit, which is all that these plugins read.
  @relation """
  public class Rows implements RelationPlugin {
    public Optional<LogicalPlan> transform(byte[] any, SparkConnectPlanner planner) {
      if (!Name.is(any, "example.Rows")) return Optional.empty();
      return Optional.of(planner.session().range(any[any.length - 1] - '0').logicalPlan());
    }
  }
  """

  @expression """
  public class UserName implements ExpressionPlugin {
    public Optional<Expression> transform(byte[] any, SparkConnectPlanner planner) {
      if (!Name.is(any, "example.UserName")) return Optional.empty();
      return Optional.of(Literal$.MODULE$.apply(System.getProperty("example.user")));
    }
  }
  """

  @command """
  public class View implements CommandPlugin {
    public boolean process(byte[] any, SparkConnectPlanner planner) {
      if (!Name.is(any, "example.View")) return false;
      planner.session().range(any[any.length - 1] - '0').createOrReplaceTempView("made_by_plugin");
      return true;
    }
  }
  """

  @name """
  class Name {
    static boolean is(byte[] any, String name) {
      return new String(any, StandardCharsets.ISO_8859_1).contains("type.googleapis.com/" + name);
    }
  }
  """

  @listener """
  public class Users extends SparkListener {
    public void onOtherEvent(SparkListenerEvent event) {
      if (event instanceof SparkListenerConnectOperationStarted started)
        System.setProperty("example.user", started.userId() + ", " + started.userName());
    }
  }
  """

  @sources %{
    "Rows" => @relation,
    "UserName" => @expression,
    "View" => @command,
    "Name" => @name,
    "Users" => @listener
  }

  setup %{tmp_dir: folder} do
    sources = for {name, text} <- @sources, do: {"example/#{name}.java", @head <> text}
    jar = folder |> Path.join("plugins.jar") |> CompiledJava.jar!(Map.new(sources))

    conf = %{
      "spark.driver.extraClassPath" => jar,
      "spark.extraListeners" => "example.Users",
      "spark.connect.extensions.relation.classes" => "example.Rows",
      "spark.connect.extensions.expression.classes" => "example.UserName",
      "spark.connect.extensions.command.classes" => "example.View"
    }

    options = [master: "local[1]", driver_memory: "700m", timeout: 240_000, conf: conf]
    server = start_supervised!({LocalServer, options})
    options = [url: LocalServer.url(server), user_id: "ann", user_name: "Ann B"]
    {:ok, session: start_supervised!({SparkEx.Session, options})}
  end

  test "plugins get their messages and listeners the name of the user", %{session: session} do
    rows = Extension.frame(session, "type.googleapis.com/example.Rows", "3")
    assert DataFrame.collect!(rows, as: :columns) == [{"id", [0, 1, 2]}]
    assert rows |> DataFrame.filter("id > 0") |> DataFrame.count!() == 2

    assert Extension.execute(session, "type.googleapis.com/example.View", "2") == {:ok, []}
    assert session |> SparkEx.table("made_by_plugin") |> DataFrame.count!() == 2

    user = Extension.column("type.googleapis.com/example.UserName", "")
    frame = session |> SparkEx.range(1) |> DataFrame.select(user: user)
    assert DataFrame.collect!(frame) == [%{"user" => "ann, Ann B"}]

    assert {:error, %SparkEx.Error.Remote{text: text}} =
             Extension.execute(session, "type.googleapis.com/example.Rows", "2")

    assert text =~ "No handler found for extension"
  end
end
