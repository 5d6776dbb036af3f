"""Collects queries with PySpark's Connect client, for `properties_test.exs`.

    python test/contract/results/oracle.py URL < queries.json > values.json

URL names the session of the queries, so that their views are visible. Each line of the input is a
JSON object with a `query` and with `arrow`, the path of SparkEx's result as an Arrow IPC stream.
Each line of the output is an answer:

    {"schema": JSON, "rows": [[VALUE, ...], ...], "error": TEXT, "arrow": null | TEXT}

It has either `rows` or `error`. `arrow` describes the first difference from PySpark's own Arrow
data. Values have the form of `SparkEx.CanonicalValues`.
"""

import datetime
import json
import os
import struct
import sys
import time

# PySpark returns timestamps in the time zone of the machine.
os.environ["TZ"] = "UTC"
time.tzset()

import pyarrow as pa
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.conversion import ArrowTableToRowsConversion
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    DateType,
    DayTimeIntervalType,
    DecimalType,
    DoubleType,
    FloatType,
    IntegralType,
    MapType,
    StructType,
    TimestampNTZType,
    TimestampType,
)

MICROSECOND = datetime.timedelta(microseconds=1)
EPOCH = datetime.datetime(1970, 1, 1)


def canonical(value, kind):
    if value is None:
        return None
    if isinstance(kind, IntegralType):
        return str(value)
    if isinstance(kind, (FloatType, DoubleType)):
        return "nan" if value != value else struct.pack(">d", value).hex()
    if isinstance(kind, DecimalType):
        return format(value, "f")
    if isinstance(kind, BinaryType):
        return bytes(value).hex()
    if isinstance(kind, DateType):
        return str(value.toordinal() - EPOCH.toordinal())
    if isinstance(kind, (TimestampType, TimestampNTZType)):
        return str((value - EPOCH) // MICROSECOND)
    if isinstance(kind, DayTimeIntervalType):
        return str(value // MICROSECOND)
    if isinstance(kind, ArrayType):
        return [canonical(element, kind.elementType) for element in value]
    if isinstance(kind, StructType):
        return [canonical(element, field.dataType) for element, field in zip(value, kind)]
    if isinstance(kind, MapType):
        pairs = [[canonical(k, kind.keyType), canonical(v, kind.valueType)] for k, v in value.items()]
        return sorted(pairs, key=lambda pair: str(pair[0]))
    return value


def differs(ours, theirs, path):
    """Describes the first difference of two arrays, ignoring field names; None if equal."""
    if len(ours) != len(theirs) or ours.is_null().to_pylist() != theirs.is_null().to_pylist():
        return f"{path}: lengths or nulls"
    if pa.types.is_struct(theirs.type):
        pairs = zip(ours.flatten(), theirs.flatten())
        return first(differs(one, other, f"{path}.{at}") for at, (one, other) in enumerate(pairs))
    if pa.types.is_map(theirs.type):
        if ours.offsets.to_pylist() != theirs.offsets.to_pylist():
            return f"{path}: offsets"
        return differs(ours.keys, theirs.keys, f"{path}.key") or differs(ours.items, theirs.items, f"{path}.value")
    if pa.types.is_list(theirs.type):
        if ours.value_lengths() != theirs.value_lengths():
            return f"{path}: lengths of lists"
        return differs(ours.flatten(), theirs.flatten(), f"{path}[]")
    if ours.type != theirs.type:
        return f"{path}: {ours.type}, not {theirs.type}"
    if pa.types.is_floating(theirs.type):
        bits = pa.int32() if theirs.type == pa.float32() else pa.int64()
        ours, theirs = ours.view(bits), theirs.view(bits)
    return None if ours.equals(theirs) else f"{path}: values"


def first(results):
    return next((result for result in results if result), None)


def compare(path, table):
    with pa.ipc.open_stream(path) as reader:
        ours = reader.read_all()
    if ours.num_columns != table.num_columns:
        return f"{ours.num_columns} columns, not {table.num_columns}"
    columns = zip(ours.columns, table.columns)
    return first(
        differs(whole(one), whole(other), f"column {at}") for at, (one, other) in enumerate(columns)
    )


def whole(column):
    joined = column.combine_chunks()
    return pa.concat_arrays(joined.chunks) if isinstance(joined, pa.ChunkedArray) else joined


def answer(spark, request):
    # As DataFrame.collect does. DataFrame.toArrow would rename the columns as in the schema.
    table, schema = spark.sql(request["query"])._to_table()
    reply = {"arrow": compare(request["arrow"], table), "schema": schema.json()}
    try:
        from_arrow_schema(table.schema, prefer_timestamp_ntz=True)
        rows = ArrowTableToRowsConversion.convert(table, schema, binary_as_bytes=True)
        reply["rows"] = [canonical(row, schema) for row in rows]
    except Exception as error:
        reply["error"] = f"{type(error).__name__}: {str(error)[:500]}"
    return reply


def main(url):
    spark = SparkSession.builder.remote(url).create()
    for line in sys.stdin:
        print(json.dumps(answer(spark, json.loads(line))), flush=True)
    # The caller ends the session.


if __name__ == "__main__":
    main(sys.argv[1])
