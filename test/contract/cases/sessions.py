"""What a session offers beside reading: `pyspark.sql.connect.session`, `catalog`, `udf` and `tvf`."""

from pyspark.sql.connect import functions as F
from pyspark.sql.connect import proto
from pyspark.sql.connect.column import Column
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.expressions import Expression
from pyspark.sql.connect.plan import LogicalPlan
from pyspark.sql.types import LongType, StringType, StructField, StructType
from pyspark.storagelevel import StorageLevel

from cases import area


@area
def session(case, session):
    spark = session.spark
    case("range to", spark.range(10))
    case("range", spark.range(5, 10))
    case("range from 0", spark.range(0, 10))
    case("range with a step", spark.range(10, 0, -2))
    case("range in partitions", spark.range(0, 10, 1, 4))
    case("sql", spark.sql("SELECT 1"))
    case("sql with values by position", spark.sql("SELECT ?, ?", args=[1, "a"]))
    case("sql with values by name", spark.sql("SELECT :a, :b", args={"b": 1.5, "a": None}))
    case("sql with columns", spark.sql("SELECT ?", args=[F.array(F.lit(1), F.lit(2))]))
    query, late = "SELECT * FROM {late} JOIN {t} USING (id) WHERE id = :n", spark.range(3)
    case("sql with frames", spark.sql(query, {"n": 1}, late=late, t=spark.range(9)))


@area
def server_command(case, session):
    client = session.spark.client
    case("get_resources", lambda: client._resources())
    # PySpark has the message only.
    command = proto.Command()
    command.execute_external_command.runner = "example.Runner"
    command.execute_external_command.command = "VACUUM t"
    command.execute_external_command.options["dryRun"] = "true"
    case("execute_external_command", lambda: client.execute_command(command, []))


# As clients of plugins extend PySpark.
class ExtensionPlan(LogicalPlan):
    def __init__(self):
        super().__init__(None)

    def plan(self, _session):
        return set_extension(self._create_proto_relation())


class ExtensionExpression(Expression):
    def to_plan(self, _session):
        return set_extension(proto.Expression())


def set_extension(message):
    message.extension.type_url = "type.googleapis.com/example.Message"
    message.extension.value = b"\x0a\x01a"
    return message


@area
def extension(case, session):
    spark = session.spark
    frame = DataFrame(ExtensionPlan(), spark)
    case("frame", frame)
    case("step of a frame", frame.limit(3))
    case("column", spark.range(3).select(Column(ExtensionExpression())))
    case("execute", lambda: spark.client.execute_command(set_extension(proto.Command()), []))


@area
def table_valued_function(case, session):
    tvf, pair = session.spark.tvf, F.array(F.lit(1), F.lit(2))
    case("explode", tvf.explode(pair))
    case("explode_outer", tvf.explode_outer(pair))
    case("posexplode", tvf.posexplode(pair))
    case("posexplode_outer", tvf.posexplode_outer(pair))
    case("inline", tvf.inline(F.col("a")))
    case("inline_outer", tvf.inline_outer(F.col("a")))
    case("variant_explode", tvf.variant_explode(F.parse_json(F.lit("[1]"))))
    case("variant_explode_outer", tvf.variant_explode_outer(F.col("a")))
    case("collations", tvf.collations())
    case("sql_keywords", tvf.sql_keywords())
    case("python_worker_logs", tvf.python_worker_logs())
    case("json_tuple", tvf.json_tuple(F.lit("{}"), F.lit("a"), F.lit("b")))
    case("stack", tvf.stack(F.lit(2), F.lit(1), F.lit(2), F.lit(3), F.lit(4)))
    case("range to", tvf.range(10))
    case("range", tvf.range(0, 10, 2, 4))


