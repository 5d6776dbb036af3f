"""Records what PySpark's Connect client collects, as the goldens of the result tests.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_results.py [AREA ...]

The queries are in `results/cases/*.sql`. The golden of each file, `results/golden/*.exs`, maps
the name of a case to its schema, as Spark's JSON, and its rows, lists of exact Elixir terms.
`results/results_test.exs` runs the same queries with SparkEx.

A case follows a line `-- name`; lines `--! key = value` give its configuration. If the first case
of a file is `template`, the text of the others replaces its `$`.
"""

import sys

import pyspark
from pyspark.errors.exceptions.connect import SparkConnectException

import goldens
from recording import HERE, case, main, result, string


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


def record(spark, area):
    recorded = []
    for name, conf, query in cases(area):
        for key, value in conf.items():
            spark.conf.set(key, value)
        try:
            recorded.append(case(name, result(spark.sql(query))))
        except SparkConnectException as error:
            # An older version may lack what the query needs.
            if pyspark.__version__ == goldens.PYSPARK:
                sys.exit(f"{area}: {name}: {error!r}")
            condition = error.getCondition()
            recorded.append(case(name, [f"error: {string(condition) if condition else 'nil'}"]))
        finally:
            for key in conf:
                spark.conf.unset(key)
    goldens.write(__file__, area, recorded)


def areas(names):
    known = sorted(path.stem for path in (HERE / "cases").glob("*.sql"))
    if unknown := set(names) - set(known):
        sys.exit(f"no such area: {', '.join(unknown)} (there are {', '.join(known)})")
    return names or known


if __name__ == "__main__":
    names = areas(sys.argv[1:])
    main(lambda spark: [record(spark, name) for name in names])
