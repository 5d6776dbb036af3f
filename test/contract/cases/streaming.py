"""Streams: `pyspark.sql.connect.streaming`."""

from pyspark.sql.connect.streaming.query import StreamingQuery
from pyspark.sql.types import LongType, StructField, StructType

from cases import area


@area
def stream_reader(case, session):
    stream = session.spark.readStream
    schema = StructType([StructField("id", LongType(), False)])
    case("table", stream.table("db.t"))
    case("table with options", session.spark.readStream.option("a", 1).table("t"))
    case("load", session.spark.readStream.load("p"))
    case("load without a path", session.spark.readStream.format("rate").load())
    case("load with everything", session.spark.readStream.load("p", "csv", "id BIGINT", header=True))
    case("options", session.spark.readStream.format("rate").options(rowsPerSecond=5, numPartitions=1).load())
    case("schema as a type", session.spark.readStream.schema(schema).json("p"))
    case("csv", session.spark.readStream.csv("p", schema="a INT", header="true"))
    case("json", session.spark.readStream.json("p", multiLine="true"))
    case("orc", session.spark.readStream.orc("p"))
    case("parquet", session.spark.readStream.parquet("p", mergeSchema="true"))
    case("text", session.spark.readStream.text("p"))
    case("xml", session.spark.readStream.xml("p", rowTag="row"))
    case("with_watermark", session.spark.readStream.table("t").withWatermark("at", "10 seconds"))


@area
def stream_writer(case, session):
    def writer():
        return session.spark.readStream.table("t").writeStream

    case("start", lambda: writer().start("p"))
    case("start without a path", lambda: writer().format("console").start())
    case("to_table", lambda: writer().toTable("db.t"))
    case(
        "start with everything",
        lambda: writer().start("p", "csv", "append", ["a", "b"], "q", header=True, checkpointLocation="c"),
    )
    case("to_table with everything", lambda: writer().toTable("t", "parquet", "append", "a", "q", checkpointLocation="c"))
    for mode in ["append", "update", "complete"]:
        case(f"output mode {mode}", lambda mode=mode: writer().outputMode(mode).start())
    case("processing time", lambda: writer().trigger(processingTime="5 seconds").start())
    case("available now", lambda: writer().trigger(availableNow=True).start())
    case("once", lambda: writer().trigger(once=True).start())
    case("continuous", lambda: writer().trigger(continuous="1 second").start())
    case("query_name", lambda: writer().queryName("q").start())
    case("partition_by", lambda: writer().partitionBy("x").partitionBy("a", "b").start("p"))
    case("cluster_by", lambda: writer().clusterBy("a", "b").toTable("t"))
    case("options", lambda: writer().option("a", 1).options(b=True).start())


@area
def streaming_query(case, session):
    query = StreamingQuery(session.spark, "the-id", "the-run", "q")
    case("status", lambda: query.status)
    case("active", lambda: query.isActive)
    case("last_progress", lambda: query.lastProgress)
    case("recent_progress", lambda: query.recentProgress)
    case("exception", lambda: query.exception())
    case("await with a timeout", lambda: query.awaitTermination(2))
    case("process_all_available", lambda: query.processAllAvailable())
    case("stop", lambda: query.stop())
    case("explain", lambda: query.explain())
    case("explain extended", lambda: query.explain(True))


@area
def streaming(case, session):
    streams = session.spark.streams
    case("active", lambda: streams.active)
    case("get", lambda: streams.get("the-id"))
    case("await_any with a timeout", lambda: streams.awaitAnyTermination(2))
    case("reset_terminated", lambda: streams.resetTerminated())
