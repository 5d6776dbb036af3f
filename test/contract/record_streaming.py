"""Records what PySpark's streaming queries write, as the golden of the streaming result tests.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_streaming.py

The server must be on this machine. The input is in `results/streams`: each file is a micro-batch.
The golden is `results/golden/streaming.exs`. `results/streaming_test.exs` runs the same queries with
SparkEx.
"""

import os
import pathlib
import shutil
import sys
import tempfile

import goldens
from recording import HERE, case, main, result

from pyspark.errors.exceptions.connect import SparkConnectException
from pyspark.sql.connect import functions as F

ORDERS = "id BIGINT, shop STRING, price DOUBLE, at TIMESTAMP"
PAYMENTS = "order BIGINT, paid DOUBLE, at TIMESTAMP"
SHOPS = "SELECT * FROM VALUES ('north', 'N'), ('south', 'S'), ('east', 'E') AS shops(shop, code)"
SAMPLE = "SELECT * FROM VALUES (1, 'a', 1.5D), (2, 'ä', NULL), (3, NULL, -2D) AS t(id, name, x)"
SAMPLE_SCHEMA = "id INT, name STRING, x DOUBLE"
SOURCES = [("json", {}), ("csv", {"header": True}), ("parquet", {}), ("orc", {}), ("xml", {"rowTag": "row"})]


