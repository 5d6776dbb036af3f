"""The functions of the results of Python on frames: `record_python_frames.py` calls them by PySpark, and
`python_frames_test.exs` sends this text."""

from typing import Iterator, Tuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql.datasource import (
    DataSource,
    DataSourceReader,
    DataSourceStreamWriter,
    DataSourceWriter,
    InputPartition,
    SimpleDataSourceStreamReader,
    WriterCommitMessage,
)
from pyspark.sql.streaming import StatefulProcessor
from pyspark.sql.types import IntegerType, LongType, Row, StructType
from pyspark.sql.udtf import AnalyzeResult, OrderingColumn, PartitioningColumn


def label(key):
    """A key as a text; how its nulls come depends on the version of pandas."""
    return "/".join("null" if pd.isna(part) else str(part) for part in key)


def double_pandas(frames):
    for frame in frames:
        yield frame.assign(id=frame["id"] * 2)


def double_arrow(batches):
    for batch in batches:
        doubled = pc.multiply(batch.column("id"), 2)
        yield pa.RecordBatch.from_arrays([doubled, *batch.columns[1:]], names=batch.schema.names)


def same_frames(frames):
    yield from frames


def count_frames(frames):
    yield pd.DataFrame({"n": [sum(len(frame) for frame in frames)]})


def nothing(frames):
    return iter([])


def summary_pandas(frame):
    return pd.DataFrame({"n": [len(frame)], "total": [frame["x"].sum(min_count=1)]})


def keyed_summary_pandas(key, frame):
    return pd.DataFrame({"key": [label(key)], "n": [len(frame)]})


def centered_pandas(frame):
    return frame.assign(x=frame["x"] - frame["x"].mean())


def only_large_groups(frame):
    return frame if len(frame) > 2 else frame.iloc[:0]


