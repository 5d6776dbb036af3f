"""What stands in columns: literals, operators, windows."""

import datetime
import decimal
import os
from typing import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
from pyspark.sql.connect import functions as F
from pyspark.sql.connect.column import Column
from pyspark.sql.connect.expressions import LiteralExpression
from pyspark.sql.connect.window import Window
from pyspark.sql.types import (
    ArrayType,
    DecimalType,
    IntegerType,
    LongType,
    StringType,
    TimestampNTZType,
)

from cases import area


def typed(value, kind):
    return Column(LiteralExpression(value, kind))


@area
def literal(case, _session):
    case("null", F.lit(None))
    case("true", F.lit(True))
    case("false", F.lit(False))
    case("integer", F.lit(1))
    case("zero", F.lit(0))
    case("greatest integer", F.lit(2**31 - 1))
    case("least integer", F.lit(-(2**31)))
    case("least long above the integers", F.lit(2**31))
    case("greatest long", F.lit(2**63 - 1))
    case("least long", F.lit(-(2**63)))
    case("double", F.lit(1.5))
    case("negative zero", F.lit(-0.0))
    case("small double", F.lit(5e-324))
    case("great double", F.lit(1.7976931348623157e308))
    case("NaN", F.lit(float("nan")))
    case("infinity", F.lit(float("inf")))
    case("negative infinity", F.lit(float("-inf")))
    case("text", F.lit("Grüße, \"世界\" 👋\n"))
    case("empty text", F.lit(""))
    case("binary", F.lit(b"\x00\xff"))
    case("empty binary", F.lit(b""))
    case("decimal", F.lit(decimal.Decimal("12.345")))
    case("great decimal", F.lit(decimal.Decimal("-" + "9" * 38)))
    case("date", F.lit(datetime.date(2013, 1, 31)))
    case("date before 1970", F.lit(datetime.date(1, 1, 1)))
    case("timestamp", F.lit(datetime.datetime(2013, 1, 31, 12, 30, 15, 250_000, datetime.timezone.utc)))
    case(
        "timestamp before 1970",
        F.lit(datetime.datetime(1969, 12, 31, 23, 59, 59, 999_999, datetime.timezone.utc)),
    )
    case(
        "timestamp in a zone",
        F.lit(
            datetime.datetime(
                2013, 1, 31, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))
            )
        ),
    )
    case("timestamp without a zone", F.lit(datetime.datetime(2013, 1, 31, 12, 30)))
    case("time", F.lit(datetime.time(12, 30, 15, 250_000)))
    case("midnight", F.lit(datetime.time(0)))
    case("day-time interval", F.lit(datetime.timedelta(days=1, seconds=2, microseconds=3)))
    case("negative day-time interval", F.lit(datetime.timedelta(microseconds=-1)))
    case("byte", F.lit(np.int8(-1)))
    case("short", F.lit(np.int16(300)))
    case("integer by type", F.lit(np.int32(1)))
    case("long by type", F.lit(np.int64(1)))
    case("float", F.lit(np.float32(1.5)))
    case("double by type", F.lit(np.float64(1.5)))
    case("timestamp_ntz", typed(datetime.datetime(2013, 1, 31, 12, 30), TimestampNTZType()))
    case("timestamp_ntz before 1970", typed(datetime.datetime(1, 1, 1), TimestampNTZType()))
    case("null by type", typed(None, ArrayType(LongType())))
    case("decimal by type", typed(decimal.Decimal("1.50"), DecimalType(38, 18)))
    case("array", typed([1, 2, None], ArrayType(IntegerType())))
    case("array of arrays", typed([["a"], []], ArrayType(ArrayType(StringType()))))
    case("list", F.lit([1, 2]))
    case("list of lists", F.lit([["a"], ["b", "c"]]))


