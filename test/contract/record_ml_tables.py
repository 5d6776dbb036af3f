"""Writes the tables of Spark ML from PySpark's classes: priv/ml_classes.tsv and priv/ml_params.tsv.

Usage: SPARK_REMOTE=sc://HOST python record_ml_tables.py PRIV < CLASSES, where CLASSES has lines of a module and a class.
"""

import importlib
import inspect
import re
import sys

from pyspark.ml.param import Param
from pyspark.ml.util import HasTrainingSummary
from pyspark.ml.wrapper import JavaEstimator, JavaTransformer
from pyspark.ml.evaluation import JavaEvaluator

MODULES = [
    "classification",
    "regression",
    "clustering",
    "recommendation",
    "fpm",
    "feature",
    "evaluation",
    "tuning",
]

# Classes of the client, and the classes that the server runs as functions.
META = {
    "CrossValidator": ("meta", "org.apache.spark.ml.tuning.CrossValidator"),
    "TrainValidationSplit": ("meta", "org.apache.spark.ml.tuning.TrainValidationSplit"),
    "OneVsRest": ("meta", "org.apache.spark.ml.classification.OneVsRest"),
    "PowerIterationClustering": (
        "function",
        "org.apache.spark.ml.clustering.PowerIterationClusteringWrapper",
    ),
    "PrefixSpan": ("function", "org.apache.spark.ml.fpm.PrefixSpan"),
}

FUNCTIONS = {"Word2Vec": "word2vec"}

KINDS = {
    "toString": "string",
    "toListString": "strings",
    "toInt": "integer",
    "toListInt": "integers",
    "toFloat": "float",
    "toListFloat": "floats",
    "toListListFloat": "float_lists",
    "toBoolean": "boolean",
    "toVector": "vector",
    "toMatrix": "matrix",
}
IDENTITY = {"gaps": "boolean", "classifier": "stage", "estimator": "stage"}
IDENTITY |= {"evaluator": "stage", "estimatorParamMaps": "grid"}

ORDERS = "frequencyDesc, frequencyAsc, alphabetDesc, alphabetAsc"
SELECTORS = "numTopFeatures, percentile, fpr, fdr, fwe"

# The values of a parameter, by class and name or by name alone.
ALLOWED = {
    "aggregationDepth": ">= 2",
    "BinaryClassificationEvaluator.metricName": "areaUnderROC, areaUnderPR",
    "RegressionEvaluator.metricName": "rmse, mse, r2, mae, var",
    "MulticlassClassificationEvaluator.metricName": "f1, accuracy, weightedPrecision, weightedRecall, "
    "weightedTruePositiveRate, weightedFalsePositiveRate, weightedFMeasure, truePositiveRateByLabel, "
    "falsePositiveRateByLabel, precisionByLabel, recallByLabel, fMeasureByLabel, logLoss, hammingLoss",
    "MultilabelClassificationEvaluator.metricName": "subsetAccuracy, accuracy, hammingLoss, precision, "
    "recall, f1Measure, precisionByLabel, recallByLabel, f1MeasureByLabel, microPrecision, microRecall, "
    "microF1Measure",
    "RankingEvaluator.metricName": "meanAveragePrecision, meanAveragePrecisionAtK, precisionAtK, "
    "ndcgAtK, recallAtK",
    "ClusteringEvaluator.metricName": "silhouette",
    "ClusteringEvaluator.distanceMeasure": "squaredEuclidean, cosine",
    "distanceMeasure": "euclidean, cosine",
    "beta": "> 0",
    "metricLabel": ">= 0",
    "eps": "(0, 0.5)",
    "bucketLength": "> 0",
    "coldStartStrategy": "nan, drop",
    "degree": ">= 1",
    "elasticNetParam": "[0, 1]",
    "epsilon": "> 1",
    "factorSize": ">= 1",
    "GeneralizedLinearRegression.family": "gaussian, binomial, poisson, gamma, tweedie",
    "LogisticRegression.family": "auto, binomial, multinomial",
    "link": "identity, log, inverse, logit, probit, cloglog, sqrt",
    "fdr": "[0, 1]",
    "fpr": "[0, 1]",
    "fwe": "[0, 1]",
    "percentile": "[0, 1]",
    "featureType": "categorical, continuous",
    "labelType": "categorical, continuous",
    "VectorSizeHint.handleInvalid": "error, skip, optimistic",
    "OneHotEncoder.handleInvalid": "error, keep",
    "TargetEncoder.handleInvalid": "error, keep",
    "handleInvalid": "error, skip, keep",
    "DecisionTreeClassifier.impurity": "gini, entropy",
    "RandomForestClassifier.impurity": "gini, entropy",
    "impurity": "variance",
    "KMeans.initMode": "random, k-means||",
    "PowerIterationClustering.initMode": "random, degree",
    "initSteps": "> 0",
    "RankingEvaluator.k": "> 0",
    "PCA.k": "> 0",
    "k": "> 1",
    "learningOffset": "> 0",
    "loss": "squaredError, huber",
    "GBTClassifier.lossType": "logistic",
    "GBTRegressor.lossType": "squared, absolute",
    "maxBins": ">= 2",
    "maxBlockSizeInMB": ">= 0",
    "maxCategories": ">= 2",
    "maxDepth": "[0, 30]",
    "maxIter": ">= 0",
    "PowerIterationClustering.maxIter": "> 0",
    "maxMemoryInMB": ">= 0",
    "maxPatternLength": "> 0",
    "maxSentenceLength": "> 0",
    "minConfidence": "[0, 1]",
    "minCount": ">= 0",
    "minDF": ">= 0",
    "maxDF": ">= 0",
    "minTF": ">= 0",
    "minDivisibleClusterSize": "> 0",
    "minDocFreq": ">= 0",
    "minInfoGain": ">= 0",
    "minInstancesPerNode": ">= 1",
    "FPGrowth.minSupport": "[0, 1]",
    "minSupport": ">= 0",
    "minTokenLength": ">= 0",
    "minWeightFractionPerNode": "[0, 0.5)",
    "miniBatchFraction": "(0, 1]",
    "modelType": "multinomial, complement, bernoulli, gaussian",
    "n": ">= 1",
    "numBins": ">= 0",
    "numBuckets": ">= 2",
    "numFeatures": "> 0",
    "numFolds": ">= 2",
    "numHashTables": ">= 1",
    "numItemBlocks": ">= 1",
    "numUserBlocks": ">= 1",
    "numPartitions": ">= 1",
    "numTopFeatures": ">= 1",
    "numTrees": ">= 1",
    "optimizer": "online, em",
    "p": ">= 1",
    "parallelism": ">= 1",
    "rank": ">= 1",
    "regParam": ">= 0",
    "relativeError": "[0, 1]",
    "selectionMode": SELECTORS,
    "selectorType": SELECTORS,
    "smoothing": ">= 0",
    "LinearRegression.solver": "auto, normal, l-bfgs",
    "KMeans.solver": "auto, row, block",
    "FMClassifier.solver": "gd, adamW",
    "FMRegressor.solver": "gd, adamW",
    "GeneralizedLinearRegression.solver": "irls",
    "MultilayerPerceptronClassifier.solver": "l-bfgs, gd",
    "GBTClassifier.stepSize": "(0, 1]",
    "GBTRegressor.stepSize": "(0, 1]",
    "stepSize": "> 0",
    "strategy": "mean, median, mode",
    "stringIndexerOrderType": ORDERS,
    "stringOrderType": ORDERS,
    "subsamplingRate": "(0, 1]",
    "targetType": "binary, continuous",
    "LogisticRegression.threshold": "[0, 1]",
    "tol": ">= 0",
    "topicConcentration": ">= 0",
    "trainRatio": "(0, 1)",
    "varianceThreshold": ">= 0",
    "vectorSize": "> 0",
    "vocabSize": "> 0",
    "windowSize": "> 0",
    "RobustScaler.lower": "(0, 1)",
    "RobustScaler.upper": "(0, 1)",
}

