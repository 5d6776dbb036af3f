"""Python functions on frames: `mapInPandas`, `group`, `udtf` and `datasource` of `pyspark.sql.connect`."""

from typing import Iterator, Tuple

import pandas as pd
import pyarrow as pa
from pyspark.resource import ExecutorResourceRequests, TaskResourceRequests
from pyspark.sql.connect import functions as F
from pyspark.sql.connect.resource.profile import ResourceProfile
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.datasource import DataSource
from pyspark.sql.streaming import StatefulProcessor
from pyspark.sql.types import LongType, StringType, StructField, StructType

from cases import area

OUT = StructType([StructField("n", LongType()), StructField("s", StringType())])
STATE = StructType([StructField("n", LongType())])


def activate(session):
    """Makes it the session that calls without one are of."""
    SparkSession._active_session.session = session.spark


def batches(parts):
    return parts


def group(key, frame):
    return frame


def groups(key, left, right):
    return left


def frames(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    return parts


def keyed_frames(key: Tuple, parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    return parts


def tables(parts: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return parts


def stateful(key, parts, state):
    return parts


class Rows:
    def eval(self, n):
        yield n,


class Analyzed:
    @staticmethod
    def analyze(n):
        pass

    def eval(self, n):
        yield n,


class Source(DataSource):
    @classmethod
    def name(cls):
        return "numbers"


class Processor(StatefulProcessor):
    def init(self, handle):
        pass

    def handleInputRows(self, key, rows, timerValues):
        return rows

    def close(self):
        pass


@area
def map_partitions(case, session):
    df = session.table("t", id=LongType(), name=StringType())
    case("map_in_pandas", df.mapInPandas(batches, OUT))
    case("map_in_arrow", df.mapInArrow(batches, OUT))
    case("map_in_pandas as a barrier", df.mapInPandas(batches, OUT, barrier=True))
    profile = ResourceProfile.__new__(ResourceProfile)
    profile._id = 7
    case("map_in_arrow with a profile", df.mapInArrow(batches, OUT, profile=profile))


@area
def group_map(case, session):
    df = session.table("t", id=LongType(), name=StringType())
    other = session.table("u", id=LongType(), score=LongType())
    case("apply_in_pandas", df.groupBy("id").applyInPandas(group, OUT))
    case("apply_in_pandas without keys", df.groupBy().applyInPandas(group, OUT))
    case("apply_in_pandas by expressions", df.groupBy(F.col("id") % 2, df.name).applyInPandas(group, OUT))
    case("apply_in_pandas with an iterator", df.groupBy("id").applyInPandas(frames, OUT))
    case("apply_in_pandas with a key and an iterator", df.groupBy("id").applyInPandas(keyed_frames, OUT))
    case("apply_in_arrow", df.groupBy("id").applyInArrow(group, OUT))
    case("apply_in_arrow with an iterator", df.groupBy("id").applyInArrow(tables, OUT))
    pair = df.groupBy("id").cogroup(other.groupBy(F.col("id") + 1))
    case("cogrouped apply_in_pandas", pair.applyInPandas(groups, OUT))
    case("cogrouped apply_in_arrow", pair.applyInArrow(groups, OUT))
    case(
        "apply_in_pandas_with_state",
        df.groupBy("id").applyInPandasWithState(stateful, OUT, STATE, "update", "NoTimeout"),
    )
    case(
        "apply_in_pandas_with_state in DDL",
        df.groupBy("id", "name").applyInPandasWithState(
            stateful, OUT, "n BIGINT", "append", "EventTimeTimeout"
        ),
    )


@area
def transform_with_state(case, session):
    df = session.table("t", id=LongType(), name=StringType())
    initial = session.table("u", id=LongType(), n=LongType()).groupBy("id")
    for name, call in [("rows", "transformWithState"), ("pandas", "transformWithStateInPandas")]:
        transform = getattr(df.groupBy("id"), call)
        case(name, transform(Processor(), OUT, "Update", "None"))
        case(name + " by event time", transform(Processor(), OUT, "Append", "EventTime", eventTimeColumnName="at"))
        case(name + " with initial state", transform(Processor(), OUT, "Update", "ProcessingTime", initial))


@area
def python_table_function(case, session):
    activate(session)
    df = session.table("t", id=LongType())
    rows = F.udtf(Rows, returnType=OUT, useArrow=False)
    case("call", rows(F.lit(1)))
    case("call with names", rows(n=F.lit(1)))
    case("call of a deterministic one", F.udtf(Rows, returnType=OUT, useArrow=False).asDeterministic()(F.lit(1)))
    case("call with Arrow", F.udtf(Rows, returnType=OUT, useArrow=True)(F.lit(1)))
    case("call over Arrow", F.arrow_udtf(Rows, returnType=OUT)(F.lit(1)))
    case("call with a table", rows(df.asTable().partitionBy("id").orderBy("id")))
    case("call of a polymorphic one", F.udtf(Analyzed, useArrow=False)(df.asTable()))
    case("lateral join", df.lateralJoin(rows(F.col("id").outer())))
    case("register over Arrow", lambda: session.spark.udtf.register("f", F.arrow_udtf(Rows, returnType=OUT)))


@area
def data_source(case, session):
    case("register", lambda: session.spark.dataSource.register(Source))


@area
def resource_profile(case, session):
    executor = ExecutorResourceRequests().cores(4).memory("2g").resource("gpu", 2, "/find", "nvidia.com")
    task = TaskResourceRequests().cpus(2).resource("gpu", 0.5)

    activate(session)

    def create(executor=None, task=None):
        try:
            ResourceProfile(executor and executor.requests, task and task.requests)
        except KeyError:
            # The answer would have the id of the profile.
            pass

    case("create", lambda: create(executor, task))
    case("create for tasks", lambda: create(task=task))
