"""Records what PySpark's own Connect client collects of Python functions on frames.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_python_frames.py

The functions are those of `results/python/functions.py`, whose text `results/python_frames_test.exs` sends, too. The golden,
`results/golden/python_frames.exs`, is a map from the name of a case to its schema, as Spark's JSON, and its rows in order.
"""

import sys

import goldens
from recording import HERE, case, main, result

from pyspark.sql.connect import functions as F

# The workers must not look for this module.
source = (HERE / "python" / "functions.py").read_text(encoding="utf-8")
functions = {"__name__": "__main__"}
exec(compile(source, "functions.py", "exec"), functions)

SUMMARY, KEYED, PAIR = "n BIGINT, total DOUBLE", "key STRING, n BIGINT", "left BIGINT, right BIGINT"
KEYED_PAIR, COUNTS = "key STRING, " + PAIR, "key STRING, n BIGINT"
NUMBERS = "n BIGINT, name STRING"


def cases(spark):
    f = functions
    xs = spark.sql(
        "SELECT * FROM VALUES ('a', 1.5D), ('a', 2D), ('a', NULL), ('b', 4D), (NULL, 8D), (NULL, 16D), ('c', NULL) AS t(k, x)"
    )
    ys = spark.sql("SELECT * FROM VALUES ('a', 10), ('b', 20), ('b', 21), ('d', 30), (NULL, 40) AS t(k, y)")
    none = xs.where("false")
    typed = spark.sql(TYPED)
    numbers = spark.range(6)

    yield "map_in_pandas", numbers.mapInPandas(f["double_pandas"], "id BIGINT")
    yield "map_in_pandas with nulls", xs.mapInPandas(f["same_frames"], xs.schema)
    yield "map_in_pandas of every type", typed.mapInPandas(f["same_frames"], typed.schema)
    yield "map_in_pandas of no rows", none.mapInPandas(f["same_frames"], none.schema)
    yield "map_in_pandas to no rows", xs.mapInPandas(f["nothing"], "n BIGINT")
    yield "map_in_pandas, then select", xs.coalesce(1).mapInPandas(f["count_frames"], "n BIGINT").selectExpr("n + 1")
    yield "map_in_pandas as a barrier", numbers.mapInPandas(f["double_pandas"], "id BIGINT", barrier=True)
    yield "map_in_arrow", numbers.mapInArrow(f["double_arrow"], "id BIGINT")
    yield "map_in_arrow with nulls", xs.mapInArrow(f["same_frames"], xs.schema)
    yield "map_in_arrow of every type", typed.mapInArrow(f["same_frames"], typed.schema)
    yield "map_in_arrow of no rows", none.mapInArrow(f["same_frames"], none.schema)

    by_k = xs.groupBy("k")
    for kind, apply in [("pandas", "applyInPandas"), ("arrow", "applyInArrow")]:
        many = {"pandas": "frames", "arrow": "batches"}[kind]
        for title, groups in [
            ("", by_k),
            (" by an expression", xs.groupBy(F.col("x") > 3, F.upper("k"))),
            (" without keys", xs.groupBy()),
            (" of no rows", none.groupBy("k")),
        ]:
            call = getattr(groups, apply)
            yield f"apply_in_{kind}{title}", call(f["summary_" + kind], SUMMARY)
            yield f"apply_in_{kind} with keys{title}", call(f["keyed_summary_" + kind], KEYED)
            yield f"apply_in_{kind} with an iterator{title}", call(f["total_of_" + many], SUMMARY)
            yield f"apply_in_{kind} with keys and an iterator{title}", call(f["keyed_total_of_" + many], KEYED)
        yield f"apply_in_{kind}, then select", getattr(by_k, apply)(f["summary_" + kind], SUMMARY).select("n")
        pair = by_k.cogroup(ys.groupBy("k"))
        yield f"cogrouped apply_in_{kind}", getattr(pair, apply)(f["pair_" + kind], PAIR)
        yield f"cogrouped apply_in_{kind} with keys", getattr(pair, apply)(f["keyed_pair_" + kind], KEYED_PAIR)
        none_left = none.groupBy("k").cogroup(ys.groupBy("k"))
        yield f"cogrouped apply_in_{kind} of no rows", getattr(none_left, apply)(f["keyed_pair_" + kind], KEYED_PAIR)
        lengths = xs.groupBy(F.length("k")).cogroup(ys.groupBy(F.length("k")))
        yield f"cogrouped apply_in_{kind} by an expression", getattr(lengths, apply)(f["pair_" + kind], PAIR)
    yield "apply_in_pandas to groups", by_k.applyInPandas(f["centered_pandas"], xs.schema)
    yield "apply_in_pandas to empty groups", by_k.applyInPandas(f["only_large_groups"], xs.schema)
    yield "cogrouped merge", by_k.cogroup(ys.groupBy("k")).applyInPandas(f["merge_pandas"], "x DOUBLE, y INT")

    initial = spark.sql("SELECT * FROM VALUES ('a', 100L), ('z', 1L) AS t(k, n)").groupBy("k")
    processors = [("transformWithState", "CountRows", "rows"), ("transformWithStateInPandas", "CountFrames", "pandas")]
    for call, processor, title in processors:
        call = getattr(by_k, call)
        yield f"transform_with_state, {title}", call(f[processor](), COUNTS, "Update", "None")
        started = call(f[processor](), COUNTS, "Update", "None", initialState=initial)
        yield f"transform_with_state, {title}, with initial state", started

    table = F.udtf(f["Numbers"], returnType=NUMBERS, useArrow=False)
    yield "udtf", table(F.lit(3))
    yield "udtf with names", table(step=F.lit(2), last=F.lit(5))
    yield "udtf with Arrow", F.udtf(f["Numbers"], returnType=NUMBERS, useArrow=True)(F.lit(3))
    yield "udtf over Arrow", F.arrow_udtf(f["ArrowNumbers"], returnType="n BIGINT")(F.lit(3))
    counts = F.udtf(f["CountOfTable"], returnType="k STRING, n INT, first DOUBLE", useArrow=False)
    yield "udtf of a table", counts(xs.asTable().partitionBy("k").orderBy(F.desc("x")))
    yield "udtf of one partition", counts(ys.selectExpr("k", "CAST(y AS DOUBLE) x").asTable().withSinglePartition().orderBy("x"))
    yield "udtf that analyzes", F.udtf(f["Columns"], useArrow=False)(F.lit(3))
    yield "udtf that analyzes a table", F.udtf(f["Sorted"], useArrow=False)(xs.asTable())
    texts = spark.sql("SELECT * FROM VALUES ('a bc'), (NULL), ('def') AS t(s)")
    words = F.udtf(f["Words"], returnType="word STRING, length INT", useArrow=False)
    yield "udtf, lateral", texts.lateralJoin(words(F.col("s").outer()))
    spark.udtf.register("numbers_of", table)
    spark.udtf.register("words_of", words)
    spark.udtf.register("sorted_of", F.udtf(f["Sorted"], useArrow=False))
    yield "registered udtf", spark.sql("SELECT * FROM numbers_of(2)")
    yield "registered udtf with names", spark.sql("SELECT * FROM numbers_of(step => 2, last => 5)")
    yield "registered udtf, lateral", spark.sql("SELECT s, w.* FROM VALUES ('a bc') AS t(s), LATERAL words_of(s) w")
    xs.createOrReplaceTempView("xs")
    yield "registered udtf of a table", spark.sql("SELECT * FROM sorted_of(TABLE(xs))")

    spark.dataSource.register(f["NumbersSource"])
    yield "data source", spark.read.format("numbers").load()
    yield "data source with options", spark.read.format("numbers").option("last", 5).load()
    yield "data source with a schema", spark.read.format("numbers").schema("n BIGINT, a STRING, b STRING").load()


TYPED = """
SELECT true AS boolean, 1Y AS byte, 2S AS short, 3 AS int, 4L AS long, 1.5F AS float, 2.5D AS double, 1.25BD AS decimal,
  'ä' AS string, X'00FF' AS binary, DATE'2024-02-29' AS date, TIMESTAMP'2024-03-31 01:30:00.000001' AS timestamp,
  TIMESTAMP_NTZ'2024-03-31 02:30:00' AS timestamp_ntz, INTERVAL '1 02:03:04.5' DAY TO SECOND AS day_time,
  array(1, NULL) AS array, map('k', 1) AS map, named_struct('a', 1, 'b', 'x') AS struct
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
"""


def record(spark):
    # Each partition of a shuffle is a call of a worker.
    spark.conf.set("spark.sql.shuffle.partitions", 2)
    recorded = []
    for name, frame in cases(spark):
        try:
            fields = result(frame, sorted)
        except Exception as error:
            print(f"{name}: {' | '.join(str(error).splitlines()[:40])[-900:]}")
            continue
        recorded.append(case(name, fields))
        print(recorded[-1] if "-v" in sys.argv else name)
    goldens.write(__file__, "python_frames", recorded)


if __name__ == "__main__":
    main(record)
