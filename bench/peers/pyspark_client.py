"""PySpark's Connect client as a peer of the benchmarks.

Takes one command a line on its standard input, as JSON, and answers each with one line:

    {"versions": true}                                            -> {"PySpark": "4.1.1", ...}
    {"url": "sc://...", "job": "collect", "arguments": {"sql": "SELECT 1"}}
        -> {"seconds": 0.1, "size": 1, "cpu": 0.05, "peak": 200000000, "grown": 1000000}

A job is a function of a session and the arguments, which prepares what is not to be measured and returns a
function that does the work; that one returns the size of the result, or a dict with it and figures of its own.
"""

import gc
import json
import os
import platform
import random
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.metadata import version

from pyspark.errors.exceptions.connect import SparkConnectException
from pyspark.sql.connect import functions as F
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.connect.udf import _create_udf
from pyspark.sql.types import LongType


@cache
def session_at(url):
    return SparkSession.builder.remote(url).create()


# Results


def collect(session, sql):
    return lambda: len(session.sql(sql).collect())


def collect_range(session, rows):
    return lambda: len(session.range(rows).collect())


def to_arrow(session, sql):
    return lambda: session.sql(sql).toArrow().num_rows


def to_pandas(session, sql):
    return lambda: len(session.sql(sql).toPandas())


def to_local_iterator(session, sql):
    return lambda: sum(1 for _row in session.sql(sql).toLocalIterator())


# Short calls, many times one after the other


def times(calls, call):
    def work():
        for index in range(calls):
            call(index)
        return calls

    return work


def select_1(session, calls):
    return times(calls, lambda _index: session.sql("SELECT 1").collect())


def collect_frame(session, calls):
    frame = session.sql("SELECT 1")
    return times(calls, lambda _index: frame.collect())


def recorded_range(session, calls):
    frame = session.range(1)
    return times(calls, lambda _index: frame.collect())


def schema(session, calls):
    return times(calls, lambda index: session.range(index).schema)


def config(session, calls):
    return times(calls, lambda _index: session.conf.get("spark.sql.session.timeZone"))


# Data from here

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


# Data of its own for each run: what a session has sent once, it does not send again.
def rows_of(count):
    salt = random.randrange(1_000_000_000)
    return [
        (
            i + salt,
            i % 1000,
            i / 3,
            f"str{i}",
            i % 2 == 0,
            date(2020, 1, 1) + timedelta(days=i % 1000),
            EPOCH + timedelta(milliseconds=i),
        )
        for i in range(count)
    ]


def pandas_of(count):
    import pandas

    return pandas.DataFrame(rows_of(count), columns=["id", "i", "d", "s", "b", "dt", "ts"])


def arrow_of(count):
    import pyarrow

    return pyarrow.Table.from_pandas(pandas_of(count), preserve_index=False)


def upload_arrow(session, rows, schema):
    data = arrow_of(rows)
    return lambda: session.createDataFrame(data, schema).count()


def upload_rows(session, rows, schema):
    data = rows_of(rows)
    return lambda: session.createDataFrame(data, schema).count()


def upload_pandas(session, rows, schema):
    data = pandas_of(rows)
    return lambda: session.createDataFrame(data, schema).count()


# Plans


def chain(session, steps):
    frame = session.range(10)
    for step in range(steps):
        if step % 2 == 0:
            frame = frame.withColumn(f"c{step}", F.col("id") + step)
        else:
            frame = frame.filter(F.col("id") > step)
    return frame


def wide(session, columns):
    return session.range(10).select(*[(F.col("id") + i).alias(f"c{i}") for i in range(columns)])


def encoded(session, frame):
    return len(frame._plan.to_proto(session.client).SerializeToString())


def build_chain(session, steps, calls):
    return times(calls, lambda _index: encoded(session, chain(session, steps)))


def build_wide(session, columns, calls):
    return times(calls, lambda _index: encoded(session, wide(session, columns)))


# Python functions