@area
def column(case, _session):
    a, b = F.col("a"), F.col("b")
    case("col", a)
    case("col of a qualified name", F.col("t.`a b`"))
    case("star", F.col("*"))
    case("star of a struct", F.col("a.*"))
    case("expr", F.expr("a + 1"))
    case("eq", a == b)
    case("eq with a value", a == "x")
    case("neq", a != b)
    case("gt", a > 1)
    case("gte", a >= 1)
    case("lt", a < 1)
    case("lte", a <= 1)
    case("eq_null_safe", a.eqNullSafe(None))
    case("and", a & b)
    case("or", a | b)
    case("not", ~a)
    case("plus", a + 1)
    case("plus on the left", 1 + a)
    case("minus", a - b)
    case("minus on the left", 1 - a)
    case("multiply", a * 2)
    case("divide", a / 2)
    case("divide on the left", 1 / a)
    case("mod", a % 2)
    case("negate", -a)
    case("bitwise_and", a.bitwiseAND(1))
    case("bitwise_or", a.bitwiseOR(1))
    case("bitwise_xor", a.bitwiseXOR(b))
    case("is_null", a.isNull())
    case("is_not_null", a.isNotNull())
    case("is_nan", a.isNaN())
    case("contains", a.contains("x"))
    case("starts_with", a.startswith("x"))
    case("ends_with", a.endswith(b))
    case("like", a.like("x%"))
    case("ilike", a.ilike("x%"))
    case("rlike", a.rlike("^x"))
    case("isin", a.isin(1, 2, 3))
    case("isin nothing", a.isin([]))
    case("between", a.between(1, b))
    case("substr", a.substr(1, 3))
    case("cast to a name", a.cast("string"))
    case("cast to a type", a.cast(LongType()))
    case("try_cast", a.try_cast("int"))
    case("asc", a.asc())
    case("asc_nulls_first", a.asc_nulls_first())
    case("asc_nulls_last", a.asc_nulls_last())
    case("desc", a.desc())
    case("desc_nulls_first", a.desc_nulls_first())
    case("desc_nulls_last", a.desc_nulls_last())
    case("alias", a.alias("x"))
    case("alias with several names", a.alias("x", "y"))
    case("alias with metadata", a.alias("x", metadata={"unit": "mile"}))
    case("when and otherwise", F.when(a > 1, "x").when(a > 0, b).otherwise(None))
    case("when without otherwise", F.when(a, 1))
    case("get_item by key", a["x"])
    case("get_item by index", a[0])
    case("get_item by column", a[b])
    case("get_field", a.getField("x"))
    case("with_field", a.withField("x", F.lit(1)))
    case("drop_fields", a.dropFields("x", "y"))


@area
def window(case, _session):
    total = F.sum("x")
    case("partition_by", total.over(Window.partitionBy("k")))
    case("partition_by several", total.over(Window.partitionBy("k", F.col("l"))))
    case("order_by", F.row_number().over(Window.orderBy("t")))
    case("order_by descending", F.rank().over(Window.partitionBy("k").orderBy(F.desc("t"), "u")))
    case("rows from the start to here", total.over(
        Window.orderBy("t").rowsBetween(Window.unboundedPreceding, Window.currentRow)))
    case("rows around", total.over(Window.orderBy("t").rowsBetween(-1, 1)))
    case("all rows", total.over(
        Window.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)))
    case("range from the start to here", total.over(
        Window.orderBy("t").rangeBetween(Window.unboundedPreceding, 0)))
    case("range around", total.over(Window.orderBy("t").rangeBetween(-10, 10)))
    case("range to the end", total.over(
        Window.partitionBy("k").orderBy("t").rangeBetween(0, Window.unboundedFollowing)))
    case("beyond the bounds", total.over(Window.orderBy("t").rowsBetween(-(2**63), 2**63 - 1)))


def plus_one(x):
    return x + 1


def series(x: pd.Series) -> pd.Series:
    return x


def series_iterator(xs: Iterator[pd.Series]) -> Iterator[pd.Series]:
    return xs


def series_aggregate(x: pd.Series) -> int:
    return 1


def array(x: pa.Array) -> pa.Array:
    return x


def array_iterator(xs: Iterator[pa.Array]) -> Iterator[pa.Array]:
    return xs


def array_aggregate(x: pa.Array) -> int:
    return 1


@area
def python_udf(case, _session):
    # Without it, vectorized functions are for a JVM of this process.
    os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"
    long = LongType()
    of_rows = F.udf(plus_one, long, useArrow=False)
    case("of rows", of_rows("id"))
    case("of rows by Arrow", F.udf(plus_one, long, useArrow=True)("id"))
    case("lambda", F.udf(lambda x: x, StringType(), useArrow=False)("id"))
    case("of no arguments", F.udf(plus_one, long, useArrow=False)())
    case("of columns and names", of_rows(F.col("id") + 1, x=F.lit(2), y="z"))
    case("nondeterministic", F.udf(plus_one, long, useArrow=False).asNondeterministic()("id"))
    case("of pandas", F.pandas_udf(series, long)("id"))
    case("of iterators of pandas", F.pandas_udf(series_iterator, long)("id"))
    case("aggregate of pandas", F.pandas_udf(series_aggregate, long)("id"))
    case("of Arrow", F.arrow_udf(array, long)("id"))
    case("of iterators of Arrow", F.arrow_udf(array_iterator, long)("id"))
    case("aggregate of Arrow", F.arrow_udf(array_aggregate, long)("id"))
    case("over a window", F.pandas_udf(series_aggregate, long)("id").over(Window.partitionBy("k")))
    nested = ArrayType(DecimalType(10, 2))
    case("of a nested type", F.udf(plus_one, nested, useArrow=False)("id"))