@area
def catalog(case, session):
    catalog = session.spark.catalog
    schema = StructType([StructField("id", LongType(), False), StructField("n", StringType())])
    case("current_catalog", lambda: catalog.currentCatalog())
    case("set_current_catalog", lambda: catalog.setCurrentCatalog("c"))
    case("list_catalogs", lambda: catalog.listCatalogs())
    case("list_catalogs by pattern", lambda: catalog.listCatalogs("c*"))
    case("current_database", lambda: catalog.currentDatabase())
    case("set_current_database", lambda: catalog.setCurrentDatabase("d"))
    case("list_databases", lambda: catalog.listDatabases())
    case("list_databases by pattern", lambda: catalog.listDatabases("d*"))
    case("get_database", lambda: catalog.getDatabase("c.d"))
    case("database_exists", lambda: catalog.databaseExists("d"))
    case("list_tables", lambda: catalog.listTables())
    case("list_tables of a database", lambda: catalog.listTables("d", "t*"))
    case("get_table", lambda: catalog.getTable("d.t"))
    case("list_functions", lambda: catalog.listFunctions())
    case("list_functions of a database", lambda: catalog.listFunctions("d", "f*"))
    case("function_exists", lambda: catalog.functionExists("f"))
    case("function_exists in a database", lambda: catalog.functionExists("f", "d"))
    case("get_function", lambda: catalog.getFunction("f"))
    case("list_columns", lambda: catalog.listColumns("d.t"))
    case("list_columns in a database", lambda: catalog.listColumns("t", "d"))
    case("table_exists", lambda: catalog.tableExists("t"))
    case("table_exists in a database", lambda: catalog.tableExists("t", "d"))
    case("create_table", lambda: catalog.createTable("t"))
    case(
        "create_table with everything",
        lambda: catalog.createTable("t", "/p", "csv", schema, "a table", header="true"),
    )
    case("create_external_table", lambda: catalog.createExternalTable("t", "/p", "parquet"))
    case("drop_temp_view", lambda: catalog.dropTempView("v"))
    case("drop_global_temp_view", lambda: catalog.dropGlobalTempView("v"))
    case("is_cached", lambda: catalog.isCached("t"))
    case("cache_table", lambda: catalog.cacheTable("t"))
    case("cache_table at a level", lambda: catalog.cacheTable("t", StorageLevel.OFF_HEAP))
    case("uncache_table", lambda: catalog.uncacheTable("t"))
    case("clear_cache", lambda: catalog.clearCache())
    case("refresh_table", lambda: catalog.refreshTable("t"))
    case("recover_partitions", lambda: catalog.recoverPartitions("t"))
    case("refresh_by_path", lambda: catalog.refreshByPath("/p"))


@area
def udf_registration(case, session):
    udf, plus_one = session.spark.udf, lambda x: x + 1
    case("register_java_function", lambda: udf.registerJavaFunction("f", "com.example.F"))
    case("register_java_function of a type", lambda: udf.registerJavaFunction("f", "com.example.F", LongType()))
    case("register_java_udaf", lambda: udf.registerJavaUDAF("f", "com.example.F"))
    case("register", lambda: udf.register("f", plus_one))
    case("register with a type", lambda: udf.register("f", plus_one, LongType()))
    case("register with everything", lambda: udf.register("f", F.udf(plus_one, LongType()).asNondeterministic()))


@area
def udtf_registration(case, session):
    class Rows:
        def eval(self, n):
            yield n,

    udtf = session.spark.udtf
    schema = StructType([StructField("n", LongType())])
    case("register", lambda: udtf.register("f", F.udtf(Rows, returnType=schema, useArrow=False)))
    case(
        "register what is deterministic",
        lambda: udtf.register("f", F.udtf(Rows, returnType=schema, useArrow=True).asDeterministic()),
    )


@area
def configuration(case, session):
    conf = session.spark.conf
    case("get", lambda: conf.get("a"))
    case("get with a default", lambda: conf.get("a", "b"))
    case("get without a default", lambda: conf.get("a", None))
    case("get_all", lambda: conf.getAll)
    case("set", lambda: conf.set("a", "b"))
    case("set a number", lambda: conf.set("a", 1))
    case("set a boolean", lambda: conf.set("a", True))
    case("unset", lambda: conf.unset("a"))
    case("is_modifiable", lambda: conf.isModifiable("a"))


@area
def interrupt(case, session):
    spark = session.spark
    case("interrupt_all", lambda: spark.interruptAll())
    case("interrupt_tag", lambda: spark.interruptTag("a tag"))
    case("interrupt_operation", lambda: spark.interruptOperation("an id"))


@area
def schema_text(case, session):
    client = session.spark.client
    case("version", lambda: session.spark.version)
    case("parse_ddl", lambda: client._analyze(method="ddl_parse", ddl_string="id INT"))
    case("json_to_ddl", lambda: client._analyze(method="json_to_ddl", json_string="{}"))
