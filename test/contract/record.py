"""Records the plans that PySpark's Connect client builds, as the goldens of the contract tests.

    python test/contract/record.py [AREA ...]

It needs a Python with `pyspark[connect]==4.1.1`, or 4.3.0 for the areas of `cases/newest.py`, and no
server: PySpark builds plans itself. Without names it records the areas of the installed version.
Each function marked `@area` under `cases` defines the cases of one file, `golden/<area>.exs`. The
test `<area>_test.exs` builds the same plans with SparkEx and compares them.

A golden maps the name of a case to the message as Elixir data, with proto field names as keys and
enums as atoms. It leaves out absent fields, optional flags that are false, empty optional strings
and call sites. Arrow data is recorded as rows. Plan ids count from 0 in the order in which they
appear when keys are read in alphabetical order. A random seed is `:random`.
"""

import datetime
import decimal
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time
import types
import warnings
# Leaves no files but the goldens.
sys.dont_write_bytecode = True

import pyarrow
import pyspark
from google.protobuf.descriptor import FieldDescriptor
from pyspark.serializers import CloudPickleSerializer
from pyspark.sql.connect.column import Column
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.plan import LogicalPlan
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.connect.sql_formatter import SQLStringFormatter
from pyspark.sql.connect.table_arg import TableArg
from pyspark.sql.types import StructField, StructType

from cases import AREAS
from elixir_text import number, string

GOLDEN = pathlib.Path(__file__).parent / "golden"

# Replaces every random number, so that the plan shows where one was used.
RANDOM = 4_611_686_018_427_387_904
random.randint = lambda _low, _high: RANDOM

# Plan ids count from 1, since a field without presence would not show 0.
LogicalPlan._nextPlanId = 1

# A pickled function is long and valid for one version of Python only.
CloudPickleSerializer.dumps = lambda _self, _function: b"pickled"

# The views of frames in a text keep their names instead of random ones.
def view(formatter, value, name):
    formatter._temp_views.append((value, name))
    return "{" + name + "}"


SQLStringFormatter._convert_value = view

# How PySpark converts a timestamp without a zone depends on the time zone of the machine.
os.environ["TZ"] = "UTC"
time.tzset()
# Windows without partitions are intended here.
warnings.filterwarnings("ignore", "WARN WindowExpression")
# Deprecated names and parameters are recorded as well.
warnings.filterwarnings("ignore", category=FutureWarning)


# The configuration that PySpark reads before it builds local data, with Spark's defaults.
CONFIGURATION = {
    "spark.sql.timestampType": "TIMESTAMP_LTZ",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.session.localRelationCacheThreshold": "1048576",
    "spark.sql.session.localRelationChunkSizeRows": "10000",
    "spark.sql.session.localRelationChunkSizeBytes": "16777216",
    "spark.sql.session.localRelationBatchOfChunksSizeBytes": "1073741824",
    "spark.sql.execution.pandas.convertToArrowArraySafely": "false",
    "spark.sql.execution.pandas.inferPandasDictAsMap": "false",
    "spark.sql.pyspark.inferNestedDictAsStruct.enabled": "false",
    "spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled": "false",
    "spark.sql.pyspark.legacy.inferMapTypeFromFirstPair.enabled": "false",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}


class Kept(Exception):
    """Ends a PySpark call where it would contact a server, after its request was kept."""


class Recorder:
    """A session without a server: it builds plans, and keeps requests instead of sending them."""

    def __init__(self):
        self.spark = SparkSession(connection="sc://localhost:1")
        client = self.spark.client
        client.execute_command = self.command
        client.get_config_dict = lambda *keys: {key: CONFIGURATION[key] for key in keys}
        client._execute = lambda request: self.keep(request.plan.command)
        client.to_table = lambda plan, _observations: self.keep(plan.root)
        client._stub = types.SimpleNamespace(AnalyzePlan=self.call, Config=self.call, Interrupt=self.call)
        self.kept = None

    def keep(self, message):
        self.kept = message
        raise Kept

    # Does not raise: PySpark turns a SQL command into a frame with or without an answer.
    def command(self, command, _observations=None):
        self.kept = command
        return None, {}, None

    # Removes the fields that every request has.
    def call(self, request, **_metadata):
        for field in ["session_id", "user_context", "client_type"]:
            request.ClearField(field)
        self.keep(request)

    def table(self, name, /, **columns):
        frame = self.spark.read.table(name)
        # The schema that PySpark would request from a server.
        fields = [StructField(column, kind) for column, kind in columns.items()]
        frame._cached_schema = StructType(fields)
        return frame

    def message(self, value):
        if isinstance(value, DataFrame):
            return value._plan.plan(self.spark.client)
        if isinstance(value, (Column, TableArg)):
            return value.to_plan(self.spark.client)
        self.kept = None
        try:
            value()
        except Kept:
            pass
        except (AssertionError, KeyError):
            # A checkpoint and a streaming query expect an answer.
            assert self.kept is not None
        return self.kept


