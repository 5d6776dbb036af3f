"""What Spark 4.2 and 4.3 add."""

from pyspark.sql.connect import functions as F
from pyspark.sql.types import LongType, StructField, StructType

from cases import newest_area


@newest_area
def newest(case, session):
    spark = session.spark
    left, right = session.table("l"), session.table("r")
    ranking = F.abs(left["x"] - right["y"])
    case("nearest_by_join", left.nearestByJoin(right, ranking, 3, "exact", "distance"))
    case(
        "nearest_by_join left",
        left.nearestByJoin(right, ranking, 1, "approx", "similarity", joinType="left"),
    )
    case("zip", left.select("a").zip(left.select("b")))
    case("zip_with_index", left.zipWithIndex())
    case("zip_with_index with a name", left.zipWithIndex("n"))
    case("to_json", left.toJSON())
    case("empty_dataframe", spark.emptyDataFrame(StructType([StructField("id", LongType(), False)])))


@newest_area
def newest_source(case, session):
    spark = session.spark
    texts = session.table("texts")
    schema = StructType([StructField("id", LongType(), False)])
    case("json", spark.read.json(texts))
    case("json with a schema", spark.read.json(texts, schema=schema, allowComments=True))
    case("csv", spark.read.csv(texts, sep=";", header=True))
    case("csv with a schema", spark.read.schema(schema).csv(texts))
    case("xml", spark.read.xml(texts, rowTag="r"))
    case("changes", spark.read.changes("c.t"))
    case("changes with options", spark.read.option("startingVersion", 3).changes("c.t"))
    case("stream changes", spark.readStream.option("startingVersion", 3).changes("c.t"))
    case("stream name", spark.readStream.name("orders_1").format("rate").load())
    case("stream name of files", spark.readStream.name("orders").schema("a INT").json("/p"))
    rate = spark.readStream.format("rate").load()
    case("trigger real time", lambda: rate.writeStream.trigger(realTime=" 5 minutes ").start())


@newest_area
def newest_catalog(case, session):
    catalog = session.spark.catalog
    case("drop_table", lambda: catalog.dropTable("d.t"))
    case("drop_table with everything", lambda: catalog.dropTable("t", ifExists=True, purge=True))
    case("drop_view", lambda: catalog.dropView("v"))
    case("drop_view if it exists", lambda: catalog.dropView("v", ifExists=True))
    case("create_database", lambda: catalog.createDatabase("d"))
    case(
        "create_database with everything",
        lambda: catalog.createDatabase("d", ifNotExists=True, properties={"a": "1", "b": "x'y"}),
    )
    case("drop_database", lambda: catalog.dropDatabase("d"))
    case("drop_database with everything", lambda: catalog.dropDatabase("d", ifExists=True, cascade=True))
    case("list_partitions", lambda: catalog.listPartitions("t"))
    case("list_views", lambda: catalog.listViews())
    case("list_views of a database", lambda: catalog.listViews("d", "v*"))
    case("get_table_properties", lambda: catalog.getTableProperties("t"))
    case("get_create_table_string", lambda: catalog.getCreateTableString("t"))
    case("get_create_table_string for Hive", lambda: catalog.getCreateTableString("t", asSerde=True))
    case("truncate_table", lambda: catalog.truncateTable("t"))
    case("analyze_table", lambda: catalog.analyzeTable("t"))
    case("analyze_table without a scan", lambda: catalog.analyzeTable("t", noScan=True))
