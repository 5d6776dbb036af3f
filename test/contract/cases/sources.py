"""Where frames come from and go to: `pyspark.sql.connect.readwriter`, `merge` and temporary views."""

import datetime
import decimal

from pyspark.sql.connect import functions as F
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    ByteType,
    DateType,
    DecimalType,
    FloatType,
    LongType,
    MapType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

from cases import area


@area
def reader(case, session):
    spark = session.spark
    schema = StructType([StructField("id", LongType(), False), StructField("tags", ArrayType(StringType()))])
    case("table", spark.read.table("db.t"))
    case("table with options", spark.read.option("a", 1).option("b", True).table("t"))
    case("load", spark.read.load("p"))
    case("load paths", spark.read.load(["p", "q"], format="parquet"))
    case("load without a path", spark.read.format("rate").load())
    case("load with everything", spark.read.load("p", "csv", "id BIGINT", header=True, sep=None))
    case("option", spark.read.format("csv").option("header", True).option("n", 1.5).load("p"))
    case("options", spark.read.format("csv").options(header=False, sep="\t").load("p"))
    case("option taken away", spark.read.format("csv").option("a", 1).option("a", None).load("p"))
    case("schema as a text", spark.read.schema("id BIGINT, n STRING").parquet("p"))
    case("schema as a type", spark.read.schema(schema).json("p"))
    case("csv", spark.read.csv("p"))
    case("csv with options", spark.read.csv(["p", "q"], schema="a INT", header=True, inferSchema=False))
    case("json", spark.read.json("p", multiLine=True))
    case("parquet", spark.read.parquet("p", "q"))
    case("parquet with options", spark.read.parquet("p", mergeSchema=True))
    case("orc", spark.read.orc("p", recursiveFileLookup=True))
    case("text", spark.read.text("p"))
    case("text of whole files", spark.read.text(["p", "q"], wholetext=True, lineSep="\n"))
    case("xml", spark.read.xml("p", rowTag="row"))
    case("jdbc", spark.read.jdbc("jdbc:x", "t"))
    case("jdbc with properties", spark.read.jdbc("jdbc:x", "t", properties={"user": "me"}))
    case("jdbc by range", spark.read.jdbc("jdbc:x", "t", "id", 1, 9, 4))
    case("jdbc by predicates", spark.read.jdbc("jdbc:x", "t", predicates=["a < 1", "a >= 1"]))


@area
def local_data(case, session):
    spark = session.spark
    day, moment = datetime.date(1582, 10, 15), datetime.datetime(2024, 3, 31, 2, 30, 0, 1)
    flat = StructType([StructField("id", LongType(), False), StructField("name", StringType())])
    typed = StructType(
        [
            StructField("b", ByteType()),
            StructField("f", FloatType()),
            StructField("d", DecimalType(20, 3)),
            StructField("day", DateType()),
            StructField("moment", TimestampType()),
            StructField("bytes", BinaryType()),
        ]
    )
    nested = StructType(
        [
            StructField("xs", ArrayType(LongType(), False)),
            StructField("m", MapType(StringType(), ArrayType(StringType()))),
            StructField("s", flat),
        ]
    )
    case("tuples", spark.createDataFrame([(1, "a", 2.5, True), (2, None, None, None)]))
    case("tuples with a schema", spark.createDataFrame([(1, "a"), (2, None)], flat))
    case("tuples with names", spark.createDataFrame([(1, "a")], ["id", "name"]))
    case("lists", spark.createDataFrame([[1, "a"]], flat))
    case("maps", spark.createDataFrame([{"b": 1, "a": "x"}, {"b": None, "a": "y"}]))
    case("single values", spark.createDataFrame([1, 2], LongType()))
    case("no rows", spark.createDataFrame([], flat))
    case("types", spark.createDataFrame([(1, 0.5, decimal.Decimal("1.250"), day, moment, b"\xff")], typed))
    case(
        "nested",
        spark.createDataFrame([([1, 2], {"k": ["v", None]}, (1, "a")), ([], {}, None), (None, None, None)], nested),
    )


