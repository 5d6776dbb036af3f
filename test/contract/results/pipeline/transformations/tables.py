"""The pipeline of `record_pipeline.py`, each dataset after the one that it reads.

`test/support/pipeline_cases.ex` has the same definitions.
"""

import os

from pyspark import pipelines as dp
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.active()


@dp.table(format="parquet", comment="All orders", table_properties={"quality": "raw"})
def orders():
    schema = "id BIGINT, shop STRING, price DOUBLE"
    return spark.readStream.schema(schema).json(os.environ["LANDING"])


dp.create_streaming_table("archive", format="parquet", schema="id BIGINT, shop STRING, price DOUBLE")


@dp.append_flow(target="archive", name="from_orders")
def from_orders():
    return spark.readStream.table("orders")


@dp.temporary_view()
def priced():
    return spark.read.table("archive").where("price IS NOT NULL")


@dp.materialized_view(format="parquet")
def by_shop():
    return spark.read.table("priced").groupBy("shop").agg(F.count("*").alias("orders"), F.sum("price").alias("total"))
