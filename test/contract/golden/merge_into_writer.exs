# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "update_all" => %{
    merge_into_table_command: %{
      match_actions: [%{merge_action: %{action_type: :ACTION_TYPE_UPDATE_STAR}}],
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "update" => %{
    merge_into_table_command: %{
      match_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_UPDATE,
            assignments: [
              %{key: %{expression_string: %{expression: "a"}}, value: %{literal: %{integer: 1}}},
              %{
                key: %{expression_string: %{expression: "s.b"}},
                value: %{unresolved_attribute: %{unparsed_identifier: "x"}}
              }
            ],
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "b"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: ">"
              }
            }
          }
        }
      ],
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "delete" => %{
    merge_into_table_command: %{
      match_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_DELETE,
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "b"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: ">"
              }
            }
          }
        }
      ],
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "insert_all" => %{
    merge_into_table_command: %{
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_actions: [%{merge_action: %{action_type: :ACTION_TYPE_INSERT_STAR}}],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "insert" => %{
    merge_into_table_command: %{
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_INSERT,
            assignments: [
              %{
                key: %{expression_string: %{expression: "a"}},
                value: %{unresolved_attribute: %{unparsed_identifier: "source.a"}}
              }
            ],
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "b"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: ">"
              }
            }
          }
        }
      ],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "by source update_all" => %{
    merge_into_table_command: %{
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_by_source_actions: [%{merge_action: %{action_type: :ACTION_TYPE_UPDATE_STAR}}],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "by source update" => %{
    merge_into_table_command: %{
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_by_source_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_UPDATE,
            assignments: [
              %{
                key: %{expression_string: %{expression: "a"}},
                value: %{literal: %{null: %{null: %{}}}}
              }
            ]
          }
        }
      ],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "by source delete" => %{
    merge_into_table_command: %{
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_by_source_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_DELETE,
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "b"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: ">"
              }
            }
          }
        }
      ],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t"
    }
  },
  "all together" => %{
    merge_into_table_command: %{
      match_actions: [
        %{
          merge_action: %{
            action_type: :ACTION_TYPE_DELETE,
            condition: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "b"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: ">"
              }
            }
          }
        },
        %{merge_action: %{action_type: :ACTION_TYPE_UPDATE_STAR}}
      ],
      merge_condition: %{expression_string: %{expression: "source.a = target.a"}},
      not_matched_actions: [%{merge_action: %{action_type: :ACTION_TYPE_INSERT_STAR}}],
      source_table_plan: %{
        common: %{plan_id: 0},
        read: %{named_table: %{unparsed_identifier: "s"}}
      },
      target_table_name: "db.t",
      with_schema_evolution: true
    }
  }
}