class Cases:
    """The cases, and the folder of their input and output."""

    def __init__(self, spark, folder):
        self.spark, self.folder, self.count = spark, pathlib.Path(folder), 0

    def stream(self, name, schema):
        source = self.spark.readStream.schema(schema).option("maxFilesPerTrigger", 1)
        return source.json(str(self.folder / name))

    def orders(self):
        return self.stream("orders", ORDERS).withWatermark("at", "1 minute")

    def payments(self):
        return self.stream("payments", PAYMENTS).withWatermark("at", "2 minutes")

    def path(self, kind):
        self.count += 1
        return str(self.folder / f"{kind}_{self.count}")

    def writer(self, frame, mode):
        return frame.writeStream.outputMode(mode).trigger(availableNow=True)

    def memory(self, frame, mode="append"):
        """The rows that all micro-batches write."""
        self.count += 1
        name = f"recorded_{self.count}"
        query = self.writer(frame, mode).format("memory").queryName(name).start()
        return query, lambda: self.spark.table(name)

    def files(self, frame, format, *columns):
        path = self.path("out")
        writer = self.writer(frame, "append").option("checkpointLocation", self.path("checkpoint"))
        query = writer.partitionBy(*columns).start(path, format=format)
        return query, lambda: self.spark.read.parquet(path)

    def table(self, frame, *columns):
        table = f"recorded_streaming_{self.count}"
        self.spark.sql(f"DROP TABLE IF EXISTS {table}").collect()
        writer = self.writer(frame, "append").option("checkpointLocation", self.path("checkpoint"))
        return writer.partitionBy(*columns).toTable(table, format="parquet"), lambda: self.spark.table(table)

    def each_batch(self, frame, mode):
        path = self.path("out")

        def write(batch, number):
            batch.selectExpr("*", f"{number} AS batch").write.mode("append").parquet(path)

        query = self.writer(frame, mode).foreachBatch(write).start()
        return query, lambda: self.spark.read.parquet(path)

    def all(self):
        orders, payments = self.orders(), self.payments()
        by_minute = F.window("at", "1 minute")
        counted = [F.count("*").alias("n"), F.sum("price").alias("total")]

        yield "append", lambda: self.memory(orders.where("price > 1").select("id", F.upper("shop").alias("shop")))
        yield "update", lambda: self.memory(orders.groupBy("shop").agg(*counted), "update")
        yield "complete", lambda: self.memory(orders.groupBy("shop").agg(*counted), "complete")
        yield "append of windows", lambda: self.memory(orders.groupBy(by_minute, "shop").agg(*counted))
        yield "update of windows", lambda: self.memory(orders.groupBy(by_minute, "shop").agg(*counted), "update")
        sliding = F.window("at", "2 minutes", "1 minute", "30 seconds")
        yield "sliding windows", lambda: self.memory(orders.groupBy(sliding).agg(*counted))
        session = F.session_window("at", "30 seconds")
        yield "session windows", lambda: self.memory(orders.groupBy(session, "shop").agg(*counted))
        hours = orders.groupBy(by_minute).agg(F.sum("price").alias("total"))
        hours = hours.groupBy(F.window(F.window_time("window"), "5 minutes")).agg(F.max("total").alias("best"))
        yield "windows of windows", lambda: self.memory(hours)

        yield "drop_duplicates", lambda: self.memory(orders.dropDuplicates(["id"]))
        yield "drop_duplicates_within_watermark", lambda: self.memory(orders.dropDuplicatesWithinWatermark(["id"]))

        paid = payments.withColumnRenamed("at", "paid_at")
        near = F.expr("id = order AND paid_at BETWEEN at AND at + INTERVAL 3 MINUTES")
        yield "inner join of streams", lambda: self.memory(orders.join(paid, near))
        yield "left join of streams", lambda: self.memory(orders.join(paid, near, "left"))
        yield "full join of streams", lambda: self.memory(orders.join(paid, near, "full"))
        same_minute = orders.withColumn("m", by_minute).join(paid.withColumn("m", F.window("paid_at", "1 minute")), "m")
        yield "join of windows", lambda: self.memory(same_minute.select("id", "order", "m"))
        shops = self.spark.sql(SHOPS)
        yield "inner join with a static frame", lambda: self.memory(orders.join(shops, "shop"))
        yield "left join with a static frame", lambda: self.memory(orders.join(shops, "shop", "left"))
        yield "union of streams", lambda: self.memory(orders.select("id", "at").union(payments.select("order", "at")))

        yield "files", lambda: self.files(orders, "parquet")
        yield "files of partitions", lambda: self.files(orders.where("shop IS NOT NULL"), "parquet", "shop")
        yield "to_table", lambda: self.table(orders)
        yield "to_table of partitions", lambda: self.table(orders, "shop", "id")
        yield "foreach_batch", lambda: self.each_batch(orders.select("id", "shop"), "append")
        yield "foreach_batch, update", lambda: self.each_batch(orders.groupBy("shop").count(), "update")
        yield "foreach_batch, complete", lambda: self.each_batch(orders.groupBy("shop").count(), "complete")

        for format, options in SOURCES:
            yield f"reads {format}", lambda: self.read(format, options)
        yield "reads text", lambda: self.read_text()
        yield "reads a table", lambda: self.read_table()
        yield "reads rate-micro-batch", lambda: self.read_rate()
        yield "once", lambda: self.once()

    def read(self, format, options):
        path = self.path("in")
        self.spark.sql(SAMPLE).coalesce(1).write.options(**options).format(format).save(path)
        source = self.spark.readStream.format(format).options(**options).schema(SAMPLE_SCHEMA)
        return self.memory(source.load(path))

    def read_text(self):
        path = self.path("in")
        self.spark.sql("SELECT * FROM VALUES ('a'), ('b c'), ('')").coalesce(1).write.text(path)
        return self.memory(self.spark.readStream.text(path))

    def read_table(self):
        table = "recorded_streaming_source"
        self.spark.sql(f"DROP TABLE IF EXISTS {table}").collect()
        self.spark.sql(SAMPLE).coalesce(1).write.saveAsTable(table)
        return self.memory(self.spark.readStream.table(table))

    def read_rate(self):
        source = self.spark.readStream.format("rate-micro-batch")
        source = source.options(rowsPerBatch=5, numPartitions=1, startTimestamp=1_704_067_200_000)
        self.count += 1
        name = f"recorded_{self.count}"
        query = source.load().writeStream.trigger(once=True).format("memory").queryName(name).start()
        return query, lambda: self.spark.table(name)

    def once(self):
        self.count += 1
        name = f"recorded_{self.count}"
        frame = self.stream("orders", ORDERS).select("id")
        query = frame.writeStream.trigger(once=True).format("memory").queryName(name).start()
        return query, lambda: self.spark.table(name)


def input_files(folder):
    """Copies the input. Files are read in the order of their modification."""
    shutil.copytree(HERE / "streams", folder, dirs_exist_ok=True)
    for file in pathlib.Path(folder).glob("*/*.json"):
        os.utime(file, (1_700_000_000 + int(file.stem),) * 2)


# Python must start within ten seconds, which a busy machine can exceed.
def started(start, attempts=10):
    try:
        return start()
    except SparkConnectException as error:
        if attempts == 1 or "connect back" not in str(error):
            raise
        return started(start, attempts - 1)


def record_in(folder, spark):
    recorded = []
    for name, start in Cases(spark, folder).all():
        query, written = started(start)
        query.awaitTermination()
        recorded.append(case(name, result(written(), sorted)))
        print(recorded[-1] if "-v" in sys.argv else name)
    goldens.write(__file__, "streaming", recorded)


def record(spark):
    spark.conf.set("spark.sql.shuffle.partitions", 2)
    with tempfile.TemporaryDirectory() as folder:
        input_files(folder)
        return record_in(folder, spark)


if __name__ == "__main__":
    main(record)
