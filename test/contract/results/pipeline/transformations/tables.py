"""The pipeline of `record_pipeline.py`, each dataset after the one that it reads.

`test/support/pipeline_cases.ex` has the same definitions.
"""

import os

from pyspark import pipelines as dp
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.active()
SCHEMA = "id BIGINT, shop STRING, price DOUBLE"

dp.create_streaming_table(
    "orders", format="parquet", comment="All orders", table_properties={"quality": "raw"}
)


@dp.append_flow(target="orders", name="from_files")
def from_files():
    return spark.readStream.schema(SCHEMA).json(os.environ["LANDING"])


@dp.temporary_view()
def priced():
    return spark.read.table("orders").where("price IS NOT NULL")


@dp.materialized_view(format="parquet")
def by_shop():
    orders, total = F.count("*").alias("orders"), F.sum("price").alias("total")
    return spark.read.table("priced").groupBy("shop").agg(orders, total)
