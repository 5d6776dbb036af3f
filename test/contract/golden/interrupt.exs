# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "interrupt_all" => %{interrupt_type: :INTERRUPT_TYPE_ALL},
  "interrupt_tag" => %{interrupt_type: :INTERRUPT_TYPE_TAG, operation_tag: "a tag"},
  "interrupt_operation" => %{interrupt_type: :INTERRUPT_TYPE_OPERATION_ID, operation_id: "an id"}
}