# Messages as Elixir text


def term(message):
    """A message as nested dicts and lists, without the fields that a golden leaves out."""
    fields = {}
    for field, value in message.ListFields():
        if field.name == "origin" or (field.name == "common" and not has_plan_id(value)):
            continue
        if field.full_name == "spark.connect.LocalRelation.data":
            fields[field.name] = rows(value)
        elif field.message_type and field.message_type.GetOptions().map_entry:
            kind = field.message_type.fields_by_name["value"]
            fields[field.name] = Texts({key: scalar(kind, value[key]) for key in value})
        elif repeated(field):
            fields[field.name] = [scalar(field, item) for item in value]
        elif not says_nothing(field, value):
            fields[field.name] = scalar(field, value)
    return fields


def rows(stream):
    """Arrow data, whose bytes depend on their writer, as the rows that it holds."""
    table = pyarrow.ipc.open_stream(stream).read_all()
    columns = [[cell(value, column.type) for value in column.to_pylist()] for column in table.columns]
    return [list(row) for row in zip(*columns)]


def cell(value, kind):
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, (datetime.date, decimal.Decimal)):
        return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime.date) else str(value)
    if pyarrow.types.is_list(kind):
        return [cell(item, kind.value_type) for item in value]
    if pyarrow.types.is_map(kind):
        return Texts({key: cell(item, kind.item_type) for key, item in value})
    return Texts({field.name: cell(value[field.name], field.type) for field in kind})


def repeated(field):
    # Newer releases of protobuf have a property for it, and warn of the label.
    if hasattr(field, "is_repeated"):
        return field.is_repeated
    return field.label == FieldDescriptor.LABEL_REPEATED


def has_plan_id(common):
    return "plan_id" in common.DESCRIPTOR.fields_by_name and common.HasField("plan_id")


def says_nothing(field, value):
    # The default of 4.1. Newer servers know a STRING with this collation as another type.
    if field.name == "collation" and value == "UTF8_BINARY":
        return True
    oneof = field.containing_oneof
    optional = oneof is not None and len(oneof.fields) == 1
    # For these a server tells false from absent.
    return optional and field.name != "is_internal" and value in (False, "") and type(value) in (bool, str)


class Atom(str):
    """A text that is an atom in Elixir."""


class Texts(dict):
    """A map whose keys are texts in Elixir, not the names of fields."""


def scalar(field, value):
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return term(value)
    if field.type == FieldDescriptor.TYPE_ENUM:
        return Atom(field.enum_type.values_by_number[value].name)
    if value == RANDOM:
        return Atom("random")
    return value


def renumber(value, ids):
    if isinstance(value, list):
        for item in value:
            renumber(item, ids)
    elif isinstance(value, dict):
        for key in sorted(value):
            if key == "plan_id":
                value[key] = ids.setdefault(value[key], len(ids))
            else:
                renumber(value[key], ids)
    return value


def text(value):
    if isinstance(value, dict):
        if isinstance(value, Texts):
            items = [f"{string(key)} => {text(value[key])}" for key in sorted(value)]
        else:
            items = [f"{key}: {text(value[key])}" for key in sorted(value)]
        return "%{" + ", ".join(items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(text(item) for item in value) + "]"
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Atom):
        return ":" + value
    if isinstance(value, float):
        return number(value)
    if isinstance(value, bytes):
        return "<<" + ", ".join(str(byte) for byte in value) + ">>"
    if isinstance(value, str):
        return string(value)
    return str(value)


# Recording


def record(name):
    session, cases = Recorder(), {}

    def case(title, value):
        assert title not in cases, f"{name} has two cases named {title!r}"
        cases[title] = renumber(term(session.message(value)), {})

    AREAS[name](case, session)
    lines = [f"  {string(title)} => {text(value)}" for title, value in cases.items()]
    header = f"# Recorded by test/contract/record.py from PySpark {pyspark.__version__}. Not to be edited.\n"
    path = GOLDEN / f"{name}.exs"
    path.write_text(header + "%{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{path.name}: {len(cases)} cases")
    return path


def main(names):
    if unknown := set(names) - set(AREAS):
        sys.exit(f"no such area: {', '.join(unknown)} (there are {', '.join(AREAS)})")
    installed = [name for name, area in AREAS.items() if area.pyspark == pyspark.__version__]
    if not installed or set(names) - set(installed):
        sys.exit(f"PySpark {pyspark.__version__} records these areas: {', '.join(installed) or 'none'}")
    if not (mix := shutil.which("mix")):
        sys.exit("mix is needed to lay out the goldens, and is not on the PATH")
    GOLDEN.mkdir(exist_ok=True)
    paths = [record(name) for name in names or installed]
    subprocess.run([mix, "format", *map(str, paths)], check=True, cwd=GOLDEN.parents[2])


if __name__ == "__main__":
    main(sys.argv[1:])
