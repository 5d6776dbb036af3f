"""What is done with frames: `pyspark.sql.connect.dataframe` and `group`."""

from pyspark.sql.connect import functions as F
from pyspark.sql.types import LongType, StringType, StructField, StructType

from cases import area


@area
def project(case, session):
    df = session.table("t")
    case("select names", df.select("id", "name"))
    case("select one column", df.select(F.col("id")))
    case("select nothing", df.select())
    case("select all", df.select("*"))
    case("select the fields of a struct", df.select("address.*"))
    case("select an alias", df.select(F.col("id").alias("key"), "name"))
    case("select a column of the frame", df.select(df["id"]))
    case("select all columns of the frame", df.select(df["*"]))
    case("select by regular expression", df.select(df.colRegex("`a.*`")))
    case("select a metadata column", df.select(df.metadataColumn("_metadata")))
    case("select_expr", df.selectExpr("id + 1 AS next", "name"))
    case("with_column", df.withColumn("next", F.col("id") + 1))
    case("with_columns", df.withColumns({"b": F.col("x"), "a": F.lit(1)}))
    case("with_columns in a row", df.withColumn("a", F.lit(1)).withColumn("b", F.col("a")))
    case("with_column_renamed", df.withColumnRenamed("id", "key"))
    case("with_columns_renamed", df.withColumnsRenamed({"id": "key", "name": "label"}))
    case("with_metadata", df.withMetadata("id", {"unit": "mile", "tags": [1, 2.5, True, None]}))
    case("drop names", df.drop("id", "name"))
    case("drop a column", df.drop(df["id"]))
    case("drop names and columns", df.drop("id", F.col("name")))
    case("to_df", df.toDF("a", "b"))
    case("to", df.to(StructType([StructField("id", LongType()), StructField("n", StringType(), False)])))


@area
def filter_(case, session):
    df = session.table("t")
    case("a column", df.filter(F.col("id") > 3))
    case("a column of the frame", df.filter(df["id"] == 3))
    case("a text", df.filter("id > 3 AND name LIKE 'a%'"))
    case("where", df.where("id > 3"))
    case("twice", df.filter("a").filter("b"))
    case("limit", df.limit(5))
    case("limit 0", df.limit(0))
    case("offset", df.offset(5))
    case("offset and limit", df.offset(5).limit(3))
    case("distinct", df.distinct())
    case("drop_duplicates", df.dropDuplicates())
    case("drop_duplicates of names", df.dropDuplicates(["id", "name"]))
    case("drop_duplicates_within_watermark", df.dropDuplicatesWithinWatermark())
    case("drop_duplicates_within_watermark of names", df.dropDuplicatesWithinWatermark(["id"]))
    case("with_watermark", df.withWatermark("time", "10 minutes"))


@area
def join(case, session):
    left, right = session.table("l"), session.table("r")
    case("no condition", left.join(right))
    case("on one name", left.join(right, "id"))
    case("on names", left.join(right, ["id", "day"]))
    case("on no names", left.join(right, []))
    case("on a condition", left.join(right, left["id"] == right["key"]))
    case(
        "on conditions",
        left.join(right, [left["id"] == right["key"], left["a"] > right["b"], F.col("c") == 1]),
    )
    for how in (
        "inner cross outer full fullouter full_outer left leftouter left_outer right rightouter "
        "right_outer semi leftsemi left_semi anti leftanti left_anti"
    ).split():
        case(how, left.join(right, "id", how))
    case("in upper case", left.join(right, "id", "LEFT_OUTER"))
    case("with itself", left.join(left, left["id"] == left["parent"]))
    case("with itself by alias", left.alias("a").join(left.alias("b"), F.col("a.id") == F.col("b.id")))
    case("of joins", left.join(right, "id").join(session.table("x"), "id", "left"))
    case("cross_join", left.crossJoin(right))
    case("lateral", left.lateralJoin(right))
    case("lateral left on a condition", left.lateralJoin(right, F.col("a") == F.col("b"), "left"))
    case("lateral cross", left.lateralJoin(right, how="cross"))
    case("as of", left._joinAsOf(right, "time", "time"))
    case("as of on a name", left._joinAsOf(right, "time", "at", on="id", how="left"))
    case(
        "as of with everything",
        left._joinAsOf(
            right,
            left["time"],
            right["at"],
            on=[left["a"] == right["b"], left["c"] == right["d"]],
            tolerance=F.lit(5),
            allowExactMatches=False,
            direction="nearest",
        ),
    )


