"""Declarative pipelines: `pyspark.pipelines`."""

from pyspark import pipelines as dp
from pyspark.pipelines.graph_element_registry import graph_element_registration_context
from pyspark.pipelines.spark_connect_graph_element_registry import SparkConnectGraphElementRegistry
from pyspark.sql.types import LongType, StructField, StructType

from cases import area, newest_area


def recorder(case, session):
    """Returns a function that records the commands of a definition, without its place."""
    client, commands = session.spark.client, []
    client.execute_command = lambda command, *_rest: commands.append(command) or (None, {}, None)
    registry = SparkConnectGraphElementRegistry(session.spark, "g")

    def record(name, define):
        commands.clear()
        with graph_element_registration_context(registry):
            define()
        for command in list(commands):
            kind = command.pipeline_command.WhichOneof("command_type")
            definition = getattr(command.pipeline_command, kind)
            if "source_code_location" in definition.DESCRIPTOR.fields_by_name:
                definition.ClearField("source_code_location")
            case(f"{name}: {kind}", lambda: session.keep(command))

    return record, registry


def query(session):
    return lambda: session.spark.read.table("t")


@area
def pipeline(case, session):
    record, registry = recorder(case, session)
    everything = {
        "comment": "c",
        "spark_conf": {"a": "1"},
        "table_properties": {"p": "2"},
        "partition_cols": ["x"],
        "cluster_by": ["y"],
        "schema": "x INT",
        "format": "parquet",
    }
    without_conf = {key: value for key, value in everything.items() if key != "spark_conf"}
    schema = StructType([StructField("id", LongType())])

    record("materialized_view", lambda: dp.materialized_view(name="m")(query(session)))
    record("materialized_view with everything", lambda: dp.materialized_view(name="m", **everything)(query(session)))
    record("table", lambda: dp.table(name="s")(lambda: session.spark.readStream.table("t")))
    record("table with everything", lambda: dp.table(name="s", **everything)(query(session)))
    record("create_streaming_table", lambda: dp.create_streaming_table("s", **without_conf))
    record("schema as a type", lambda: dp.create_streaming_table("s", schema=schema))
    record("temporary_view", lambda: dp.temporary_view(name="v", comment="c", spark_conf={"a": "1"})(query(session)))
    record("append_flow", lambda: dp.append_flow(target="s", name="f", spark_conf={"a": "1"})(query(session)))
    record("create_sink", lambda: dp.create_sink("k", "csv", {"path": "/out"}))
    record("sql", lambda: registry.register_sql("CREATE STREAMING TABLE s", "a.sql"))


@newest_area
def pipeline_auto_cdc(case, session):
    record, _registry = recorder(case, session)
    record("auto_cdc", lambda: dp.create_auto_cdc_flow("t", "s", ["id"], "at"))
    record(
        "auto_cdc with everything",
        lambda: dp.create_auto_cdc_flow(
            "t",
            "s",
            ["id", "region"],
            "at",
            apply_as_deletes="kind = 'D'",
            except_column_list=["kind", "at"],
            stored_as_scd_type=2,
            name="f",
            track_history_column_list=["price"],
            spark_conf={"a": "1"},
        ),
    )
    record(
        "auto_cdc with columns",
        lambda: dp.create_auto_cdc_flow("t", "s", ["id"], "at", column_list=["id", "x"], stored_as_scd_type=1),
    )
