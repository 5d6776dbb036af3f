"""Records what PySpark's own Connect client collects of Python functions in columns.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_python_udf.py

The golden, `results/golden/python_udf.exs`, is a map from the name of a case to the case itself (source, kind,
type, query) and to its schema, as Spark's JSON, and its rows. A case that PySpark refuses is `refused: true`.
`results/python_udf_test.exs` runs the same functions with SparkEx.
"""

import goldens
from recording import case, main, result, string

from pyspark.sql.connect import functions as F
from pyspark.sql.connect.udf import _create_udf
from pyspark.sql.connect.window import Window

EVAL_TYPES = {
    "row": 100,
    "row_arrow": 101,
    "pandas": 200,
    "pandas_iterator": 204,
    "pandas_aggregate": 202,
    "arrow": 250,
    "arrow_iterator": 251,
    "arrow_aggregate": 252,
}

VALUES = {
    "BOOLEAN": "true",
    "TINYINT": "-128Y",
    "SMALLINT": "32767S",
    "INT": "-2147483648",
    "BIGINT": "9223372036854775807L",
    "FLOAT": "1.5F",
    "DOUBLE": "-1.0E308D",
    "DECIMAL(10,2)": "CAST('12345678.90' AS DECIMAL(10,2))",
    "DECIMAL(38,18)": "CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18))",
    "STRING": "'ünï 世界 \"quoted\" \\\\n'",
    "BINARY": "X'00FF80'",
    "DATE": "DATE'1582-10-15'",
    "TIMESTAMP": "TIMESTAMP'2024-03-31 01:30:00.000001Z'",
    "TIMESTAMP_NTZ": "TIMESTAMP_NTZ'2024-03-31 02:30:00.999999'",
    "TIME(6)": "TIME'23:59:59.999999'",
    "INTERVAL DAY TO SECOND": "INTERVAL '1 02:03:04.5' DAY TO SECOND",
    "INTERVAL YEAR TO MONTH": "INTERVAL '1-2' YEAR TO MONTH",
    "VARIANT": "parse_json('{\"a\": [1, null]}')",
    "ARRAY<INT>": "array(1, NULL, 3)",
    "ARRAY<ARRAY<STRING>>": "array(array('a', NULL), NULL)",
    "MAP<STRING,INT>": "map('a', 1, 'b', NULL)",
    "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>":
        "named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL)))",
    "ARRAY<STRUCT<a: INT, at: DATE>>": "array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL)",
    "STRING COLLATE UNICODE_CI": "'a' COLLATE UNICODE_CI",
}

SAME = {
    "row": "lambda x: x",
    "row_arrow": "lambda x: x",
    "pandas": "lambda x: x",
    "arrow": "lambda x: x",
    "pandas_iterator": "def same(xs):\n    for x in xs:\n        yield x\n",
    "arrow_iterator": "def same(xs):\n    yield from xs\n",
}

NUMBERS = "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)"


