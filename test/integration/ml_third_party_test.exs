defmodule SparkEx.Integration.MLThirdPartyTest do
  @moduledoc """
  Stages of a third party's jar on the class path of the server.
  """

  use ExUnit.Case, async: true

  alias SparkEx.{CompiledJava, DataFrame, LocalServer, ML}

  @moduletag local_spark: true, javac: true, long: true, tmp_dir: true

  @head """
  package example;

  import org.apache.spark.ml.*;
  import org.apache.spark.ml.param.*;
  import org.apache.spark.ml.util.*;
  import org.apache.spark.sql.*;
  import org.apache.spark.sql.types.*;
  import static org.apache.spark.sql.functions.*;
  """

  # Multiplies the column `inputCol` by `factor`.
  @scale """
  public class Scale extends Model<Scale> implements DefaultParamsWritable {
    private final String uid;
    private final Param<String> inputCol;
    private final DoubleParam factor;

    public Scale() { this(Identifiable$.MODULE$.randomUID("scale")); }

    public Scale(String uid) {
      this.uid = uid;
      inputCol = new Param<String>(this, "inputCol", "the column");
      factor = new DoubleParam(this, "factor", "the factor");
    }

    public String uid() { return uid; }
    public Param<String> inputCol() { return inputCol; }
    public DoubleParam factor() { return factor; }
    public Scale copy(ParamMap extra) { return (Scale) defaultCopy(extra); }
    public StructType transformSchema(StructType schema) {
      return schema.add("scaled", DataTypes.DoubleType);
    }

    public Dataset<Row> transform(Dataset<?> rows) {
      Column column = col((String) getOrDefault(inputCol));
      return rows.withColumn("scaled", column.multiply(getOrDefault(factor)));
    }

    public static Scale load(String path) { return new DefaultParamsReader<Scale>().load(path); }
  }
  """

  # Fits a scale that makes the greatest value 1.
  @normalize """
  public class Normalize extends Estimator<Scale> {
    private final String uid;
    private final Param<String> inputCol;

    public Normalize() { this(Identifiable$.MODULE$.randomUID("normalize")); }

    public Normalize(String uid) {
      this.uid = uid;
      inputCol = new Param<String>(this, "inputCol", "the column");
    }

    public String uid() { return uid; }
    public Param<String> inputCol() { return inputCol; }
    public Normalize copy(ParamMap extra) { return (Normalize) defaultCopy(extra); }
    public StructType transformSchema(StructType schema) {
      return schema.add("scaled", DataTypes.DoubleType);
    }

    public Scale fit(Dataset<?> rows) {
      String name = (String) getOrDefault(inputCol);
      double greatest = rows.agg(max(name)).first().getDouble(0);
      Scale scale = new Scale();
      scale.set("inputCol", name);
      scale.set("factor", 1 / greatest);
      return scale;
    }
  }
  """

  @sources %{
    "example/Scale.java" => @head <> @scale,
    "example/Normalize.java" => @head <> @normalize,
    "META-INF/services/org.apache.spark.ml.Transformer" => "example.Scale",
    "META-INF/services/org.apache.spark.ml.Estimator" => "example.Normalize"
  }

  setup %{tmp_dir: folder} do
    jar = folder |> Path.join("stages.jar") |> CompiledJava.jar!(@sources)
    conf = %{"spark.driver.extraClassPath" => jar}
    options = [master: "local[1]", driver_memory: "700m", timeout: 240_000, conf: conf]
    server = start_supervised!({LocalServer, options})
    {:ok, session: start_supervised!({SparkEx.Session, url: LocalServer.url(server)})}
  end

  defp scaled(stage, frame) do
    stage |> ML.transform(frame) |> DataFrame.select("scaled") |> DataFrame.collect!(as: :columns)
  end

  test "stages transform, fit, and are saved and loaded", %{session: session, tmp_dir: folder} do
    frame = SparkEx.create_dataframe!(session, [%{"x" => 1.0}, %{"x" => 4.0}])
    scale = ML.transformer("example.Scale", input_col: "x", factor: 2.5)
    assert scaled(scale, frame) == [{"scaled", [2.5, 10.0]}]

    path = Path.join(folder, "scale")
    :ok = ML.save!(scale, path, session: session)

    assert session |> ML.load!(path, kind: :transformer) |> scaled(frame) ==
             [{"scaled", [2.5, 10.0]}]

    normalize = ML.estimator("example.Normalize", input_col: "x")
    assert normalize |> ML.fit!(frame) |> scaled(frame) == [{"scaled", [0.25, 1.0]}]

    assembler = ML.vector_assembler(input_cols: ["x", "scaled"], output_col: "features")
    model = [normalize, assembler] |> ML.pipeline() |> ML.fit!(frame)

    assert [%{"features" => vector} | _rows] =
             model |> ML.transform(frame) |> DataFrame.collect!()

    assert ML.Vector.to_list(vector) == [1.0, 0.25]
  end
end
