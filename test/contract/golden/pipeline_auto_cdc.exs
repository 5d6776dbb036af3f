# Recorded by test/contract/record.py from PySpark 4.3.0. Not to be edited.
%{
  "auto_cdc: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        auto_cdc_flow_details: %{
          keys: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
          sequence_by: %{expression_string: %{expression: "at"}},
          source: "s"
        },
        dataflow_graph_id: "g",
        flow_name: "t",
        target_dataset_name: "t"
      }
    }
  },
  "auto_cdc with everything: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        auto_cdc_flow_details: %{
          apply_as_deletes: %{expression_string: %{expression: "kind = 'D'"}},
          except_column_list: [
            %{unresolved_attribute: %{unparsed_identifier: "kind"}},
            %{unresolved_attribute: %{unparsed_identifier: "at"}}
          ],
          keys: [
            %{unresolved_attribute: %{unparsed_identifier: "id"}},
            %{unresolved_attribute: %{unparsed_identifier: "region"}}
          ],
          sequence_by: %{expression_string: %{expression: "at"}},
          source: "s",
          stored_as_scd_type: :SCD_TYPE_2,
          track_history_column_list: [%{unresolved_attribute: %{unparsed_identifier: "price"}}]
        },
        dataflow_graph_id: "g",
        flow_name: "f",
        sql_conf: %{"a" => "1"},
        target_dataset_name: "t"
      }
    }
  },
  "auto_cdc with columns: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        auto_cdc_flow_details: %{
          column_list: [
            %{unresolved_attribute: %{unparsed_identifier: "id"}},
            %{unresolved_attribute: %{unparsed_identifier: "x"}}
          ],
          keys: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
          sequence_by: %{expression_string: %{expression: "at"}},
          source: "s",
          stored_as_scd_type: :SCD_TYPE_1
        },
        dataflow_graph_id: "g",
        flow_name: "t",
        target_dataset_name: "t"
      }
    }
  }
}
