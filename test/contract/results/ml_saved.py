# Loads what SparkEx saved and saves the like. Reads the session's URL and two folders, one a line.
import sys

from pyspark.ml.classification import LogisticRegression, OneVsRest
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.pipeline import Pipeline, PipelineModel
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.ml.tuning import TrainValidationSplit, TrainValidationSplitModel
from pyspark.sql import SparkSession

url, ours, theirs, query, names = sys.stdin.read().splitlines()
spark = SparkSession.builder.remote(url).getOrCreate()
rows = spark.sql(query)
names = names.split()


def predictions(name, model):
    values = [row.prediction for row in model.transform(rows).orderBy("a").collect()]
    print(name, values)


def metrics(name, model):
    print(name, [float(metric) for metric in model.avgMetrics])


LOADERS = {
    "pipeline": PipelineModel,
    "validator": CrossValidatorModel,
    "split": TrainValidationSplitModel,
    "rest": PipelineModel,
}
for name in names:
    model = LOADERS[name].load(f"{ours}/{name}_model")
    predictions(name, model)
    if name == "validator":
        metrics("metrics", model)
print("folds", CrossValidator.load(ours + "/validator").getNumFolds())
print("stages", len(Pipeline.load(ours + "/pipeline").getStages()))

assembler = VectorAssembler(inputCols=["a", "b"], outputCol="features")
regression = LogisticRegression(maxIter=3)
pipeline = Pipeline(stages=[assembler, regression])
grid = ParamGridBuilder().addGrid(regression.regParam, [0.01, 10.0]).build()
evaluator = BinaryClassificationEvaluator()
tuned = {"estimator": pipeline, "estimatorParamMaps": grid, "evaluator": evaluator, "seed": 7}
validator = CrossValidator(numFolds=2, **tuned)
split = TrainValidationSplit(**tuned)
rest = Pipeline(stages=[assembler, OneVsRest(classifier=regression)])

pipeline.save(theirs + "/pipeline")
validator.save(theirs + "/validator")
stages = {"pipeline": pipeline, "validator": validator, "split": split, "rest": rest}
for name in names:
    model = stages[name].fit(rows)
    model.save(f"{theirs}/{name}_model")
    predictions("saved_" + name, model)
    if name == "validator":
        metrics("saved_metrics", model)

sys.stdout.flush()
# PySpark deletes the models one by one when Python ends.
import os  # noqa: E402

os._exit(0)
