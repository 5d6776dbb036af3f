"""What a frame asks a server for: the actions of `pyspark.sql.connect.dataframe`."""

from pyspark.sql.connect import functions as F
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.plan import HtmlString
from pyspark.storagelevel import StorageLevel

from cases import area


@area
def analysis(case, session):
    df, other = session.table("t"), session.table("o")
    bare = session.spark.read.table("t")
    case("schema", lambda: bare.schema)
    for mode in "simple extended codegen cost formatted".split():
        case("explain " + mode, lambda: df.explain(mode=mode))
    case("is_local", lambda: df.isLocal())
    case("is_streaming", lambda: df.isStreaming)
    case("input_files", lambda: df.inputFiles())
    case("same_semantics", lambda: df.sameSemantics(other))
    case("semantic_hash", lambda: df.semanticHash())


@area
def caching(case, session):
    df = session.table("t")
    case("cache", lambda: df.cache())
    for level in "NONE DISK_ONLY DISK_ONLY_2 DISK_ONLY_3 MEMORY_ONLY MEMORY_ONLY_2".split():
        case("persist at " + level.lower(), lambda: df.persist(getattr(StorageLevel, level)))
    for level in "MEMORY_AND_DISK MEMORY_AND_DISK_2 MEMORY_AND_DISK_DESER OFF_HEAP".split():
        case("persist at " + level.lower(), lambda: df.persist(getattr(StorageLevel, level)))
    case("unpersist", lambda: df.unpersist())
    case("unpersist, waiting", lambda: df.unpersist(True))
    case("storage_level", lambda: df.storageLevel)


@area
def rows(case, session):
    df = session.table("t")
    case("count", lambda: df.count())
    case("is_empty", lambda: df.isEmpty())
    case("first", lambda: df.first())
    case("head", lambda: df.head())
    case("head of several", lambda: df.head(3))
    case("take", lambda: df.take(3))
    case("tail", lambda: df.tail(3))
    case("show", lambda: df.show())
    case("show all of a cell", lambda: df.show(5, False))
    case("show vertically", lambda: df.show(5, 10, True))
    case("html_string", DataFrame(HtmlString(df._plan, 5, 10), session.spark))


@area
def checkpoint(case, session):
    df = session.table("t")
    case("checkpoint", lambda: df.checkpoint())
    case("checkpoint when asked for", lambda: df.checkpoint(False))
    case("local_checkpoint", lambda: df.localCheckpoint())
    case("local_checkpoint at a level", lambda: df.localCheckpoint(False, StorageLevel.DISK_ONLY))


@area
def observation(case, session):
    df = session.table("t")
    rows, most = F.count(F.lit(1)).alias("rows"), F.max("x")
    case("observe", df.observe("seen", rows))
    case("observe several", df.observe("seen", rows, most))
    case("observe and go on", df.observe("seen", rows).filter(F.col("x") > 1).observe("left", most))