def total_of_frames(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    n, total = 0, 0.0
    for frame in frames:
        n, total = n + len(frame), total + frame["x"].sum()
    yield pd.DataFrame({"n": [n], "total": [total]})


def keyed_total_of_frames(key: Tuple, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    yield pd.DataFrame({"key": [label(key)], "n": [sum(len(frame) for frame in frames)]})


def summary_arrow(table):
    total = pa.array([pc.sum(table["x"]).as_py()], pa.float64())
    return pa.table({"n": [table.num_rows], "total": total})


def keyed_summary_arrow(key, table):
    return pa.table({"key": [label(part.as_py() for part in key)], "n": [table.num_rows]})


def total_of_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    n, total = 0, 0.0
    for batch in batches:
        n, total = n + batch.num_rows, total + (pc.sum(batch.column("x")).as_py() or 0.0)
    yield pa.RecordBatch.from_pydict({"n": [n], "total": [total]})


def keyed_total_of_batches(
    key: Tuple, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    n = sum(batch.num_rows for batch in batches)
    yield pa.RecordBatch.from_pydict({"key": [label(part.as_py() for part in key)], "n": [n]})


def pair_pandas(left, right):
    return pd.DataFrame({"left": [len(left)], "right": [len(right)]})


def keyed_pair_pandas(key, left, right):
    return pd.DataFrame({"key": [label(key)], "left": [len(left)], "right": [len(right)]})


def merge_pandas(left, right):
    return pd.merge(left, right, on="k")[["x", "y"]]


def pair_arrow(left, right):
    return pa.table({"left": [left.num_rows], "right": [right.num_rows]})


def keyed_pair_arrow(key, left, right):
    key = label(part.as_py() for part in key)
    return pa.table({"key": [key], "left": [left.num_rows], "right": [right.num_rows]})


def running_count(key, frames, state):
    before = state.getOption
    n = (before[0] if before is not None else 0) + sum(len(frame) for frame in frames)
    state.update((n,))
    yield pd.DataFrame({"key": [label(key)], "n": [n]})


class CountRows(StatefulProcessor):
    def init(self, handle):
        self.count = handle.getValueState("count", "n BIGINT")

    def handleInputRows(self, key, rows, timerValues):
        n = (self.count.get()[0] if self.count.exists() else 0) + sum(1 for _ in rows)
        self.count.update((n,))
        yield Row(key=label(key), n=n)

    def handleInitialState(self, key, initialState, timerValues):
        self.count.update((initialState["n"],))

    def close(self):
        pass


class CountFrames(CountRows):
    def handleInputRows(self, key, rows, timerValues):
        n = self.count.get()[0] if self.count.exists() else 0
        n += sum(len(frame) for frame in rows)
        self.count.update((n,))
        yield pd.DataFrame({"key": [label(key)], "n": [n]})

    def handleInitialState(self, key, initialState, timerValues):
        self.count.update((int(initialState["n"].iloc[0]),))


class Numbers:
    def eval(self, last: int, step: int = 1):
        for n in range(0, last, step):
            yield n, f"number {n}"


class Words:
    def eval(self, text):
        if text is not None:
            for word in text.split():
                yield word, len(word)


class CountOfTable:
    def __init__(self):
        self.n, self.first = 0, None

    def eval(self, row: Row):
        self.n += 1
        self.first = self.first or row["x"]
        self.k = row["k"]

    # An executor may have a partition without rows.
    def terminate(self):
        if self.n:
            yield self.k, self.n, self.first


class Columns:
    @staticmethod
    def analyze(count):
        schema = StructType()
        for position in range(count.value):
            schema = schema.add(f"c{position}", IntegerType())
        return AnalyzeResult(schema=schema)

    def eval(self, count):
        yield tuple(range(count))


class Sorted:
    @staticmethod
    def analyze(table):
        schema = StructType().add("k", table.dataType["k"].dataType).add("xs", "string")
        return AnalyzeResult(
            schema=schema,
            partitionBy=[PartitioningColumn("k")],
            orderBy=[OrderingColumn("x", ascending=False)],
        )

    def __init__(self):
        self.xs = []

    def eval(self, row: Row):
        self.k = row["k"]
        self.xs.append(row["x"])

    def terminate(self):
        if self.xs:
            yield self.k, str(self.xs)


class ArrowNumbers:
    def eval(self, last):
        for value in last.to_pylist():
            yield pa.table({"n": list(range(value))})


class NumbersReader(DataSourceReader):
    def __init__(self, options, schema):
        self.last, self.schema = int(options.get("last", 3)), schema

    def partitions(self):
        return [InputPartition(n) for n in range(self.last)]

    def read(self, partition):
        yield tuple([partition.value] + [f"row {partition.value}"] * (len(self.schema) - 1))


class NumbersSource(DataSource):
    @classmethod
    def name(cls):
        return "numbers"

    def schema(self):
        return "n BIGINT, name STRING"

    def reader(self, schema):
        return NumbersReader(self.options, schema)

    def simpleStreamReader(self, schema):
        return NumbersStream()

    def writer(self, schema, overwrite):
        return FileWriter(self.options["path"], overwrite)

    def streamWriter(self, schema, overwrite):
        return StreamFileWriter(self.options["path"])


class NumbersStream(SimpleDataSourceStreamReader):
    def initialOffset(self):
        return {"at": 0}

    def read(self, start):
        at = start["at"]
        end = min(at + 2, 6)
        return iter([(n, f"row {n}") for n in range(at, end)]), {"at": end}

    def readBetweenOffsets(self, start, end):
        return iter([(n, f"row {n}") for n in range(start["at"], end["at"])])

    def commit(self, end):
        pass


class FileWriter(DataSourceWriter):
    """Writes the number of rows of each partition, and whether it overwrites, into one file."""

    def __init__(self, path, overwrite):
        self.path, self.overwrite = path, overwrite

    def write(self, rows):
        message = WriterCommitMessage()
        message.rows = sum(1 for _ in rows)
        return message

    def commit(self, messages):
        with open(self.path, "w") as file:
            file.write(f"{sum(message.rows for message in messages)} {self.overwrite}")

    def abort(self, messages):
        pass


class StreamFileWriter(DataSourceStreamWriter):
    """Appends the number of rows of each micro-batch to a file."""

    def __init__(self, path):
        self.path = path

    def write(self, rows):
        message = WriterCommitMessage()
        message.rows = sum(1 for _ in rows)
        return message

    def commit(self, messages, batchId):
        with open(self.path, "a") as file:
            file.write(f"{sum(message.rows for message in messages)} ")

    def abort(self, messages, batchId):
        pass


class Reminders(StatefulProcessor):
    """Answers each key with the timer that its first row sets, one second of processing time later."""

    def init(self, handle):
        self.handle = handle
        self.seen = handle.getListState("seen", "n BIGINT")

    def handleInputRows(self, key, rows, timerValues):
        self.seen.appendList([(row["n"],) for row in rows])
        if not list(self.handle.listTimers()):
            self.handle.registerTimer(timerValues.getCurrentProcessingTimeInMs() + 1000)
        return iter([])

    def handleExpiredTimer(self, key, timerValues, expiredTimerInfo):
        yield Row(key=label(key), n=len(list(self.seen.get())))

    def close(self):
        pass
