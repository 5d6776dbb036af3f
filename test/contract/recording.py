"""What the scripts share that record results of PySpark's Connect client: the session, the terms of
values, and the cases of the goldens: the schema, as Spark's JSON, and the rows.
"""

import datetime
import decimal
import os
import pathlib
import sys
import time
import warnings

# Leaves no files but the goldens.
sys.dont_write_bytecode = True
warnings.filterwarnings("ignore")

# PySpark returns timestamps in the time zone of the machine.
os.environ["TZ"] = "UTC"
time.tzset()

# DDL is parsed by the server, not by a JVM of this process.
os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"

import pyspark
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.types import Row, VariantVal

import goldens
from elixir_text import number, string

HERE = pathlib.Path(__file__).parent / "results"


def term(value):
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return string(value).replace("\r", "\\r")
    if isinstance(value, (bytes, bytearray)):
        return "<<" + ", ".join(str(byte) for byte in value) + ">>"
    if isinstance(value, decimal.Decimal):
        return f"{{:decimal, {string(format(value, 'f'))}}}"
    if isinstance(value, datetime.datetime):
        # PySpark returns the same class for both timestamp types; the schema distinguishes them.
        return f"~N[{value.isoformat(sep=' ', timespec='microseconds')}]"
    if isinstance(value, datetime.date):
        return f"~D[{value.isoformat()}]"
    if isinstance(value, datetime.time):
        return f"~T[{value.isoformat(timespec='microseconds')}]"
    if isinstance(value, datetime.timedelta):
        return f"%SparkEx.Interval.DayTime{{microseconds: {value // datetime.timedelta(microseconds=1)}}}"
    if isinstance(value, VariantVal):
        return term(value.toPython())
    if isinstance(value, Row):
        return fields(zip(value.__fields__, value))
    if isinstance(value, dict):
        return fields(value.items())
    if isinstance(value, list):
        return "[" + ", ".join(term(item) for item in value) + "]"
    raise TypeError(f"{value!r} has no form here")


def fields(pairs):
    return "%{" + ", ".join(f"{term(key)} => {term(value)}" for key, value in pairs) + "}"


def rows(frame):
    return ["[" + ", ".join(term(value) for value in row) + "]" for row in frame.collect()]


def result(frame, order=list):
    """The schema and the rows of a frame, as the fields of a case."""
    return [f"schema: ~S'''\n{frame.schema.json()}\n'''", f"rows: [{', '.join(order(rows(frame)))}]"]


def case(name, fields):
    return f"{string(name)} => %{{{', '.join(fields)}}}"


def main(record):
    """Calls a function of a session, which writes the goldens."""
    goldens.check_version()
    if not (remote := os.environ.get("SPARK_REMOTE")):
        sys.exit(f"SPARK_REMOTE must name a running Spark {pyspark.__version__}")
    spark = SparkSession.builder.remote(remote).create()
    SparkSession._set_default_and_active_session(spark)
    record(spark)
    spark.stop()
