"""Records what PySpark's `spark-pipelines` makes of a pipeline, for `results/pipeline_test.exs`.

    SPARK_REMOTE=sc://localhost:15002 python test/contract/record_pipeline.py

The server must be on this machine, and this Python needs PyYAML. The pipeline and its input are
in `results/pipeline`. The golden is `results/golden/pipeline.exs`: for each step the messages of
the events, whether the run succeeded, and the rows of the tables afterwards.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from recording import HERE, case, main, rows, write_golden
from record import string

DATABASE = "recorded_pipeline"
TABLES = ["orders", "by_shop", "best"]
PROJECT = HERE / "pipeline"

# Retrying a failed flow takes 17 seconds.
SPEC = """
name: recorded
database: {database}
storage: file://{folder}/storage
configuration:
  spark.sql.pipelines.maxFlowRetryAttempts: "0"
  spark.sql.shuffle.partitions: "1"
libraries:
  - glob:
      include: transformations/**
"""

BAD = {
    "a missing dataset": "CREATE MATERIALIZED VIEW bad USING parquet AS SELECT * FROM nowhere;",
    "a flow that fails": "CREATE MATERIALIZED VIEW bad USING parquet AS "
    "SELECT raise_error('boom') AS x;",
}


# Each event is a line with its time; what else the client logs has other texts.
def events(output):
    lines = re.findall(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d: (.*)$", output, re.MULTILINE)
    return [line for line in lines if re.match(r"(Flow|Run|Failed to resolve) ", line)]


def run(folder, *arguments):
    program = shutil.which("spark-pipelines", path=str(pathlib.Path(sys.executable).parent))
    spec = str(folder / "spark-pipeline.yml")
    command = [program, *arguments, "--remote", os.environ["SPARK_REMOTE"], "--spec", spec]
    env = {**os.environ, "LANDING": str(folder / "landing"), "PYSPARK_PYTHON": sys.executable}
    env["PYSPARK_DRIVER_PYTHON"] = sys.executable
    output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run(command, env=env, **output)
    if "-v" in sys.argv:
        print(done.stdout)
    return done


def outcome(done):
    messages = ", ".join(string(message) for message in events(done.stdout))
    return [f"ok: {str(done.returncode == 0).lower()}", f"events: [{messages}]"]


def tables(spark):
    found = []
    for table in TABLES:
        name = f"{DATABASE}.{table}"
        if spark.catalog.tableExists(name):
            # The session knows the files of the last run.
            spark.catalog.refreshTable(name)
            values = ", ".join(sorted(rows(spark.table(name))))
            found.append(f"{string(table)} => [{values}]")
    return f"tables: %{{{', '.join(found)}}}"


def write_spec(folder):
    (folder / "spark-pipeline.yml").write_text(SPEC.format(database=DATABASE, folder=folder))


def steps(folder):
    landing, transformations = folder / "landing", folder / "transformations"
    landing.mkdir()
    shutil.copytree(PROJECT / "transformations", transformations)
    write_spec(folder)

    shutil.copy(PROJECT / "landing/1.json", landing)
    yield "1. dry run", run(folder, "dry-run")
    yield "2. first run", run(folder, "run")
    (landing / "1.json").unlink()
    shutil.copy(PROJECT / "landing/2.json", landing)
    yield "3. second run", run(folder, "run")
    yield "4. full refresh of a dataset", run(folder, "run", "--full-refresh", "orders")


def failures(folder):
    for name, sql in BAD.items():
        project = folder / name.replace(" ", "_")
        (project / "transformations").mkdir(parents=True)
        (project / "transformations/bad.sql").write_text(sql)
        write_spec(project)
        yield name, run(project, "run")


def record(spark):
    spark.sql(f"DROP DATABASE IF EXISTS {DATABASE} CASCADE").collect()
    spark.sql(f"CREATE DATABASE {DATABASE}").collect()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        recorded = [case(name, [*outcome(done), tables(spark)]) for name, done in steps(folder)]
        recorded += [case(name, outcome(done)) for name, done in failures(folder)]
    spark.sql(f"DROP DATABASE {DATABASE} CASCADE").collect()
    return [write_golden(__file__, "pipeline", recorded)]


if __name__ == "__main__":
    main(record)