@area
def set_operation(case, session):
    left, right = session.table("l"), session.table("r")
    case("union", left.union(right))
    case("union_all", left.unionAll(right))
    case("union_by_name", left.unionByName(right))
    case("union_by_name with missing columns", left.unionByName(right, allowMissingColumns=True))
    case("intersect", left.intersect(right))
    case("intersect_all", left.intersectAll(right))
    case("except", left.subtract(right))
    case("except_all", left.exceptAll(right))
    case("with itself", left.union(left))


@area
def sort(case, session):
    df = session.table("t", id=LongType(), name=StringType())
    case("a name", df.orderBy("id"))
    case("names", df.orderBy("id", "name"))
    case("columns", df.orderBy(F.col("id"), df["name"]))
    case("desc", df.orderBy(F.desc("id")))
    case("asc_nulls_last", df.orderBy(F.asc_nulls_last("id")))
    case("desc_nulls_first", df.orderBy(F.col("id").desc_nulls_first()))
    case("mixed", df.sort("name", F.desc("id")))
    case("sort_within_partitions", df.sortWithinPartitions("id", F.desc("name")))


@area
def aggregate(case, session):
    df = session.table("t", k=StringType(), x=LongType(), y=LongType())
    case("group_by and agg", df.groupBy("k").agg(F.sum("x"), F.max("y").alias("most")))
    case("group_by columns", df.groupBy(F.col("k"), df["y"]).agg(F.sum("x")))
    case("group_by an alias", df.groupBy(F.year("d").alias("year")).agg(F.sum("x")))
    case("group_by nothing", df.groupBy().agg(F.sum("x")))
    case("agg", df.agg(F.sum("x"), F.count(F.lit(1))))
    case("agg by function names", df.agg({"x": "sum", "y": "max"}))
    case("grouped agg by function names", df.groupBy("k").agg({"x": "sum", "*": "count"}))
    case("count", df.groupBy("k").count())
    case("sum", df.groupBy("k").sum("x", "y"))
    case("avg", df.groupBy("k").avg("x"))
    case("mean", df.groupBy("k").mean("x"))
    case("min", df.groupBy("k").min("x"))
    case("max", df.groupBy("k").max("x"))
    case("rollup", df.rollup("a", "b").agg(F.sum("x")))
    case("cube", df.cube("a", F.col("b")).agg(F.sum("x")))
    case("grouping_sets", df.groupingSets([["a", "b"], ["a"], []], "a", "b").agg(F.sum("x")))
    case("pivot", df.groupBy("k").pivot("q").agg(F.sum("x")))
    case("pivot on values", df.groupBy("k").pivot("q", [1, 2, 3]).sum("x"))
    case("pivot on texts", df.groupBy("k").pivot("q", ["a", "b"]).count())


@area
def sample(case, session):
    df = session.table("t")
    case("with a seed", df.sample(0.25, 7))
    case("with replacement", df.sample(True, 1.5, 7))
    case("without a seed", df.sample(0.5))
    case("random_split", df.randomSplit([3.0, 1.0], 7)[0])
    case("random_split, second part", df.randomSplit([3.0, 1.0], 7)[1])
    case("random_split without a seed", df.randomSplit([1.0, 2.0, 3.0])[1])
    case("sample_by", df.sampleBy("k", {"a": 0.1, "b": 1.0}, 7))
    case("sample_by numbers", df.sampleBy(F.col("k"), {1: 0.0, 2: 0.5}, 7))
    case("sample_by without a seed", df.sampleBy("k", {"a": 0.1}))


@area
def repartition(case, session):
    df = session.table("t")
    case("by number", df.repartition(8))
    case("by columns", df.repartition("a", F.col("b")))
    case("by number and columns", df.repartition(8, "a"))
    case("by range", df.repartitionByRange("a", F.desc("b")))
    case("by number and range", df.repartitionByRange(8, "a"))
    case("by id", df.repartitionById(8, "a"))
    case("by id of a column", df.repartitionById(8, F.col("a") % 8))
    case("coalesce", df.coalesce(1))


