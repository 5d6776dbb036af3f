"""Records what PySpark's Connect client collects, as the goldens of the result tests.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_results.py [AREA ...]

The queries are in `results/cases/*.sql`. The golden of each file, `results/golden/*.exs`, maps
the name of a case to its schema, as Spark's JSON, and its rows, lists of exact Elixir terms.
`results/results_test.exs` runs the same queries with SparkEx.

A case follows a line `-- name`; lines `--! key = value` give its configuration. If the first case
of a file is `template`, the text of the others replaces its `$`.
"""

import datetime
import decimal
import os
import pathlib
import shutil
import subprocess
import sys
import time

# Leaves no files but the goldens.
sys.dont_write_bytecode = True

# PySpark returns timestamps in the time zone of the machine.
os.environ["TZ"] = "UTC"
time.tzset()

import pyspark
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.types import Row, VariantVal

from record import PYSPARK, number, string

HERE = pathlib.Path(__file__).parent / "results"


def cases(area):
    blocks = []
    for line in (HERE / "cases" / f"{area}.sql").read_text(encoding="utf-8").splitlines():
        if line.startswith("-- "):
            blocks.append((line[3:], {}, []))
        elif line.startswith("--! "):
            key, value = line[4:].split(" = ")
            blocks[-1][1][key] = value
        elif line:
            blocks[-1][2].append(line)
    named = [(name, conf, "\n".join(lines)) for name, conf, lines in blocks]
    if named[0][0] != "template":
        return named
    return [(name, conf, named[0][2].replace("$", text)) for name, conf, text in named[1:]]


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


def record(spark, area):
    lines = []
    for name, conf, query in cases(area):
        for key, value in conf.items():
            spark.conf.set(key, value)
        try:
            frame = spark.sql(query)
            rows = ",\n".join("[" + ", ".join(term(value) for value in row) + "]" for row in frame.collect())
            schema = f"~S'''\n{frame.schema.json()}\n'''"
            lines.append(f"{string(name)} => %{{schema: {schema}, rows: [{rows}]}}")
        except Exception as error:
            sys.exit(f"{area}: {name}: {error!r}")
        finally:
            for key in conf:
                spark.conf.unset(key)
    header = f"# Recorded by test/contract/record_results.py from PySpark {PYSPARK}. Not to be edited.\n"
    path = HERE / "golden" / f"{area}.exs"
    path.write_text(header + "%{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} cases")
    return path


def main(names):
    if pyspark.__version__ != PYSPARK:
        sys.exit(f"these goldens are PySpark {PYSPARK}'s, but this is {pyspark.__version__}")
    areas = sorted(path.stem for path in (HERE / "cases").glob("*.sql"))
    if unknown := set(names) - set(areas):
        sys.exit(f"no such area: {', '.join(unknown)} (there are {', '.join(areas)})")
    if not (remote := os.environ.get("SPARK_REMOTE")):
        sys.exit(f"SPARK_REMOTE must name a running Spark {PYSPARK}")
    if not (mix := shutil.which("mix")):
        sys.exit("mix is needed to lay out the goldens, and is not on the PATH")
    spark = SparkSession.builder.remote(remote).create()
    (HERE / "golden").mkdir(exist_ok=True)
    paths = [record(spark, name) for name in names or areas]
    spark.stop()
    subprocess.run([mix, "format", *map(str, paths)], check=True, cwd=HERE.parents[2])


if __name__ == "__main__":
    main(sys.argv[1:])