@area
def writer(case, session):
    df = session.table("t")
    case("save", lambda: df.write.save("p"))
    case("save without a path", lambda: df.write.format("noop").mode("overwrite").save())
    case(
        "save with everything",
        lambda: df.write.save("p", format="csv", mode="append", partitionBy=["a", "b"], header=True),
    )
    for mode in "append overwrite error ignore".split():
        case("mode " + mode, lambda: df.write.mode(mode).save("p"))
    case("option", lambda: df.write.option("a", 1).option("b", False).option("c", None).save("p"))
    case("options", lambda: df.write.options(a="x", b=2.5).save("p"))
    case("partition_by", lambda: df.write.partitionBy("a", "b").save("p"))
    case("bucket_by and sort_by", lambda: df.write.bucketBy(4, "a", "b").sortBy("c").saveAsTable("t"))
    case("cluster_by", lambda: df.write.clusterBy("a", "b").saveAsTable("t"))
    case("save_as_table", lambda: df.write.saveAsTable("db.t"))
    case(
        "save_as_table with everything",
        lambda: df.write.saveAsTable("t", "orc", "ignore", "a", path="/p"),
    )
    case("insert_into", lambda: df.write.insertInto("t"))
    case("insert_into overwriting", lambda: df.write.insertInto("t", True))
    case("insert_into appending", lambda: df.write.insertInto("t", False))
    case("csv", lambda: df.write.csv("p", mode="overwrite", header=True, sep=";"))
    case("json", lambda: df.write.json("p", compression="gzip"))
    case("parquet", lambda: df.write.parquet("p", mode="append", partitionBy="a", compression="zstd"))
    case("orc", lambda: df.write.orc("p"))
    case("text", lambda: df.write.text("p", lineSep="\n"))
    case("xml", lambda: df.write.xml("p", rowTag="row"))
    case("jdbc", lambda: df.write.jdbc("jdbc:x", "t", mode="append", properties={"user": "me"}))


@area
def temp_view(case, session):
    df = session.table("t")
    case("create_temp_view", lambda: df.createTempView("v"))
    case("create_or_replace_temp_view", lambda: df.createOrReplaceTempView("v"))
    case("create_global_temp_view", lambda: df.createGlobalTempView("v"))
    case("create_or_replace_global_temp_view", lambda: df.createOrReplaceGlobalTempView("v"))


@area
def writer_v2(case, session):
    df = session.table("t")
    case("create", lambda: df.writeTo("db.t").create())
    case("replace", lambda: df.writeTo("t").replace())
    case("create_or_replace", lambda: df.writeTo("t").createOrReplace())
    case("append", lambda: df.writeTo("t").append())
    case("overwrite", lambda: df.writeTo("t").overwrite(F.col("year") == 2013))
    case("overwrite by a column", lambda: df.writeTo("t").overwrite("flag"))
    case("overwrite_partitions", lambda: df.writeTo("t").overwritePartitions())
    case("using", lambda: df.writeTo("t").using("parquet").create())
    case("options", lambda: df.writeTo("t").option("a", 1).options(b=True, c=None).append())
    case("table_property", lambda: df.writeTo("t").tableProperty("p", "v").create())
    case("partitioned_by", lambda: df.writeTo("t").partitionedBy("a", F.partitioning.years("b")).create())
    case("cluster_by", lambda: df.writeTo("t").clusterBy("a", "b").create())


@area
def merge_into_writer(case, session):
    source = session.table("s")
    one, two = F.expr("source.a = target.a"), F.col("b") > 1
    into = lambda: source.mergeInto("db.t", one)
    case("update_all", lambda: into().whenMatched().updateAll().merge())
    case("update", lambda: into().whenMatched(two).update({"a": F.lit(1), "s.b": F.col("x")}).merge())
    case("delete", lambda: into().whenMatched(two).delete().merge())
    case("insert_all", lambda: into().whenNotMatched().insertAll().merge())
    case("insert", lambda: into().whenNotMatched(two).insert({"a": F.col("source.a")}).merge())
    case("by source update_all", lambda: into().whenNotMatchedBySource().updateAll().merge())
    case("by source update", lambda: into().whenNotMatchedBySource().update({"a": F.lit(None)}).merge())
    case("by source delete", lambda: into().whenNotMatchedBySource(two).delete().merge())
    case(
        "all together",
        lambda: into()
        .whenMatched(two)
        .delete()
        .whenMatched()
        .updateAll()
        .whenNotMatched()
        .insertAll()
        .withSchemaEvolution()
        .merge(),
    )