@area
def missing_values(case, session):
    df = session.table("t")
    case("fillna with an integer", df.fillna(0))
    case("fillna with a float", df.fillna(1.5))
    case("fillna with a boolean", df.fillna(False))
    case("fillna with a text", df.fillna(""))
    case("fillna of one column", df.fillna(0, "a"))
    case("fillna of columns", df.fillna(0, ["a", "b"]))
    case("fillna by column", df.fillna({"a": 1, "b": "x", "c": True, "d": 2.5}))
    case("dropna", df.dropna())
    case("dropna where all", df.dropna("all"))
    case("dropna below a threshold", df.dropna(thresh=0))
    case("dropna of columns", df.dropna(subset=["a", "b"]))
    case("replace a number", df.replace(1, 2))
    case("replace a text by null", df.replace("a", None))
    case("replace numbers by one", df.replace([1, 2.5], 0))
    case("replace one by one", df.replace(["a", "b"], ["x", "y"], subset=["n"]))
    case("replace by map", df.replace({"a": "x", "b": None}))
    case("replace by map in a column", df.replace({1: 10}, subset="n"))
    case("replace a boolean", df.replace(True, False))
    case("fillna with infinity", df.fillna(float("inf"), "a"))
    case("replace NaN", df.replace(float("nan"), 0))


@area
def statistics(case, session):
    df = session.table("t")
    case("describe", df.describe())
    case("describe columns", df.describe("a", "b"))
    case("summary", df.summary())
    case("summary of statistics", df.summary("count", "25%", "max"))
    case("crosstab", df.crosstab("a", "b"))
    case("freq_items", df.freqItems(["a", "b"]))
    case("freq_items with support", df.freqItems(["a"], 0.25))
    case("cov", lambda: df.cov("a", "b"))
    case("corr", lambda: df.corr("a", "b"))
    case("approx_quantile", lambda: df.approxQuantile("a", [0.5], 0.0))
    case("approx_quantile of columns", lambda: df.approxQuantile(["a", "b"], [0, 0.25, 1.0], 0.1))


@area
def shape(case, session):
    df = session.table("t")
    case("unpivot", df.unpivot("id", ["a", "b"], "name", "value"))
    case("unpivot all others", df.unpivot(["id", F.col("k")], None, "name", "value"))
    case("unpivot nothing", df.unpivot([], [], "name", "value"))
    case("melt", df.melt(["id"], "a", "name", "value"))
    case("transpose", df.transpose())
    case("transpose by a column", df.transpose("id"))
    case("alias", df.alias("a"))
    case("hint", df.hint("broadcast"))
    case("hint with parameters", df.hint("repartition", 10, "a", F.col("b"), 1.5))
    case("hint with a list", df.hint("merge", ["a", "b"]))
    case("transform", df.transform(lambda frame: frame.limit(1)))


@area
def subquery(case, session):
    df, other = session.table("t"), session.table("o")
    case("scalar in a filter", df.filter(F.col("x") == other.agg(F.max("x")).scalar()))
    case("scalar in a select", df.select("id", other.select("x").scalar().alias("x")))
    case("exists", df.where(other.filter(F.col("a").outer() == F.col("b")).exists()))
    case("not exists", df.where(~other.exists()))
    case("isin", df.filter(F.col("x").isin(other.select("x"))))
    case("isin of a struct", df.filter(F.struct("a", "b").isin(other)))
    case("two of them", df.withColumns({"a": other.scalar(), "b": df.scalar()}))
    case("a column of the frame around", df.filter(other.exists()).select("*"))
    case("nested", df.filter(other.filter(session.table("p").exists()).exists()))
    case("in a join", df.join(other, df["x"] == other.select("x").scalar()))
    case("in an aggregate", df.groupBy("k").agg(F.sum(F.col("x") + other.scalar())))
    case("in a sort", df.orderBy(other.scalar()))
    holding = df.filter(other.exists())
    case("a column of a frame that holds one", holding.select(holding["x"]))


@area
def table_arg(case, session):
    df = session.table("t")
    case("as_table", df.asTable())
    case("partition_by", df.asTable().partitionBy("a", F.col("b")))
    case("order_by", df.asTable().partitionBy("a").orderBy("b", F.desc("c")))
    case("with_single_partition", df.asTable().withSinglePartition().orderBy("b"))
