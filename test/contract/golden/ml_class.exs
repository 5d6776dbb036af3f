# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "save DecisionTreeClassifier" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.DecisionTreeClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit DecisionTreeClassifier" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.DecisionTreeClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform DecisionTreeClassifier" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of DecisionTreeClassifier" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save FMClassifier" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.FMClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit FMClassifier" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.FMClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform FMClassifier" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of FMClassifier" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save GBTClassifier" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.GBTClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "logistic"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit GBTClassifier" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.GBTClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "logistic"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform GBTClassifier" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "logistic"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of GBTClassifier" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "logistic"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save LinearSVC" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.LinearSVC",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit LinearSVC" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.LinearSVC",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform LinearSVC" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of LinearSVC" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save LogisticRegression" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.LogisticRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "family" => %{string: "auto"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "lowerBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "lowerBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "upperBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "upperBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit LogisticRegression" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.LogisticRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "family" => %{string: "auto"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "lowerBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "lowerBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "upperBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "upperBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform LogisticRegression" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "family" => %{string: "auto"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "lowerBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "lowerBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "upperBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "upperBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of LogisticRegression" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "family" => %{string: "auto"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "lowerBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "lowerBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "regParam" => %{double: 2.5},
            "standardization" => %{boolean: true},
            "threshold" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5},
            "upperBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{integer: 1},
                  %{integer: 2},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "upperBoundsOnIntercepts" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save MultilayerPerceptronClassifier" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.MultilayerPerceptronClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "initialWeights" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "labelCol" => %{string: "label_col"},
            "layers" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "l-bfgs"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5}
          }
        },
        path: "p"
      }
    }
  },
  "fit MultilayerPerceptronClassifier" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.MultilayerPerceptronClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "initialWeights" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "labelCol" => %{string: "label_col"},
            "layers" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "l-bfgs"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5}
          }
        }
      }
    }
  },
  "transform MultilayerPerceptronClassifier" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "initialWeights" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "labelCol" => %{string: "label_col"},
            "layers" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "l-bfgs"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5}
          }
        }
      }
    }
  },
  "save the model of MultilayerPerceptronClassifier" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "initialWeights" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            },
            "labelCol" => %{string: "label_col"},
            "layers" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "l-bfgs"},
            "stepSize" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "tol" => %{double: 2.5}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save NaiveBayes" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.NaiveBayes",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "modelType" => %{string: "multinomial"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "smoothing" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit NaiveBayes" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.NaiveBayes",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "modelType" => %{string: "multinomial"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "smoothing" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform NaiveBayes" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "modelType" => %{string: "multinomial"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "smoothing" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of NaiveBayes" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "modelType" => %{string: "multinomial"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "smoothing" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save RandomForestClassifier" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.classification.RandomForestClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit RandomForestClassifier" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.classification.RandomForestClassifier",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform RandomForestClassifier" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of RandomForestClassifier" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "gini"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save AFTSurvivalRegression" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.AFTSurvivalRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "censorCol" => %{string: "censor_col"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "quantileProbabilities" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "quantilesCol" => %{string: "quantiles_col"},
            "tol" => %{double: 2.5}
          }
        },
        path: "p"
      }
    }
  },
  "fit AFTSurvivalRegression" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.AFTSurvivalRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "censorCol" => %{string: "censor_col"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "quantileProbabilities" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "quantilesCol" => %{string: "quantiles_col"},
            "tol" => %{double: 2.5}
          }
        }
      }
    }
  },
  "transform AFTSurvivalRegression" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "censorCol" => %{string: "censor_col"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "quantileProbabilities" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "quantilesCol" => %{string: "quantiles_col"},
            "tol" => %{double: 2.5}
          }
        }
      }
    }
  },
  "save the model of AFTSurvivalRegression" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "censorCol" => %{string: "censor_col"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "quantileProbabilities" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "quantilesCol" => %{string: "quantiles_col"},
            "tol" => %{double: 2.5}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save DecisionTreeRegressor" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.DecisionTreeRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "varianceCol" => %{string: "variance_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit DecisionTreeRegressor" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.DecisionTreeRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "varianceCol" => %{string: "variance_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform DecisionTreeRegressor" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "varianceCol" => %{string: "variance_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of DecisionTreeRegressor" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "varianceCol" => %{string: "variance_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save FMRegressor" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.FMRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit FMRegressor" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.FMRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform FMRegressor" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of FMRegressor" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "factorSize" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "fitLinear" => %{boolean: true},
            "initStd" => %{double: 2.5},
            "labelCol" => %{string: "label_col"},
            "maxIter" => %{integer: 3},
            "miniBatchFraction" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "solver" => %{string: "gd"},
            "stepSize" => %{double: 2.5},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save GBTRegressor" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.GBTRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "squared"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit GBTRegressor" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.GBTRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "squared"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform GBTRegressor" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "squared"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of GBTRegressor" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "lossType" => %{string: "squared"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 0.25},
            "subsamplingRate" => %{double: 0.25},
            "validationIndicatorCol" => %{string: "validation_indicator_col"},
            "validationTol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save GeneralizedLinearRegression" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.GeneralizedLinearRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "family" => %{string: "gaussian"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "link" => %{string: "identity"},
            "linkPower" => %{double: 2.5},
            "linkPredictionCol" => %{string: "link_prediction_col"},
            "maxIter" => %{integer: 3},
            "offsetCol" => %{string: "offset_col"},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "irls"},
            "tol" => %{double: 2.5},
            "variancePower" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit GeneralizedLinearRegression" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.GeneralizedLinearRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "family" => %{string: "gaussian"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "link" => %{string: "identity"},
            "linkPower" => %{double: 2.5},
            "linkPredictionCol" => %{string: "link_prediction_col"},
            "maxIter" => %{integer: 3},
            "offsetCol" => %{string: "offset_col"},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "irls"},
            "tol" => %{double: 2.5},
            "variancePower" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform GeneralizedLinearRegression" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "family" => %{string: "gaussian"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "link" => %{string: "identity"},
            "linkPower" => %{double: 2.5},
            "linkPredictionCol" => %{string: "link_prediction_col"},
            "maxIter" => %{integer: 3},
            "offsetCol" => %{string: "offset_col"},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "irls"},
            "tol" => %{double: 2.5},
            "variancePower" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of GeneralizedLinearRegression" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "family" => %{string: "gaussian"},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "link" => %{string: "identity"},
            "linkPower" => %{double: 2.5},
            "linkPredictionCol" => %{string: "link_prediction_col"},
            "maxIter" => %{integer: 3},
            "offsetCol" => %{string: "offset_col"},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "irls"},
            "tol" => %{double: 2.5},
            "variancePower" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save IsotonicRegression" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.IsotonicRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featureIndex" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "isotonic" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit IsotonicRegression" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.IsotonicRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featureIndex" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "isotonic" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform IsotonicRegression" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featureIndex" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "isotonic" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of IsotonicRegression" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featureIndex" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "isotonic" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save LinearRegression" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.LinearRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "epsilon" => %{double: 2.5},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "loss" => %{string: "squaredError"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "auto"},
            "standardization" => %{boolean: true},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit LinearRegression" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.LinearRegression",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "epsilon" => %{double: 2.5},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "loss" => %{string: "squaredError"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "auto"},
            "standardization" => %{boolean: true},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform LinearRegression" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "epsilon" => %{double: 2.5},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "loss" => %{string: "squaredError"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "auto"},
            "standardization" => %{boolean: true},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of LinearRegression" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "elasticNetParam" => %{double: 0.25},
            "epsilon" => %{double: 2.5},
            "featuresCol" => %{string: "features_col"},
            "fitIntercept" => %{boolean: true},
            "labelCol" => %{string: "label_col"},
            "loss" => %{string: "squaredError"},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "regParam" => %{double: 2.5},
            "solver" => %{string: "auto"},
            "standardization" => %{boolean: true},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save RandomForestRegressor" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.regression.RandomForestRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit RandomForestRegressor" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.regression.RandomForestRegressor",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform RandomForestRegressor" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of RandomForestRegressor" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bootstrap" => %{boolean: true},
            "cacheNodeIds" => %{boolean: true},
            "checkpointInterval" => %{integer: 3},
            "featureSubsetStrategy" => %{string: "text"},
            "featuresCol" => %{string: "features_col"},
            "impurity" => %{string: "variance"},
            "labelCol" => %{string: "label_col"},
            "leafCol" => %{string: "leaf_col"},
            "maxBins" => %{integer: 3},
            "maxDepth" => %{integer: 3},
            "maxMemoryInMB" => %{integer: 3},
            "minInfoGain" => %{double: 2.5},
            "minInstancesPerNode" => %{integer: 3},
            "minWeightFractionPerNode" => %{double: 0.25},
            "numTrees" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save BisectingKMeans" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.clustering.BisectingKMeans",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "minDivisibleClusterSize" => %{double: 2.5},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit BisectingKMeans" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.clustering.BisectingKMeans",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "minDivisibleClusterSize" => %{double: 2.5},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform BisectingKMeans" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "minDivisibleClusterSize" => %{double: 2.5},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of BisectingKMeans" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "minDivisibleClusterSize" => %{double: 2.5},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save GaussianMixture" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.clustering.GaussianMixture",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "seed" => %{integer: 3},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit GaussianMixture" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.clustering.GaussianMixture",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "seed" => %{integer: 3},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform GaussianMixture" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "seed" => %{integer: 3},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of GaussianMixture" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "aggregationDepth" => %{integer: 3},
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "seed" => %{integer: 3},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save KMeans" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.clustering.KMeans",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "initMode" => %{string: "random"},
            "initSteps" => %{integer: 3},
            "k" => %{integer: 3},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "auto"},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit KMeans" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.clustering.KMeans",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "initMode" => %{string: "random"},
            "initSteps" => %{integer: 3},
            "k" => %{integer: 3},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "auto"},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "transform KMeans" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "initMode" => %{string: "random"},
            "initSteps" => %{integer: 3},
            "k" => %{integer: 3},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "auto"},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save the model of KMeans" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "distanceMeasure" => %{string: "euclidean"},
            "featuresCol" => %{string: "features_col"},
            "initMode" => %{string: "random"},
            "initSteps" => %{integer: 3},
            "k" => %{integer: 3},
            "maxBlockSizeInMB" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "seed" => %{integer: 3},
            "solver" => %{string: "auto"},
            "tol" => %{double: 2.5},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save LDA" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.clustering.LDA",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "checkpointInterval" => %{integer: 3},
            "docConcentration" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "keepLastCheckpoint" => %{boolean: true},
            "learningDecay" => %{double: 2.5},
            "learningOffset" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "optimizeDocConcentration" => %{boolean: true},
            "optimizer" => %{string: "online"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "topicConcentration" => %{double: 2.5},
            "topicDistributionCol" => %{string: "topic_distribution_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit LDA" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.clustering.LDA",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "checkpointInterval" => %{integer: 3},
            "docConcentration" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "keepLastCheckpoint" => %{boolean: true},
            "learningDecay" => %{double: 2.5},
            "learningOffset" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "optimizeDocConcentration" => %{boolean: true},
            "optimizer" => %{string: "online"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "topicConcentration" => %{double: 2.5},
            "topicDistributionCol" => %{string: "topic_distribution_col"}
          }
        }
      }
    }
  },
  "transform LDA" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "checkpointInterval" => %{integer: 3},
            "docConcentration" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "keepLastCheckpoint" => %{boolean: true},
            "learningDecay" => %{double: 2.5},
            "learningOffset" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "optimizeDocConcentration" => %{boolean: true},
            "optimizer" => %{string: "online"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "topicConcentration" => %{double: 2.5},
            "topicDistributionCol" => %{string: "topic_distribution_col"}
          }
        }
      }
    }
  },
  "save the model of LDA" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "checkpointInterval" => %{integer: 3},
            "docConcentration" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "featuresCol" => %{string: "features_col"},
            "k" => %{integer: 3},
            "keepLastCheckpoint" => %{boolean: true},
            "learningDecay" => %{double: 2.5},
            "learningOffset" => %{double: 2.5},
            "maxIter" => %{integer: 3},
            "optimizeDocConcentration" => %{boolean: true},
            "optimizer" => %{string: "online"},
            "seed" => %{integer: 3},
            "subsamplingRate" => %{double: 0.25},
            "topicConcentration" => %{double: 2.5},
            "topicDistributionCol" => %{string: "topic_distribution_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save ALS" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.recommendation.ALS",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "alpha" => %{double: 2.5},
            "blockSize" => %{integer: 3},
            "checkpointInterval" => %{integer: 3},
            "coldStartStrategy" => %{string: "nan"},
            "finalStorageLevel" => %{string: "text"},
            "implicitPrefs" => %{boolean: true},
            "intermediateStorageLevel" => %{string: "text"},
            "itemCol" => %{string: "item_col"},
            "maxIter" => %{integer: 3},
            "nonnegative" => %{boolean: true},
            "numItemBlocks" => %{integer: 3},
            "numUserBlocks" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rank" => %{integer: 3},
            "ratingCol" => %{string: "rating_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "userCol" => %{string: "user_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit ALS" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.recommendation.ALS",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "alpha" => %{double: 2.5},
            "blockSize" => %{integer: 3},
            "checkpointInterval" => %{integer: 3},
            "coldStartStrategy" => %{string: "nan"},
            "finalStorageLevel" => %{string: "text"},
            "implicitPrefs" => %{boolean: true},
            "intermediateStorageLevel" => %{string: "text"},
            "itemCol" => %{string: "item_col"},
            "maxIter" => %{integer: 3},
            "nonnegative" => %{boolean: true},
            "numItemBlocks" => %{integer: 3},
            "numUserBlocks" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"},
            "rank" => %{integer: 3},
            "ratingCol" => %{string: "rating_col"},
            "regParam" => %{double: 2.5},
            "seed" => %{integer: 3},
            "userCol" => %{string: "user_col"}
          }
        }
      }
    }
  },
  "transform ALS" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "coldStartStrategy" => %{string: "nan"},
            "itemCol" => %{string: "item_col"},
            "predictionCol" => %{string: "prediction_col"},
            "userCol" => %{string: "user_col"}
          }
        }
      }
    }
  },
  "save the model of ALS" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "blockSize" => %{integer: 3},
            "coldStartStrategy" => %{string: "nan"},
            "itemCol" => %{string: "item_col"},
            "predictionCol" => %{string: "prediction_col"},
            "userCol" => %{string: "user_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save FPGrowth" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.fpm.FPGrowth",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "itemsCol" => %{string: "items_col"},
            "minConfidence" => %{double: 0.25},
            "minSupport" => %{double: 0.25},
            "numPartitions" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit FPGrowth" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.fpm.FPGrowth",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "itemsCol" => %{string: "items_col"},
            "minConfidence" => %{double: 0.25},
            "minSupport" => %{double: 0.25},
            "numPartitions" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"}
          }
        }
      }
    }
  },
  "transform FPGrowth" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "itemsCol" => %{string: "items_col"},
            "minConfidence" => %{double: 0.25},
            "minSupport" => %{double: 0.25},
            "numPartitions" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"}
          }
        }
      }
    }
  },
  "save the model of FPGrowth" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "itemsCol" => %{string: "items_col"},
            "minConfidence" => %{double: 0.25},
            "minSupport" => %{double: 0.25},
            "numPartitions" => %{integer: 3},
            "predictionCol" => %{string: "prediction_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save Binarizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Binarizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "threshold" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            }
          }
        },
        path: "p"
      }
    }
  },
  "transform Binarizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "threshold" => %{double: 2.5},
            "thresholds" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            }
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.Binarizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save BucketedRandomProjectionLSH" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.BucketedRandomProjectionLSH",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bucketLength" => %{double: 2.5},
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3}
          }
        },
        path: "p"
      }
    }
  },
  "fit BucketedRandomProjectionLSH" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.BucketedRandomProjectionLSH",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "bucketLength" => %{double: 2.5},
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3}
          }
        }
      }
    }
  },
  "transform BucketedRandomProjectionLSH" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bucketLength" => %{double: 2.5},
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of BucketedRandomProjectionLSH" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "bucketLength" => %{double: 2.5},
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save Bucketizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Bucketizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "splits" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "splitsArray" => %{
              array: %{
                element_type: %{array: %{contains_null: true, element_type: %{double: %{}}}},
                elements: [
                  %{
                    array: %{
                      element_type: %{double: %{}},
                      elements: [%{double: 0.5}, %{double: 2.0}]
                    }
                  },
                  %{array: %{element_type: %{double: %{}}, elements: [%{double: 1.0}]}}
                ]
              }
            }
          }
        },
        path: "p"
      }
    }
  },
  "transform Bucketizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "splits" => %{
              array: %{element_type: %{double: %{}}, elements: [%{double: 0.5}, %{double: 2.0}]}
            },
            "splitsArray" => %{
              array: %{
                element_type: %{array: %{contains_null: true, element_type: %{double: %{}}}},
                elements: [
                  %{
                    array: %{
                      element_type: %{double: %{}},
                      elements: [%{double: 0.5}, %{double: 2.0}]
                    }
                  },
                  %{array: %{element_type: %{double: %{}}, elements: [%{double: 1.0}]}}
                ]
              }
            }
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.Bucketizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save ChiSqSelector" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.ChiSqSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "fdr" => %{double: 0.25},
            "featuresCol" => %{string: "features_col"},
            "fpr" => %{double: 0.25},
            "fwe" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "numTopFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "percentile" => %{double: 0.25},
            "selectorType" => %{string: "numTopFeatures"}
          }
        },
        path: "p"
      }
    }
  },
  "fit ChiSqSelector" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.ChiSqSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "fdr" => %{double: 0.25},
            "featuresCol" => %{string: "features_col"},
            "fpr" => %{double: 0.25},
            "fwe" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "numTopFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "percentile" => %{double: 0.25},
            "selectorType" => %{string: "numTopFeatures"}
          }
        }
      }
    }
  },
  "transform ChiSqSelector" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "fdr" => %{double: 0.25},
            "featuresCol" => %{string: "features_col"},
            "fpr" => %{double: 0.25},
            "fwe" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "numTopFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "percentile" => %{double: 0.25},
            "selectorType" => %{string: "numTopFeatures"}
          }
        }
      }
    }
  },
  "save the model of ChiSqSelector" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "fdr" => %{double: 0.25},
            "featuresCol" => %{string: "features_col"},
            "fpr" => %{double: 0.25},
            "fwe" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "numTopFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "percentile" => %{double: 0.25},
            "selectorType" => %{string: "numTopFeatures"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save CountVectorizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.CountVectorizer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "maxDF" => %{double: 2.5},
            "minDF" => %{double: 2.5},
            "minTF" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "vocabSize" => %{integer: 3}
          }
        },
        path: "p"
      }
    }
  },
  "fit CountVectorizer" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.CountVectorizer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "maxDF" => %{double: 2.5},
            "minDF" => %{double: 2.5},
            "minTF" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "vocabSize" => %{integer: 3}
          }
        }
      }
    }
  },
  "transform CountVectorizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "maxDF" => %{double: 2.5},
            "minDF" => %{double: 2.5},
            "minTF" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "vocabSize" => %{integer: 3}
          }
        }
      }
    }
  },
  "save the model of CountVectorizer" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "maxDF" => %{double: 2.5},
            "minDF" => %{double: 2.5},
            "minTF" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "vocabSize" => %{integer: 3}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save DCT" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.DCT",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inverse" => %{boolean: true},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform DCT" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inverse" => %{boolean: true},
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.DCT",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save ElementwiseProduct" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.ElementwiseProduct",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "scalingVec" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            }
          }
        },
        path: "p"
      }
    }
  },
  "transform ElementwiseProduct" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "scalingVec" => %{
              struct: %{
                elements: [
                  %{byte: 1},
                  %{null: %{null: %{}}},
                  %{null: %{null: %{}}},
                  %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                }
              }
            }
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.ElementwiseProduct",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save FeatureHasher" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.FeatureHasher",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "categoricalCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "numFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform FeatureHasher" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "categoricalCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "numFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.FeatureHasher",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save HashingTF" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.HashingTF",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "numFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform HashingTF" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "binary" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "numFeatures" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.HashingTF",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save IDF" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.IDF",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "minDocFreq" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit IDF" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.IDF",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "minDocFreq" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "transform IDF" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "minDocFreq" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of IDF" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "minDocFreq" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save Imputer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Imputer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "missingValue" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25},
            "strategy" => %{string: "mean"}
          }
        },
        path: "p"
      }
    }
  },
  "fit Imputer" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.Imputer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "missingValue" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25},
            "strategy" => %{string: "mean"}
          }
        }
      }
    }
  },
  "transform Imputer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "missingValue" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25},
            "strategy" => %{string: "mean"}
          }
        }
      }
    }
  },
  "save the model of Imputer" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "missingValue" => %{double: 2.5},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25},
            "strategy" => %{string: "mean"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save IndexToString" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.IndexToString",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "labels" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform IndexToString" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "labels" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.IndexToString",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save Interaction" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Interaction",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform Interaction" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.Interaction",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save MaxAbsScaler" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.MaxAbsScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        },
        path: "p"
      }
    }
  },
  "fit MaxAbsScaler" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.MaxAbsScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        }
      }
    }
  },
  "transform MaxAbsScaler" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        }
      }
    }
  },
  "save the model of MaxAbsScaler" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save MinHashLSH" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.MinHashLSH",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3}
          }
        },
        path: "p"
      }
    }
  },
  "fit MinHashLSH" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.MinHashLSH",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3}
          }
        }
      }
    }
  },
  "transform MinHashLSH" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of MinHashLSH" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "numHashTables" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save MinMaxScaler" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.MinMaxScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "max" => %{double: 2.5},
            "min" => %{double: 2.5},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit MinMaxScaler" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.MinMaxScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "max" => %{double: 2.5},
            "min" => %{double: 2.5},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "transform MinMaxScaler" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "max" => %{double: 2.5},
            "min" => %{double: 2.5},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of MinMaxScaler" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "max" => %{double: 2.5},
            "min" => %{double: 2.5},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save NGram" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.NGram",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "n" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform NGram" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "n" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.NGram",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save Normalizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Normalizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "p" => %{double: 2.5}
          }
        },
        path: "p"
      }
    }
  },
  "transform Normalizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "p" => %{double: 2.5}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.Normalizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save OneHotEncoder" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.OneHotEncoder",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "dropLast" => %{boolean: true},
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            }
          }
        },
        path: "p"
      }
    }
  },
  "fit OneHotEncoder" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.OneHotEncoder",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "dropLast" => %{boolean: true},
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            }
          }
        }
      }
    }
  },
  "transform OneHotEncoder" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "dropLast" => %{boolean: true},
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            }
          }
        }
      }
    }
  },
  "save the model of OneHotEncoder" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "dropLast" => %{boolean: true},
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            }
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save PCA" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.PCA",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "k" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit PCA" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.PCA",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "k" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "transform PCA" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "k" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of PCA" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "k" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save PolynomialExpansion" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.PolynomialExpansion",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "degree" => %{integer: 3},
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform PolynomialExpansion" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "degree" => %{integer: 3},
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.PolynomialExpansion",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save QuantileDiscretizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.QuantileDiscretizer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "numBuckets" => %{integer: 3},
            "numBucketsArray" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25}
          }
        },
        path: "p"
      }
    }
  },
  "fit QuantileDiscretizer" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.QuantileDiscretizer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "numBuckets" => %{integer: 3},
            "numBucketsArray" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "relativeError" => %{double: 0.25}
          }
        }
      }
    }
  },
  "save RFormula" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.RFormula",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "forceIndexLabel" => %{boolean: true},
            "formula" => %{string: "text"},
            "handleInvalid" => %{string: "error"},
            "labelCol" => %{string: "label_col"},
            "stringIndexerOrderType" => %{string: "frequencyDesc"}
          }
        },
        path: "p"
      }
    }
  },
  "fit RFormula" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.RFormula",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "forceIndexLabel" => %{boolean: true},
            "formula" => %{string: "text"},
            "handleInvalid" => %{string: "error"},
            "labelCol" => %{string: "label_col"},
            "stringIndexerOrderType" => %{string: "frequencyDesc"}
          }
        }
      }
    }
  },
  "transform RFormula" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "forceIndexLabel" => %{boolean: true},
            "formula" => %{string: "text"},
            "handleInvalid" => %{string: "error"},
            "labelCol" => %{string: "label_col"},
            "stringIndexerOrderType" => %{string: "frequencyDesc"}
          }
        }
      }
    }
  },
  "save the model of RFormula" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "forceIndexLabel" => %{boolean: true},
            "formula" => %{string: "text"},
            "handleInvalid" => %{string: "error"},
            "labelCol" => %{string: "label_col"},
            "stringIndexerOrderType" => %{string: "frequencyDesc"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save RegexTokenizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.RegexTokenizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "gaps" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "minTokenLength" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "pattern" => %{string: "text"},
            "toLowercase" => %{boolean: true}
          }
        },
        path: "p"
      }
    }
  },
  "transform RegexTokenizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "gaps" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "minTokenLength" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "pattern" => %{string: "text"},
            "toLowercase" => %{boolean: true}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.RegexTokenizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save RobustScaler" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.RobustScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "lower" => %{double: 0.25},
            "outputCol" => %{string: "output_col"},
            "relativeError" => %{double: 0.25},
            "upper" => %{double: 0.25},
            "withCentering" => %{boolean: true},
            "withScaling" => %{boolean: true}
          }
        },
        path: "p"
      }
    }
  },
  "fit RobustScaler" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.RobustScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "lower" => %{double: 0.25},
            "outputCol" => %{string: "output_col"},
            "relativeError" => %{double: 0.25},
            "upper" => %{double: 0.25},
            "withCentering" => %{boolean: true},
            "withScaling" => %{boolean: true}
          }
        }
      }
    }
  },
  "transform RobustScaler" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "lower" => %{double: 0.25},
            "outputCol" => %{string: "output_col"},
            "relativeError" => %{double: 0.25},
            "upper" => %{double: 0.25},
            "withCentering" => %{boolean: true},
            "withScaling" => %{boolean: true}
          }
        }
      }
    }
  },
  "save the model of RobustScaler" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "lower" => %{double: 0.25},
            "outputCol" => %{string: "output_col"},
            "relativeError" => %{double: 0.25},
            "upper" => %{double: 0.25},
            "withCentering" => %{boolean: true},
            "withScaling" => %{boolean: true}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save SQLTransformer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.SQLTransformer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{params: %{"statement" => %{string: "text"}}},
        path: "p"
      }
    }
  },
  "transform SQLTransformer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{params: %{"statement" => %{string: "text"}}},
        transformer: %{
          name: "org.apache.spark.ml.feature.SQLTransformer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save StandardScaler" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.StandardScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "withMean" => %{boolean: true},
            "withStd" => %{boolean: true}
          }
        },
        path: "p"
      }
    }
  },
  "fit StandardScaler" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.StandardScaler",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "withMean" => %{boolean: true},
            "withStd" => %{boolean: true}
          }
        }
      }
    }
  },
  "transform StandardScaler" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "withMean" => %{boolean: true},
            "withStd" => %{boolean: true}
          }
        }
      }
    }
  },
  "save the model of StandardScaler" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "outputCol" => %{string: "output_col"},
            "withMean" => %{boolean: true},
            "withStd" => %{boolean: true}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save StopWordsRemover" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.StopWordsRemover",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "caseSensitive" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "locale" => %{string: "text"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stopWords" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            }
          }
        },
        path: "p"
      }
    }
  },
  "transform StopWordsRemover" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "caseSensitive" => %{boolean: true},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "locale" => %{string: "text"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stopWords" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            }
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.StopWordsRemover",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save StringIndexer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.StringIndexer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stringOrderType" => %{string: "frequencyDesc"}
          }
        },
        path: "p"
      }
    }
  },
  "fit StringIndexer" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.StringIndexer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stringOrderType" => %{string: "frequencyDesc"}
          }
        }
      }
    }
  },
  "transform StringIndexer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stringOrderType" => %{string: "frequencyDesc"}
          }
        }
      }
    }
  },
  "save the model of StringIndexer" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "stringOrderType" => %{string: "frequencyDesc"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save TargetEncoder" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.TargetEncoder",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "labelCol" => %{string: "label_col"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "smoothing" => %{double: 2.5},
            "targetType" => %{string: "binary"}
          }
        },
        path: "p"
      }
    }
  },
  "fit TargetEncoder" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.TargetEncoder",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "labelCol" => %{string: "label_col"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "smoothing" => %{double: 2.5},
            "targetType" => %{string: "binary"}
          }
        }
      }
    }
  },
  "transform TargetEncoder" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "labelCol" => %{string: "label_col"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "smoothing" => %{double: 2.5},
            "targetType" => %{string: "binary"}
          }
        }
      }
    }
  },
  "save the model of TargetEncoder" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "labelCol" => %{string: "label_col"},
            "outputCol" => %{string: "output_col"},
            "outputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "smoothing" => %{double: 2.5},
            "targetType" => %{string: "binary"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save Tokenizer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Tokenizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        },
        path: "p"
      }
    }
  },
  "transform Tokenizer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{"inputCol" => %{string: "input_col"}, "outputCol" => %{string: "output_col"}}
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.Tokenizer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save UnivariateFeatureSelector" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.UnivariateFeatureSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featureType" => %{string: "categorical"},
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "labelType" => %{string: "categorical"},
            "outputCol" => %{string: "output_col"},
            "selectionMode" => %{string: "numTopFeatures"},
            "selectionThreshold" => %{double: 2.5}
          }
        },
        path: "p"
      }
    }
  },
  "fit UnivariateFeatureSelector" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.UnivariateFeatureSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featureType" => %{string: "categorical"},
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "labelType" => %{string: "categorical"},
            "outputCol" => %{string: "output_col"},
            "selectionMode" => %{string: "numTopFeatures"},
            "selectionThreshold" => %{double: 2.5}
          }
        }
      }
    }
  },
  "transform UnivariateFeatureSelector" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featureType" => %{string: "categorical"},
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "labelType" => %{string: "categorical"},
            "outputCol" => %{string: "output_col"},
            "selectionMode" => %{string: "numTopFeatures"},
            "selectionThreshold" => %{double: 2.5}
          }
        }
      }
    }
  },
  "save the model of UnivariateFeatureSelector" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featureType" => %{string: "categorical"},
            "featuresCol" => %{string: "features_col"},
            "labelCol" => %{string: "label_col"},
            "labelType" => %{string: "categorical"},
            "outputCol" => %{string: "output_col"},
            "selectionMode" => %{string: "numTopFeatures"},
            "selectionThreshold" => %{double: 2.5}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save VarianceThresholdSelector" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.VarianceThresholdSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "outputCol" => %{string: "output_col"},
            "varianceThreshold" => %{double: 2.5}
          }
        },
        path: "p"
      }
    }
  },
  "fit VarianceThresholdSelector" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.VarianceThresholdSelector",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "outputCol" => %{string: "output_col"},
            "varianceThreshold" => %{double: 2.5}
          }
        }
      }
    }
  },
  "transform VarianceThresholdSelector" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "outputCol" => %{string: "output_col"},
            "varianceThreshold" => %{double: 2.5}
          }
        }
      }
    }
  },
  "save the model of VarianceThresholdSelector" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "featuresCol" => %{string: "features_col"},
            "outputCol" => %{string: "output_col"},
            "varianceThreshold" => %{double: 2.5}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save VectorAssembler" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.VectorAssembler",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform VectorAssembler" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCols" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "a"}, %{string: "b"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.VectorAssembler",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save VectorIndexer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.VectorIndexer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "maxCategories" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "fit VectorIndexer" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.VectorIndexer",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "maxCategories" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "transform VectorIndexer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "maxCategories" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        }
      }
    }
  },
  "save the model of VectorIndexer" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "maxCategories" => %{integer: 3},
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save VectorSizeHint" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.VectorSizeHint",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "size" => %{integer: 3}
          }
        },
        path: "p"
      }
    }
  },
  "transform VectorSizeHint" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "handleInvalid" => %{string: "error"},
            "inputCol" => %{string: "input_col"},
            "size" => %{integer: 3}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.VectorSizeHint",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save VectorSlicer" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.VectorSlicer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        },
        params: %{
          params: %{
            "indices" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "inputCol" => %{string: "input_col"},
            "names" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        path: "p"
      }
    }
  },
  "transform VectorSlicer" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        params: %{
          params: %{
            "indices" => %{
              array: %{element_type: %{integer: %{}}, elements: [%{integer: 1}, %{integer: 2}]}
            },
            "inputCol" => %{string: "input_col"},
            "names" => %{
              array: %{element_type: %{string: %{}}, elements: [%{string: "x"}, %{string: "y"}]}
            },
            "outputCol" => %{string: "output_col"}
          }
        },
        transformer: %{
          name: "org.apache.spark.ml.feature.VectorSlicer",
          type: :OPERATOR_TYPE_TRANSFORMER,
          uid: "uid"
        }
      }
    }
  },
  "save Word2Vec" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.feature.Word2Vec",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "maxIter" => %{integer: 3},
            "maxSentenceLength" => %{integer: 3},
            "minCount" => %{integer: 3},
            "numPartitions" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 2.5},
            "vectorSize" => %{integer: 3},
            "windowSize" => %{integer: 3}
          }
        },
        path: "p"
      }
    }
  },
  "fit Word2Vec" => %{
    ml_command: %{
      fit: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        estimator: %{
          name: "org.apache.spark.ml.feature.Word2Vec",
          type: :OPERATOR_TYPE_ESTIMATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "maxIter" => %{integer: 3},
            "maxSentenceLength" => %{integer: 3},
            "minCount" => %{integer: 3},
            "numPartitions" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 2.5},
            "vectorSize" => %{integer: 3},
            "windowSize" => %{integer: 3}
          }
        }
      }
    }
  },
  "transform Word2Vec" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      transform: %{
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "maxIter" => %{integer: 3},
            "maxSentenceLength" => %{integer: 3},
            "minCount" => %{integer: 3},
            "numPartitions" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 2.5},
            "vectorSize" => %{integer: 3},
            "windowSize" => %{integer: 3}
          }
        }
      }
    }
  },
  "save the model of Word2Vec" => %{
    ml_command: %{
      write: %{
        obj_ref: %{id: "id"},
        params: %{
          params: %{
            "inputCol" => %{string: "input_col"},
            "maxIter" => %{integer: 3},
            "maxSentenceLength" => %{integer: 3},
            "minCount" => %{integer: 3},
            "numPartitions" => %{integer: 3},
            "outputCol" => %{string: "output_col"},
            "seed" => %{integer: 3},
            "stepSize" => %{double: 2.5},
            "vectorSize" => %{integer: 3},
            "windowSize" => %{integer: 3}
          }
        },
        path: "p",
        should_overwrite: true
      }
    }
  },
  "save BinaryClassificationEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.BinaryClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "areaUnderROC"},
            "numBins" => %{integer: 3},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate BinaryClassificationEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.BinaryClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "areaUnderROC"},
            "numBins" => %{integer: 3},
            "rawPredictionCol" => %{string: "raw_prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save ClusteringEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.ClusteringEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "squaredEuclidean"},
            "featuresCol" => %{string: "features_col"},
            "metricName" => %{string: "silhouette"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate ClusteringEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.ClusteringEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "distanceMeasure" => %{string: "squaredEuclidean"},
            "featuresCol" => %{string: "features_col"},
            "metricName" => %{string: "silhouette"},
            "predictionCol" => %{string: "prediction_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save MulticlassClassificationEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "beta" => %{double: 2.5},
            "eps" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "metricLabel" => %{double: 2.5},
            "metricName" => %{string: "f1"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate MulticlassClassificationEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "beta" => %{double: 2.5},
            "eps" => %{double: 0.25},
            "labelCol" => %{string: "label_col"},
            "metricLabel" => %{double: 2.5},
            "metricName" => %{string: "f1"},
            "predictionCol" => %{string: "prediction_col"},
            "probabilityCol" => %{string: "probability_col"},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  },
  "save MultilabelClassificationEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.MultilabelClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricLabel" => %{double: 2.5},
            "metricName" => %{string: "subsetAccuracy"},
            "predictionCol" => %{string: "prediction_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate MultilabelClassificationEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.MultilabelClassificationEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricLabel" => %{double: 2.5},
            "metricName" => %{string: "subsetAccuracy"},
            "predictionCol" => %{string: "prediction_col"}
          }
        }
      }
    }
  },
  "save RankingEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.RankingEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "k" => %{integer: 3},
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "meanAveragePrecision"},
            "predictionCol" => %{string: "prediction_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate RankingEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.RankingEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "k" => %{integer: 3},
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "meanAveragePrecision"},
            "predictionCol" => %{string: "prediction_col"}
          }
        }
      }
    }
  },
  "save RegressionEvaluator" => %{
    ml_command: %{
      write: %{
        operator: %{
          name: "org.apache.spark.ml.evaluation.RegressionEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "rmse"},
            "predictionCol" => %{string: "prediction_col"},
            "throughOrigin" => %{boolean: true},
            "weightCol" => %{string: "weight_col"}
          }
        },
        path: "p"
      }
    }
  },
  "evaluate RegressionEvaluator" => %{
    ml_command: %{
      evaluate: %{
        dataset: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
        evaluator: %{
          name: "org.apache.spark.ml.evaluation.RegressionEvaluator",
          type: :OPERATOR_TYPE_EVALUATOR,
          uid: "uid"
        },
        params: %{
          params: %{
            "labelCol" => %{string: "label_col"},
            "metricName" => %{string: "rmse"},
            "predictionCol" => %{string: "prediction_col"},
            "throughOrigin" => %{boolean: true},
            "weightCol" => %{string: "weight_col"}
          }
        }
      }
    }
  }
}
