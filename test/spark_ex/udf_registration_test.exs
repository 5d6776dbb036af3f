defmodule SparkEx.UDFRegistrationTest do
  use SparkEx.SparkCase

  alias SparkEx.{CompiledJava, PickledPython, UDFRegistration}

  @tag :python_worker
  test "a pickled function is called by the server's workers", %{session: session} do
    {:ok, pickled, version} =
      PickledPython.pickle("""
      from pyspark.sql.types import LongType
      pickled = (lambda x: x + 1, LongType())
      """)

    options = [return_type: :long, python_ver: version]
    assert UDFRegistration.register(session, "plus_one", pickled, options) == :ok

    frame = session |> SparkEx.range(3) |> DataFrame.select(x: F.call_udf("plus_one", ["id"]))
    assert DataFrame.collect(frame, as: :columns) == {:ok, [{"x", [1, 2, 3]}]}

    assert session |> SparkEx.sql("SELECT plus_one(41) AS x") |> DataFrame.collect!() ==
             [%{"x" => 42}]
  end

  @plus """
  package example;

  public class Plus implements org.apache.spark.sql.api.java.UDF2<Long, Long, Long> {
    public Long call(Long a, Long b) {
      return a == null || b == null ? null : a + b;
    }
  }
  """

  @longest """
  package example;

  import org.apache.spark.sql.Row;
  import org.apache.spark.sql.expressions.MutableAggregationBuffer;
  import org.apache.spark.sql.expressions.UserDefinedAggregateFunction;
  import org.apache.spark.sql.types.*;

  public class Longest extends UserDefinedAggregateFunction {
    private static final StructType TEXT = new StructType().add("text", DataTypes.StringType);

    public StructType inputSchema() { return TEXT; }
    public StructType bufferSchema() { return TEXT; }
    public DataType dataType() { return DataTypes.StringType; }
    public boolean deterministic() { return true; }
    public void initialize(MutableAggregationBuffer buffer) { buffer.update(0, null); }
    public void update(MutableAggregationBuffer buffer, Row input) { merge(buffer, input); }
    public Object evaluate(Row buffer) { return buffer.getString(0); }

    public void merge(MutableAggregationBuffer buffer, Row other) {
      String text = other.getString(0);
      String longest = buffer.getString(0);
      if (text != null && (longest == null || text.length() > longest.length())) buffer.update(0, text);
    }
  }
  """

  describe "classes of a jar that was added to the session" do
    @describetag :javac
    @describetag :tmp_dir

    # The session that other tests use has no such classes.
    setup %{tmp_dir: folder} do
      session = start_supervised!({Session, url: SparkEx.TestSpark.url()}, id: make_ref())
      sources = %{"example/Plus.java" => @plus, "example/Longest.java" => @longest}
      jar = folder |> Path.join("example.jar") |> CompiledJava.jar!(sources)
      assert Session.add_artifacts(session, jar) == :ok
      {:ok, session: session}
    end

    test "are functions of columns", %{session: session} do
      assert UDFRegistration.register_java_function(session, "plus", "example.Plus") == :ok

      assert UDFRegistration.register_java_function!(
               session,
               "plus_text",
               "example.Plus",
               :string
             )

      frame =
        session
        |> SparkEx.range(3)
        |> DataFrame.select(
          a: F.call_udf("plus", ["id", Column.cast(F.lit(40), :long)]),
          b: F.call_function("plus", ["id", "id"])
        )

      assert DataFrame.dtypes!(frame) == [{"a", "bigint"}, {"b", "bigint"}]
      assert DataFrame.collect!(frame, as: :columns) == [{"a", [40, 41, 42]}, {"b", [0, 2, 4]}]
      query = "SELECT plus(40L, 2L) AS x, plus(1L, NULL) AS y"
      assert session |> SparkEx.sql(query) |> DataFrame.collect!() == [%{"x" => 42, "y" => nil}]
    end

    test "are aggregates of groups and of windows", %{session: session} do
      assert UDFRegistration.register_java_udaf(session, "longest", "example.Longest") == :ok

      names =
        SparkEx.sql(session, "FROM VALUES (1, 'kim'), (1, 'robin'), (2, NULL) AS t(team, name)")

      longest = F.call_udf("longest", ["name"])

      assert names
             |> DataFrame.group_by(:team)
             |> DataFrame.agg(name: longest)
             |> DataFrame.order_by(:team)
             |> DataFrame.collect!(as: :lists) == [[1, "robin"], [2, nil]]

      over = Column.over(longest, SparkEx.Window.partition_by(:team))

      assert names
             |> DataFrame.select([:team, name: over])
             |> DataFrame.order_by(:team)
             |> DataFrame.collect!(as: :lists) == [[1, "robin"], [1, "robin"], [2, nil]]

      :ok = DataFrame.create_or_replace_temp_view(names, "names_of_teams")

      assert session
             |> SparkEx.sql("SELECT longest(name) AS name FROM names_of_teams")
             |> DataFrame.collect!() == [%{"name" => "robin"}]
    end

    test "must be of the kind that is registered", %{session: session} do
      assert {:error, %Error.Remote{} = error} =
               UDFRegistration.register_java_udaf(session, "plus", "example.Plus")

      assert Exception.message(error) =~ "example.Plus"

      assert {:error, %Error.Remote{} = error} =
               UDFRegistration.register_java_function(session, "longest", "example.Longest")

      assert Exception.message(error) =~ "example.Longest"
    end
  end

  test "a class that the server does not have is an error", %{session: session} do
    for register <- [
          &UDFRegistration.register_java_function/3,
          &UDFRegistration.register_java_udaf/3
        ] do
      assert {:error, %Error.Remote{} = error} = register.(session, "f", "com.example.NoSuch")
      assert Exception.message(error) =~ "com.example.NoSuch"
    end

    assert_raise Error.Remote, fn ->
      UDFRegistration.register_java_function!(session, "f", "com.example.NoSuch", :long)
    end
  end

  test "what no server could take is an error of an argument", %{session: session} do
    assert {:error, %Error.Argument{}} = UDFRegistration.register_java_function(session, nil, "C")
    assert {:error, %Error.Argument{}} = UDFRegistration.register_java_function(session, "f", 1)

    assert {:error, %Error.Argument{}} =
             UDFRegistration.register_java_function(session, "f", "C", :no_type)

    assert {:error, %Error.Argument{message: text}} =
             UDFRegistration.register(session, "f", <<0x80, 4>>, return_type: :long)

    assert text =~ "needs the option :python_ver"

    assert {:error, %Error.Argument{message: "the Python text is empty"}} =
             UDFRegistration.register(session, "f", "")

    assert {:error, %Error.Argument{message: text}} =
             UDFRegistration.register(session, "f", "lambda x: x", return_type: :long)

    assert text =~ "did you mean :returns?"

    assert {:error, %Error.Argument{}} =
             UDFRegistration.register(session, "f", fn x -> x end, python_ver: "3.11")
  end
end
