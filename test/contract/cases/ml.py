"""Spark ML: `pyspark.ml` over Connect. Every class is recorded with a value for every parameter."""

import csv
import importlib
import os
import pathlib

os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"

import pyspark.ml.feature
from pyspark.ml.functions import array_to_vector, vector_to_array
from pyspark.ml.linalg import DenseMatrix, SparseMatrix, Vectors
from pyspark.ml.param import Param, Params
from pyspark.ml.stat import ChiSquareTest, Correlation, KolmogorovSmirnovTest, Summarizer
from pyspark.ml.util import RemoteModelRef
from pyspark.sql.connect.functions import col

from cases import area
from cases.python import activate

PRIV = pathlib.Path(__file__).parents[3] / "priv"

# A StopWordsRemover asks the server for its locale.
pyspark.ml.feature.invoke_helper_attr = lambda *_arguments: "en"

# PySpark looks for parameters among all attributes, and asks the server for some of them.
Params.params = property(
    lambda self: [
        getattr(self, name)
        for name in sorted(dir(type(self)))
        if isinstance(getattr(type(self), name, None), Param)
    ]
)

# Models that live longer than the recording are not deleted.
RemoteModelRef.release_ref = lambda _self: None


def table(name):
    with open(PRIV / name, newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sample(row):
    """The test builds the same values."""
    kind, allowed = row["kind"], row["allowed"]
    if kind == "string":
        return allowed.split(", ")[0] if allowed else "text"
    if kind == "float":
        return 0.25 if allowed[:1] in ["(", "["] else 2.5
    return {
        "column": row["option"],
        "columns": ["a", "b"],
        "strings": ["x", "y"],
        "integer": 3,
        "integers": [1, 2],
        "floats": [0.5, 2.0],
        "float_lists": [[0.5, 2.0], [1.0]],
        "boolean": True,
        "vector": Vectors.dense([1.0, 2.0]),
        "matrix": DenseMatrix(1, 2, [1.0, 2.0]),
    }[kind]


def python_class(server):
    module, name = server.replace("org.apache.spark", "pyspark").rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


def stage(server, params):
    made = python_class(server)()
    made._resetUid("uid")
    return made._set(**{row["param"]: sample(row) for row in params if row["class"] == server})


def model(server, estimator=None):
    made = python_class(server)(RemoteModelRef("id"))
    made._resetUid("uid")
    # As _copyValues, which asks the server for attributes with the name of a parameter.
    for param, value in (estimator._paramMap if estimator else {}).items():
        if isinstance(getattr(type(made), param.name, None), Param):
            made._paramMap[getattr(made, param.name)] = value
    return made


@area
def ml_class(case, session):
    activate(session)
    df = session.table("t")
    params = table("ml_params.tsv")
    for row in table("ml_classes.tsv"):
        server, kind = row["class"], row["kind"]
        name = server.rsplit(".", 1)[1]
        if kind in ["meta", "function"]:
            continue
        operator = stage(server, params)
        case(f"save {name}", lambda: operator.save("p"))
        if kind == "estimator":
            case(f"fit {name}", lambda: operator.fit(df))
            if name != "QuantileDiscretizer":
                fitted = model(row["model"], operator)
                case(f"transform {name}", fitted.transform(df))
                case(f"save the model of {name}", lambda: fitted.write().overwrite().save("p"))
        elif kind == "transformer":
            case(f"transform {name}", operator.transform(df))
        else:
            case(f"evaluate {name}", lambda: operator.evaluate(df))


@area
def ml(case, session):
    # Without an active session, which columns would ask for a configuration.
    case("mean", Summarizer.mean(col("v")))
    case("summary", Summarizer.metrics("mean", "count").summary(col("v"), col("w")))
    case("vector_to_array", vector_to_array(col("v"), "float32"))
    case("array_to_vector", array_to_vector(col("v")))

    activate(session)
    df = session.table("t")
    package = "org.apache.spark.ml."
    vector = Vectors.dense([1.0, 2.0])

    regression = model(package + "classification.LogisticRegressionModel")
    case("coefficients", lambda: regression.coefficients)
    case("predict", lambda: regression.predict(vector))
    case("predict a sparse vector", lambda: regression.predict(Vectors.sparse(3, [0, 2], [1.0, 2.0])))
    case("predict_probability", lambda: regression.predictProbability(vector))
    case("evaluate a model", lambda: regression.evaluate(df))

    forest = model(package + "classification.RandomForestClassificationModel")
    case("num_trees", lambda: forest.getNumTrees)
    case("trees", lambda: forest.trees)
    kmeans = model(package + "clustering.KMeansModel")
    case("cluster_centers", lambda: kmeans.clusterCenters())
    lda = model(package + "clustering.LocalLDAModel")
    case("log_likelihood", lambda: lda.logLikelihood(df))
    case("describe_topics", lda.describeTopics(5))

    als = model(package + "recommendation.ALSModel")
    case("item_factors", als.itemFactors)
    case("recommend_for_all_users", als.recommendForAllUsers(3))
    case("recommend_for_user_subset", als.recommendForUserSubset(df, 3))
    lsh = model(package + "feature.MinHashLSHModel")
    case("approx_nearest_neighbors", lsh.approxNearestNeighbors(df, vector, 2))
    case("approx_similarity_join", lsh.approxSimilarityJoin(df, df, 0.5, "d"))
    words = model(package + "feature.Word2VecModel")
    case("find_synonyms", words.findSynonyms("a", 2))

    case("correlation", Correlation.corr(df, "v", "spearman"))
    case("chi_square_test", ChiSquareTest.test(df, "v", "l", True))
    case("kolmogorov_smirnov_test", KolmogorovSmirnovTest.test(df, "x", "norm", 0.0, 1.0))

    pic = python_class(package + "clustering.PowerIterationClustering")(k=3, weightCol="w")
    case("power_iteration_clustering", pic.assignClusters(df))
    span = python_class(package + "fpm.PrefixSpan")(minSupport=0.5)
    case("prefix_span", span.findFrequentSequentialPatterns(df))

    sparse = SparseMatrix(2, 2, [0, 1, 2], [1, 0], [3.0, 4.0])
    bounded = python_class(package + "classification.LogisticRegression")
    bounds = bounded(lowerBoundsOnCoefficients=sparse, thresholds=[0.5, float("inf")])
    bounds._resetUid("uid")
    case("fit with a sparse matrix", lambda: bounds.fit(df))

    client = session.spark.client
    case("delete", lambda: client._delete_ml_cache(["id"]))
    case("clean_cache", lambda: client._cleanup_ml_cache())
    case("cache_info", lambda: client._get_ml_cache_info())