ACRONYMS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(name):
    return ACRONYMS.sub("_", name).lower()


def default(instance, param, uid):
    if not instance.hasDefault(param):
        return ""
    value = instance.getOrDefault(param)
    if param.name == "seed":
        return "random"
    if isinstance(value, str):
        return '"' + value.replace(uid, "uid") + '"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(str(element) for element in value) + "]"
    return str(value)


def model_of(cls, module):
    if not hasattr(cls, "_create_model"):
        return None
    if cls.__name__ == "QuantileDiscretizer":
        return module.Bucketizer
    names = re.findall(r"return (\w+Model)\(", inspect.getsource(cls._create_model))
    return getattr(module, names[-1]) if names else None


def kind_of(cls):
    for base, kind in [
        (JavaEvaluator, "evaluator"),
        (JavaEstimator, "estimator"),
        (JavaTransformer, "transformer"),
    ]:
        if issubclass(cls, base):
            return kind


def classes():
    listed = [line.split("\t") for line in sys.stdin.read().splitlines()[1:]]
    for module, name in sorted({(row[0], row[1]) for row in listed}, key=order):
        yield importlib.import_module("pyspark.ml." + module), name


def order(pair):
    return MODULES.index(pair[0]), pair[1]


def param_kind(param):
    name = param.name
    kind = KINDS.get(param.typeConverter.__name__) or IDENTITY[name]
    if kind == "string" and name.endswith("Col"):
        return "column"
    if kind == "strings" and name.endswith("Cols"):
        return "columns"
    return kind


def doc(param):
    text = " ".join(param.doc.split()).replace("\t", " ")
    text = re.sub(r":py:class:`(\w+)`", r"\1", text)
    return text[0].upper() + text[1:].rstrip(".") + "."


def main(priv):
    heads = "function\tclass\tkind\tmodel\tsummary\n"
    rows = "class\toption\tparam\tkind\tallowed\tdefault\tmodel\tdoc\n"
    for module, name in classes():
        cls = getattr(module, name)
        server = "org.apache.spark.ml." + module.__name__.split(".")[-1] + "." + name
        kind = kind_of(cls)
        if name in META:
            kind, server = META[name]
        model = model_of(cls, module)
        model_name = "" if model is None else "org.apache." + model.__module__.replace(
            "pyspark", "spark") + "." + model.__name__
        summary = "yes" if model and issubclass(model, HasTrainingSummary) else ""
        heads += "\t".join([FUNCTIONS.get(name, snake(name)), server, kind, model_name, summary]) + "\n"
        instance = cls()
        for param in instance.params:
            allowed = ALLOWED.get(f"{name}.{param.name}", ALLOWED.get(param.name, ""))
            in_model = "yes" if isinstance(getattr(model, param.name, None), Param) else ""
            rows += "\t".join([server, snake(param.name), param.name, param_kind(param), allowed,
                default(instance, param, instance.uid), in_model, doc(param)]) + "\n"
    open(priv + "/ml_classes.tsv", "w").write(heads)
    open(priv + "/ml_params.tsv", "w").write(rows)


main(sys.argv[1])