def function_of(source, eval_type):
    scope = {"__name__": "__main__"}
    if source.startswith("lambda"):
        function = eval(source, scope)
    else:
        exec(source, scope)
        function = scope["double"]
    return _create_udf(function, LongType(), eval_type)


def python_totals(session, source, eval_type, rows, queries):
    def total():
        column = function_of(source, eval_type)("id")
        return session.range(rows).agg(F.sum(column)).collect()[0][0]

    return lambda: sum(total() for _query in range(queries))


def python_schemas(session, source, eval_type, calls):
    function = function_of(source, eval_type)
    return times(calls, lambda index: session.range(index).select(function("id")).schema)


# Micro-batches


def micro_batches(session, path):
    """The times from the end of the function to its call with the next micro-batch."""
    folder = tempfile.TemporaryDirectory()
    log = os.path.join(folder.name, "spans")

    def count(batch, _number):
        started = time.time()
        assert batch.count() == 1
        with open(log, "a") as spans:
            spans.write(f"{started} {time.time()}\n")

    # Python must start within ten seconds, which a busy machine can exceed.
    def start(attempts=3):
        reader = session.readStream.schema("id BIGINT").option("maxFilesPerTrigger", 1)
        writer = reader.json(path).writeStream.foreachBatch(count).trigger(availableNow=True)
        try:
            return writer.start()
        except SparkConnectException:
            if attempts == 1:
                raise
            return start(attempts - 1)

    def work():
        start().awaitTermination()
        with open(log) as lines:
            spans = [tuple(map(float, line.split())) for line in lines]
        folder.cleanup()
        latencies = [start - end for (_, end), (start, _) in zip(spans, spans[1:])]
        return tail(latencies) | {"size": len(spans)}

    return work


# Many at once


def timed(call):
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def tail(latencies):
    latencies = sorted(latencies)
    at = lambda percent: latencies[-(-len(latencies) * percent // 100) - 1]
    return {"size": len(latencies), "p50": at(50), "p99": at(99), "worst": latencies[-1]}


def at_once(session, sql, queries, threads):
    def work():
        with ThreadPoolExecutor(threads) as pool:
            calls = [lambda: session.sql(sql).collect()] * queries
            return tail(list(pool.map(timed, calls)))

    return work


def beside(session, large, small):
    """The latencies of a small query for as long as a large one runs."""

    def work():
        running = threading.Thread(target=lambda: session.sql(large).collect())
        running.start()
        latencies = []
        while running.is_alive():
            latencies.append(timed(lambda: session.sql(small).collect()))
        return tail(latencies)

    return work


JOBS = {
    job.__name__: job
    for job in [
        collect,
        collect_range,
        to_arrow,
        to_pandas,
        to_local_iterator,
        select_1,
        collect_frame,
        recorded_range,
        schema,
        config,
        upload_rows,
        upload_arrow,
        upload_pandas,
        build_chain,
        build_wide,
        python_totals,
        python_schemas,
        micro_batches,
        at_once,
        beside,
    ]
}


def memory(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024


def measure(work):
    gc.collect()
    with open("/proc/self/clear_refs", "w") as peaks:
        peaks.write("5")
    before, cpu, started = memory("VmRSS"), time.process_time(), time.perf_counter()
    result = work()
    seconds = time.perf_counter() - started
    cpu, peak = time.process_time() - cpu, memory("VmHWM")
    figures = result if isinstance(result, dict) else {"size": result}
    return figures | {"seconds": seconds, "cpu": cpu, "peak": peak, "grown": max(peak - before, 0)}


def versions():
    names = {"Sail": "pysail", "PySpark": "pyspark", "pyarrow": "pyarrow", "pandas": "pandas", "grpcio": "grpcio"}
    return {"Python": platform.python_version()} | {name: version(package) for name, package in names.items()}


def obey(command):
    if "versions" in command:
        return versions()
    job = JOBS[command["job"]]
    return measure(job(session_at(command["url"]), **command["arguments"]))


for line in sys.stdin:
    print(json.dumps(obey(json.loads(line))), flush=True)

# The servers may be gone, and PySpark would try for minutes to say good-bye to them.
os._exit(0)
