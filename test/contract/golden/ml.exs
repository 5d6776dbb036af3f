# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "mean" => %{
    alias: %{
      expr: %{
        unresolved_extract_value: %{
          child: %{
            unresolved_function: %{
              arguments: [
                %{
                  unresolved_function: %{
                    arguments: [%{literal: %{string: "mean"}}],
                    function_name: "array"
                  }
                },
                %{unresolved_attribute: %{unparsed_identifier: "v"}},
                %{literal: %{double: 1.0}}
              ],
              function_name: "aggregate_metrics"
            }
          },
          extraction: %{literal: %{string: "mean"}}
        }
      },
      name: ["mean(v)"]
    }
  },
  "summary" => %{
    unresolved_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{string: "mean"}}, %{literal: %{string: "count"}}],
            function_name: "array"
          }
        },
        %{unresolved_attribute: %{unparsed_identifier: "v"}},
        %{unresolved_attribute: %{unparsed_identifier: "w"}}
      ],
      function_name: "aggregate_metrics"
    }
  },
  "vector_to_array" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "v"}},
        %{literal: %{string: "float32"}}
      ],
      function_name: "vector_to_array"
    }
  },
  "array_to_vector" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "v"}}],
      function_name: "array_to_vector"
    }
  },
  "coefficients" => %{
    ml_command: %{fetch: %{methods: [%{method: "coefficients"}], obj_ref: %{id: "id"}}}
  },
  "predict" => %{
    ml_command: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                param: %{
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
            ],
            method: "predict"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "predict a sparse vector" => %{
    ml_command: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                param: %{
                  struct: %{
                    elements: [
                      %{byte: 0},
                      %{integer: 3},
                      %{specialized_array: %{ints: %{values: [0, 2]}}},
                      %{specialized_array: %{doubles: %{values: [1.0, 2.0]}}}
                    ],
                    struct_type: %{
                      udt: %{jvm_class: "org.apache.spark.ml.linalg.VectorUDT", type: "udt"}
                    }
                  }
                }
              }
            ],
            method: "predict"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "predict_probability" => %{
    ml_command: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                param: %{
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
            ],
            method: "predictProbability"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "evaluate a model" => %{
    ml_command: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
              }
            ],
            method: "evaluate"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "num_trees" => %{
    ml_command: %{fetch: %{methods: [%{method: "getNumTrees"}], obj_ref: %{id: "id"}}}
  },
  "trees" => %{ml_command: %{fetch: %{methods: [%{method: "trees"}], obj_ref: %{id: "id"}}}},
  "cluster_centers" => %{
    ml_command: %{fetch: %{methods: [%{method: "clusterCenterMatrix"}], obj_ref: %{id: "id"}}}
  },
  "log_likelihood" => %{
    ml_command: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
              }
            ],
            method: "logLikelihood"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "describe_topics" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [%{args: [%{param: %{integer: 5}}], method: "describeTopics"}],
        obj_ref: %{id: "id"}
      }
    }
  },
  "item_factors" => %{
    common: %{plan_id: 0},
    ml_relation: %{fetch: %{methods: [%{method: "itemFactors"}], obj_ref: %{id: "id"}}}
  },
  "recommend_for_all_users" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [%{args: [%{param: %{integer: 3}}], method: "recommendForAllUsers"}],
        obj_ref: %{id: "id"}
      }
    }
  },
  "recommend_for_user_subset" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{integer: 3}}
            ],
            method: "recommendForUserSubset"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "approx_nearest_neighbors" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{
                param: %{
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
              },
              %{param: %{integer: 2}}
            ],
            method: "approxNearestNeighbors"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "approx_similarity_join" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{double: 0.5}},
              %{param: %{string: "d"}}
            ],
            method: "approxSimilarityJoin"
          }
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "find_synonyms" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{args: [%{param: %{string: "a"}}, %{param: %{integer: 2}}], method: "findSynonyms"}
        ],
        obj_ref: %{id: "id"}
      }
    }
  },
  "correlation" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{string: "v"}},
              %{param: %{string: "spearman"}}
            ],
            method: "correlation"
          }
        ],
        obj_ref: %{id: "______ML_CONNECT_HELPER______"}
      }
    }
  },
  "chi_square_test" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{string: "v"}},
              %{param: %{string: "l"}},
              %{param: %{boolean: true}}
            ],
            method: "chiSquareTest"
          }
        ],
        obj_ref: %{id: "______ML_CONNECT_HELPER______"}
      }
    }
  },
  "kolmogorov_smirnov_test" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{string: "x"}},
              %{param: %{string: "norm"}},
              %{
                param: %{
                  array: %{
                    element_type: %{double: %{}},
                    elements: [%{double: 0.0}, %{double: 1.0}]
                  }
                }
              }
            ],
            method: "kolmogorovSmirnovTest"
          }
        ],
        obj_ref: %{id: "______ML_CONNECT_HELPER______"}
      }
    }
  },
  "power_iteration_clustering" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{integer: 3}},
              %{param: %{integer: 20}},
              %{param: %{string: "random"}},
              %{param: %{string: "src"}},
              %{param: %{string: "dst"}},
              %{param: %{string: "w"}}
            ],
            method: "powerIterationClusteringAssignClusters"
          }
        ],
        obj_ref: %{id: "______ML_CONNECT_HELPER______"}
      }
    }
  },
  "prefix_span" => %{
    common: %{plan_id: 0},
    ml_relation: %{
      fetch: %{
        methods: [
          %{
            args: [
              %{
                input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
              },
              %{param: %{double: 0.5}},
              %{param: %{integer: 10}},
              %{param: %{integer: 32_000_000}},
              %{param: %{string: "sequence"}}
            ],
            method: "prefixSpanFindFrequentSequentialPatterns"
          }
        ],
        obj_ref: %{id: "______ML_CONNECT_HELPER______"}
      }
    }
  },
  "fit with a sparse matrix" => %{
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
            "lowerBoundsOnCoefficients" => %{
              struct: %{
                elements: [
                  %{byte: 0},
                  %{integer: 2},
                  %{integer: 2},
                  %{specialized_array: %{ints: %{values: [0, 1, 2]}}},
                  %{specialized_array: %{ints: %{values: [1, 0]}}},
                  %{specialized_array: %{doubles: %{values: [3.0, 4.0]}}},
                  %{boolean: false}
                ],
                struct_type: %{
                  udt: %{jvm_class: "org.apache.spark.ml.linalg.MatrixUDT", type: "udt"}
                }
              }
            },
            "thresholds" => %{
              array: %{
                element_type: %{double: %{}},
                elements: [%{double: 0.5}, %{double: :infinity}]
              }
            }
          }
        }
      }
    }
  },
  "delete" => %{ml_command: %{delete: %{obj_refs: [%{id: "id"}]}}},
  "clean_cache" => %{ml_command: %{clean_cache: %{}}},
  "cache_info" => %{ml_command: %{get_cache_info: %{}}}
}
