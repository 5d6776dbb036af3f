"""Writes the table of PySpark's API, `pyspark-<version>.tsv`, from the installed PySpark.

    python dev/parity/record.py

It needs a Python with `pyspark[connect]`, numpy and pandas, and no server. A row is a public member
of one of the classes below, or a function of one of the modules: area, class, name and kind.
"""

import importlib
import inspect
import pathlib
import sys
import warnings

sys.dont_write_bytecode = True
warnings.filterwarnings("ignore")

import pyspark
import pyspark.ml.base
import pyspark.ml.param
import pyspark.ml.util
import pyspark.ml.wrapper
from pyspark.ml.param import Param, Params

HERE = pathlib.Path(__file__).parent
SQL = "pyspark.sql.connect."

# Area, module and classes. `Inner.Class as Name` has another name in the table.
CLASSES = [
    ("session", SQL + "session", "SparkSession; SparkSession.Builder as Builder; SparkSession.Hook"),
    ("conf", SQL + "conf", "RuntimeConf"),
    ("context", SQL + "context", "SQLContext; HiveContext"),
    ("dataframe", SQL + "dataframe", "DataFrame"),
    ("dataframe.na", SQL + "dataframe", "DataFrameNaFunctions"),
    ("dataframe.stat", SQL + "dataframe", "DataFrameStatFunctions"),
    ("table_arg", SQL + "table_arg", "TableArg"),
    ("column", SQL + "column", "Column"),
    ("group", SQL + "group", "GroupedData; PandasCogroupedOps"),
    ("catalog", SQL + "catalog", "Catalog"),
    ("read", SQL + "readwriter", "DataFrameReader"),
    ("write", SQL + "readwriter", "DataFrameWriter"),
    ("write_v2", SQL + "readwriter", "DataFrameWriterV2"),
    (
        "merge",
        SQL + "merge",
        "MergeIntoWriter; MergeIntoWriter.WhenMatched as WhenMatched; MergeIntoWriter.WhenNotMatched "
        "as WhenNotMatched; MergeIntoWriter.WhenNotMatchedBySource as WhenNotMatchedBySource",
    ),
    ("window", "pyspark.sql.window", "Window; WindowSpec"),
    ("observation", SQL + "observation", "Observation"),
    ("udf", SQL + "udf", "UDFRegistration; UserDefinedFunction"),
    ("udtf", SQL + "udtf", "UDTFRegistration; UserDefinedTableFunction"),
    ("data_source", SQL + "datasource", "DataSourceRegistration"),
    ("resource", SQL + "resource.profile", "ResourceProfile"),
    ("tvf", SQL + "tvf", "TableValuedFunction"),
    ("types", "pyspark.storagelevel", "StorageLevel"),
    (
        "types",
        "pyspark.sql.types",
        "DataType; NullType; CharType; StringType; VarcharType; BinaryType; BooleanType; DateType; "
        "TimeType; TimestampType; TimestampNTZType; DecimalType; DoubleType; Geography; Geometry; "
        "FloatType; ByteType; IntegerType; LongType; DayTimeIntervalType; YearMonthIntervalType; "
        "CalendarIntervalType; Row; ShortType; ArrayType; MapType; StructField; StructType; "
        "VariantType; VariantVal; GeographyType; GeometryType; UserDefinedType",
    ),
    ("streaming.read", SQL + "streaming.readwriter", "DataStreamReader"),
    ("streaming.write", SQL + "streaming.readwriter", "DataStreamWriter"),
    ("streaming.query", SQL + "streaming.query", "StreamingQuery; StreamingQueryManager"),
    (
        "streaming.listener",
        "pyspark.sql.streaming.listener",
        "StreamingQueryListener; QueryIdleEvent; QueryProgressEvent; QueryStartedEvent; "
        "QueryTerminatedEvent; SinkProgress; SourceProgress; StateOperatorProgress; "
        "StreamingQueryProgress",
    ),
    ("ml.base", "pyspark.ml.base", "Estimator; Transformer"),
    ("ml.base", "pyspark.ml.evaluation", "Evaluator"),
    ("ml.base", "pyspark.ml.util", "MLWriter; MLReader"),
    ("ml.base", "pyspark.ml.param", "Params"),
    ("ml.stat", "pyspark.ml.stat", "Correlation; ChiSquareTest; KolmogorovSmirnovTest; Summarizer; SummaryBuilder; MultivariateGaussian"),
    ("ml.linalg", "pyspark.ml.linalg", "DenseVector; SparseVector; DenseMatrix; SparseMatrix; Vectors; Matrices"),
]

# Values: only their class is a row.
VALUES = [
    ("catalog", "pyspark.sql.catalog", "CatalogMetadata Database Table Column Function TablePartition"),
]

FUNCTIONS = [
    ("functions.avro", "pyspark.sql.connect.avro.functions", "avro.functions"),
    ("functions.protobuf", "pyspark.sql.connect.protobuf.functions", "protobuf.functions"),
    ("functions", "pyspark.sql.functions", "functions"),
    ("functions", "pyspark.sql.functions.builtin", "functions"),
    ("functions", "pyspark.sql.functions.partitioning", "functions.partitioning"),
    ("ml.functions", "pyspark.ml.functions", "ml.functions"),
    ("pipelines", "pyspark.pipelines", "pipelines"),
]

# Modules whose classes are all part of the API.
ML = ["classification", "regression", "clustering", "recommendation", "fpm", "feature", "evaluation", "tuning", "pipeline"]