def cases():
    for ddl, value in VALUES.items():
        for kind, source in SAME.items():
            query = f"SELECT {value} AS x UNION ALL SELECT NULL"
            yield f"{kind} of {ddl}", dict(kind=kind, source=source, returns=ddl, query=query, arguments=["x"])

    def numbers(name, kind, source, returns, arguments, **more):
        return name, dict(kind=kind, source=source, returns=returns, query=NUMBERS, arguments=arguments, **more)

    add = "def add(a, b):\n    return None if a is None or b is None else a + b\n"
    for kind in ["row", "row_arrow"]:
        yield numbers(f"{kind}, two arguments", kind, add, "DOUBLE", ["n", "x"])
        yield numbers(f"{kind}, names", kind, add, "DOUBLE", ["x"], names=["b"])
        yield numbers(f"{kind}, struct", kind, "lambda a, b: (a, str(b))", "n BIGINT, s STRING", ["n", "x"])
        yield numbers(f"{kind}, dict as a struct", kind, "lambda a: {'n': a, 's': 'x'}", "n BIGINT, s STRING", ["n"])
        yield numbers(f"{kind}, integer for a string", kind, "lambda a: a", "STRING", ["n"])
        yield numbers(f"{kind}, string for an integer", kind, "lambda a: 'x'", "BIGINT", ["n"])
        yield numbers(f"{kind}, integer for a double", kind, "lambda a: a", "DOUBLE", ["n"])
        yield numbers(f"{kind}, no arguments", kind, "lambda: 7", "INT", [])
        yield numbers(f"{kind}, any arguments", kind, "def count(*xs, **ys):\n    return len(xs) + 10 * len(ys)\n", "INT", ["n", "x"], names=["a", "b"])
        yield numbers(f"{kind}, exception", kind, "lambda a: 1 // 0", "INT", ["n"])
    yield numbers("pandas, two arguments", "pandas", "lambda a, b: a + b", "DOUBLE", ["n", "x"])
    yield numbers("pandas, names", "pandas", "lambda a, b: a - b", "DOUBLE", ["x"], names=["b"])
    frame = "def split(n):\n    import pandas as pd\n    return pd.DataFrame({'n': n, 'half': n / 2})\n"
    yield numbers("pandas, frame as a struct", "pandas", frame, "n BIGINT, half DOUBLE", ["n"])
    yield numbers("pandas, too few values", "pandas", "lambda a: a[:1]", "BIGINT", ["n"])
    iterator = "def add(pairs):\n    for a, b in pairs:\n        yield a + b\n"
    yield numbers("pandas iterator, two arguments", "pandas_iterator", iterator, "DOUBLE", ["n", "x"])
    arrow = "import pyarrow.compute as pc\n\ndef add(a, b):\n    return pc.add(pc.cast(a, 'double'), b)\n"
    yield numbers("arrow, two arguments", "arrow", arrow, "DOUBLE", ["n", "x"])
    yield numbers("arrow, names", "arrow", arrow, "DOUBLE", ["n"], names=["b"])
    pairs = "import pyarrow.compute as pc\n\ndef add(pairs):\n    for a, b in pairs:\n        yield pc.add(pc.cast(a, 'double'), b)\n"
    yield numbers("arrow iterator, two arguments", "arrow_iterator", pairs, "DOUBLE", ["n", "x"])

    total = "lambda x: x.sum()"
    weighted = "def mean(x, w):\n    return float((x.fillna(0) * w.fillna(0)).sum())\n"
    arrow_total = "import pyarrow.compute as pc\n\ndef total(x):\n    return pc.sum(x).as_py()\n"
    for by in ["all", "group", "window", "rows"]:
        yield numbers(f"pandas aggregate, {by}", "pandas_aggregate", total, "DOUBLE", ["x"], by=by)
        yield numbers(f"pandas aggregate of two, {by}", "pandas_aggregate", weighted, "DOUBLE", ["x"], by=by, names=["w"])
        yield numbers(f"arrow aggregate, {by}", "arrow_aggregate", arrow_total, "DOUBLE", ["x"], by=by)


def function(source):
    scope = {"__name__": "__main__"}
    if source.startswith(("def", "import")):
        exec(source, scope)
        return [value for name, value in scope.items() if callable(value) and name[0] != "_"][-1]
    return eval(source, scope)


def frame(spark, case):
    udf = _create_udf(function(case["source"]), case["returns"], EVAL_TYPES[case["kind"]])
    call = udf(*case["arguments"], **{name: F.col("n") for name in case.get("names", [])})
    query, by = spark.sql(case["query"]), case.get("by")
    if by is None:
        return query.select("*", call.alias("y"))
    if by == "all":
        return query.agg(call.alias("y"))
    if by == "group":
        return query.groupBy("k").agg(call.alias("y"))
    window = Window.partitionBy("k")
    if by == "rows":
        window = window.orderBy("n").rowsBetween(Window.unboundedPreceding, 0)
    return query.select("k", "n", call.over(window).alias("y"))


def elixir(value):
    if isinstance(value, list):
        return "[" + ", ".join(map(elixir, value)) + "]"
    return string(value)


def record(spark):
    recorded = []
    for name, described in cases():
        fields = [f"{key}: {elixir(value)}" for key, value in described.items()]
        try:
            fields += result(frame(spark, described), sorted)
        except Exception as error:
            print(f"refused: {name}: {str(error).strip().splitlines()[-1][:150]}")
            fields.append("refused: true")
        recorded.append(case(name, fields))
    goldens.write(__file__, "python_udf", recorded)


if __name__ == "__main__":
    main(record)
