"""Records what PySpark gets from Spark ML over Connect, as `results/golden/ml.exs`.

    python test/contract/record_ml_results.py sc://HOST

`results/cases/ml.json` has the rows, and for each class its parameters, the attributes of the model
and of its summary, and a column that it adds, of which a hash is recorded.
"""

import importlib
import json
import os
import pathlib
import sys

# Leaves no files but the goldens.
sys.dont_write_bytecode = True

from pyspark.ml.evaluation import Evaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.linalg import Matrix, Vector
from pyspark.ml.wrapper import JavaEstimator
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import goldens
from elixir_text import number

HERE = pathlib.Path(__file__).parent / "results"
OFFLOADING = "spark.connect.session.connectML.mlCache.memoryControl.enabled"


def text(value):
    if isinstance(value, (Vector, Matrix)):
        return text(value.toArray().tolist())
    if isinstance(value, list):
        return "[" + ", ".join(text(element) for element in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return number(value)
    return json.dumps(value)


def made(case):
    module, name = case["class"].replace("org.apache.spark", "pyspark").rsplit(".", 1)
    stage = getattr(importlib.import_module(module), name)()
    return name, stage._set(**case["params"])


def results(case, rows):
    name, stage = made(case)
    if isinstance(stage, Evaluator):
        return name, {"metric": stage.evaluate(rows)}
    found = {}
    if isinstance(stage, JavaEstimator):
        stage = stage.fit(rows)
        for attribute in case["attributes"]:
            found[attribute] = stage._call_java(attribute)
        for attribute in case.get("summary", []):
            # A method of some classes, a property of the others.
            summary = stage.summary() if callable(stage.summary) else stage.summary
            found["summary." + attribute] = summary._call_java(attribute)
    if case["output"]:
        hashes = stage.transform(rows).agg(F.expr(f"bit_xor(xxhash64({case['output']}))"))
        found["hash"] = hashes.first()[0]
    return name, found


def main(url):
    spark = SparkSession.builder.remote(url).getOrCreate()
    spark.conf.set(OFFLOADING, "false")
    cases = json.loads((HERE / "cases" / "ml.json").read_text())
    rows = VectorAssembler(inputCols=["a", "b", "c"], outputCol="features").transform(spark.sql(cases["rows"]))
    rows = VectorAssembler(inputCols=["positive1"], outputCol="positive").transform(rows)
    lines = []
    for case in cases["cases"]:
        name, found = results(case, rows)
        print(name, flush=True)
        values = ", ".join(f"{json.dumps(key)} => {text(value)}" for key, value in found.items())
        lines.append(f"{json.dumps(name)} => %{{{values}}}")
    goldens.write(__file__, "ml", lines)


main(sys.argv[1])
# PySpark deletes the models one by one when Python ends.
sys.stdout.flush()
os._exit(0)
