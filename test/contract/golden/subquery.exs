# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "scalar in a filter" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          aggregate: %{
            aggregate_expressions: [
              %{
                unresolved_function: %{
                  arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
                  function_name: "max"
                }
              }
            ],
            group_type: :GROUP_TYPE_GROUPBY,
            input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}}
          },
          common: %{plan_id: 2}
        }
      ],
      root: %{
        common: %{plan_id: 3},
        filter: %{
          condition: %{
            unresolved_function: %{
              arguments: [
                %{unresolved_attribute: %{unparsed_identifier: "x"}},
                %{subquery_expression: %{plan_id: 2, subquery_type: :SUBQUERY_TYPE_SCALAR}}
              ],
              function_name: "=="
            }
          },
          input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "scalar in a select" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          project: %{
            expressions: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          }
        }
      ],
      root: %{
        common: %{plan_id: 3},
        project: %{
          expressions: [
            %{unresolved_attribute: %{unparsed_identifier: "id"}},
            %{
              alias: %{
                expr: %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_SCALAR}},
                name: ["x"]
              }
            }
          ],
          input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "exists" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          filter: %{
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "a"}},
                  %{unresolved_attribute: %{unparsed_identifier: "b"}}
                ],
                function_name: "=="
              }
            },
            input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          }
        }
      ],
      root: %{
        common: %{plan_id: 3},
        filter: %{
          condition: %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_EXISTS}},
          input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "not exists" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}}],
      root: %{
        common: %{plan_id: 2},
        filter: %{
          condition: %{
            unresolved_function: %{
              arguments: [
                %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_EXISTS}}
              ],
              function_name: "not"
            }
          },
          input: %{common: %{plan_id: 3}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "isin" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          project: %{
            expressions: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          }
        }
      ],
      root: %{
        common: %{plan_id: 3},
        filter: %{
          condition: %{
            subquery_expression: %{
              in_subquery_values: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
              plan_id: 1,
              subquery_type: :SUBQUERY_TYPE_IN
            }
          },
          input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "isin of a struct" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}}],
      root: %{
        common: %{plan_id: 2},
        filter: %{
          condition: %{
            subquery_expression: %{
              in_subquery_values: [
                %{unresolved_attribute: %{unparsed_identifier: "a"}},
                %{unresolved_attribute: %{unparsed_identifier: "b"}}
              ],
              plan_id: 1,
              subquery_type: :SUBQUERY_TYPE_IN
            }
          },
          input: %{common: %{plan_id: 3}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "two of them" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}},
        %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
      ],
      root: %{
        common: %{plan_id: 3},
        with_columns: %{
          aliases: [
            %{
              expr: %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_SCALAR}},
              name: ["a"]
            },
            %{
              expr: %{subquery_expression: %{plan_id: 2, subquery_type: :SUBQUERY_TYPE_SCALAR}},
              name: ["b"]
            }
          ],
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "a column of the frame around" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_star: %{}}],
      input: %{
        common: %{plan_id: 1},
        with_relations: %{
          references: [
            %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          ],
          root: %{
            common: %{plan_id: 3},
            filter: %{
              condition: %{
                subquery_expression: %{plan_id: 2, subquery_type: :SUBQUERY_TYPE_EXISTS}
              },
              input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
            }
          }
        }
      }
    }
  },
  "nested" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          with_relations: %{
            references: [
              %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "p"}}}
            ],
            root: %{
              common: %{plan_id: 3},
              filter: %{
                condition: %{
                  subquery_expression: %{plan_id: 2, subquery_type: :SUBQUERY_TYPE_EXISTS}
                },
                input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "o"}}}
              }
            }
          }
        }
      ],
      root: %{
        common: %{plan_id: 5},
        filter: %{
          condition: %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_EXISTS}},
          input: %{common: %{plan_id: 6}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "in a join" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          project: %{
            expressions: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          }
        }
      ],
      root: %{
        common: %{plan_id: 3},
        join: %{
          join_condition: %{
            unresolved_function: %{
              arguments: [
                %{unresolved_attribute: %{plan_id: 4, unparsed_identifier: "x"}},
                %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_SCALAR}}
              ],
              function_name: "=="
            }
          },
          join_type: :JOIN_TYPE_INNER,
          left: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}},
          right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
        }
      }
    }
  },
  "in an aggregate" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}}],
      root: %{
        aggregate: %{
          aggregate_expressions: [
            %{
              unresolved_function: %{
                arguments: [
                  %{
                    unresolved_function: %{
                      arguments: [
                        %{unresolved_attribute: %{unparsed_identifier: "x"}},
                        %{
                          subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_SCALAR}
                        }
                      ],
                      function_name: "+"
                    }
                  }
                ],
                function_name: "sum"
              }
            }
          ],
          group_type: :GROUP_TYPE_GROUPBY,
          grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        common: %{plan_id: 3}
      }
    }
  },
  "in a sort" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "o"}}}],
      root: %{
        common: %{plan_id: 2},
        sort: %{
          input: %{common: %{plan_id: 3}, read: %{named_table: %{unparsed_identifier: "t"}}},
          is_global: true,
          order: [
            %{
              child: %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_SCALAR}},
              direction: :SORT_DIRECTION_ASCENDING,
              null_ordering: :SORT_NULLS_FIRST
            }
          ]
        }
      }
    }
  },
  "a column of a frame that holds one" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "x"}}],
      input: %{
        common: %{plan_id: 1},
        with_relations: %{
          references: [
            %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "o"}}}
          ],
          root: %{
            common: %{plan_id: 3},
            filter: %{
              condition: %{
                subquery_expression: %{plan_id: 2, subquery_type: :SUBQUERY_TYPE_EXISTS}
              },
              input: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "t"}}}
            }
          }
        }
      }
    }
  }
}