# Methods of a class that are called by its name or by an operator.
SPECIAL = {
    "DataFrame": ["__getattr__", "__getitem__", "_joinAsOf", "_repr_html_"],
    "UserDefinedFunction": ["__call__"],
    "UserDefinedTableFunction": ["__call__"],
    "MLReader": ["session"],
    "MLWriter": ["session"],
}
OPERATORS = (
    "add and div eq ge getattr getitem gt invert le lt mod mul ne neg or pow radd rand rdiv rmod rmul ror "
    "rpow rsub rtruediv sub truediv"
).split()
SPECIAL["Column"] = [f"__{name}__" for name in OPERATORS]

# Classes that users construct.
CONSTRUCTED = {
    "MultivariateGaussian",
    "Observation",
    "ResourceProfile",
    "SparkSession",
    "UserDefinedFunction",
    "UserDefinedTableFunction",
}
# What PySpark uses itself.
INTERNAL = {"TableArg.to_plan", "Column.to_plan", "MLWriter.saveImpl", "StreamingQueryListener.spark"}
# What all stages of ML have, listed once below ml.base.
STAGES = (pyspark.ml.base, pyspark.ml.param, pyspark.ml.util, pyspark.ml.wrapper)
OF_MODELS = {"hasSummary", "summary", "numFeatures", "predict"}


def found(module, path):
    value = importlib.import_module(module)
    for part in path.split("."):
        value = getattr(value, part, None)
    return value


def kind(member):
    if isinstance(member, property) or not callable(member) and not isinstance(member, (classmethod, staticmethod)):
        return "property"
    return "method"


def unsupported(member):
    """Whether a member does nothing but refuse."""
    code = member.fget if isinstance(member, property) else member
    try:
        lines = inspect.getsource(code).splitlines()
    except (TypeError, OSError):
        return False
    return len(lines) < 10 and "NOT_IMPLEMENTED" in "".join(lines)


def class_rows(area, module, classes):
    for entry in classes.split(";"):
        path, _, name = entry.strip().partition(" as ")
        name = name or path
        if (cls := found(module, path)) is None:
            continue
        if name in CONSTRUCTED or area == "types":
            yield area, name, name, "constructor"
        for member in [*vars(cls), *SPECIAL.get(name, [])]:
            hidden = member.startswith("_") and member not in SPECIAL.get(name, [])
            if not hidden and f"{name}.{member}" not in INTERNAL and not inspect.isclass(vars(cls).get(member)):
                # The base classes of types refuse what their subclasses implement.
                value = inspect.getattr_static(cls, member, None)
                refused = area != "types" and unsupported(value)
                yield area, name, member, "unsupported" if refused else kind(value)


def value_rows(area, module, classes):
    for name in classes.split():
        if found(module, name):
            yield area, f"{area}.{name}", name, "constructor"


def function_rows(area, module, name):
    module = importlib.import_module(module)
    public = getattr(module, "__all__", None) or [
        name for name, value in vars(module).items() if inspect.isfunction(value) and value.__module__ == module.__name__
    ]
    for function in public:
        if not function.startswith("_") and inspect.isfunction(getattr(module, function)):
            yield area, name, function, "function"


def ml_rows(name):
    module = importlib.import_module(f"pyspark.ml.{name}")
    common = {
        member
        for module_ in STAGES
        for cls in vars(module_).values()
        if inspect.isclass(cls) and cls.__module__.startswith("pyspark.ml")
        for member in vars(cls)
    } - OF_MODELS
    for class_name in getattr(module, "__all__", ["Pipeline"]):
        cls = getattr(module, class_name)
        if inspect.isclass(cls) and class_name not in ("Evaluator", "PipelineModel"):
            yield from stage_rows(f"ml.{name}", cls, common if issubclass(cls, Params) else set())


def stage_rows(area, cls, common):
    members = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("pyspark.ml"):
            members.update((name, value) for name, value in vars(base).items() if not name.startswith("_"))
    params = {name for name, value in members.items() if isinstance(value, Param)}
    constructed = issubclass(cls, Params) and not cls.__name__.endswith("Model")
    if constructed:
        yield area, cls.__name__, cls.__name__, "constructor"
        for name in sorted(params):
            yield area, cls.__name__, name, "param"
    for name in sorted(set(members) - params - common):
        if not (issubclass(cls, Params) and accessor(name, params)):
            yield area, cls.__name__, name, kind(members[name])


def accessor(name, params):
    if name in ("evaluate", "isLargerBetter"):
        return True
    return name.startswith("set") and name[3:4].isupper() or name.startswith("get") and name[3:4].lower() + name[4:] in params


def rows():
    for entry in CLASSES:
        yield from optional(class_rows, entry)
    for entry in VALUES:
        yield from optional(value_rows, entry)
    for entry in FUNCTIONS:
        yield from optional(function_rows, entry)
    for name in ML:
        yield from ml_rows(name)


def optional(make, entry):
    """The rows of a module that not every version has."""
    try:
        yield from make(*entry)
    except ModuleNotFoundError as error:
        print(f"left out {entry[1]}: {error}")


def main():
    table = HERE / f"pyspark-{pyspark.__version__}.tsv"
    lines = sorted(set(rows()))
    header = ("area", "class", "pyspark_name", "kind")
    table.write_text("".join("\t".join(line) + "\n" for line in [header, *lines]), encoding="utf-8")
    print(f"{table.name}: {len(lines)} methods")


if __name__ == "__main__":
    main()
