# The macros of `use SparkEx.Pipeline`.
pipeline = [
  materialized_view: 2,
  materialized_view: 3,
  materialized_view: 4,
  table: 1,
  table: 2,
  table: 3,
  table: 4,
  temporary_view: 2,
  temporary_view: 3,
  temporary_view: 4,
  append_flow: 2,
  append_flow: 3,
  append_flow: 4,
  sink: 2,
  sink: 3,
  sql: 1,
  sql: 2,
  sql_files: 1
]

[
  inputs: ["{mix,.formatter}.exs", "{bench,bin,config,dev,lib,test}/**/*.{ex,exs}"],
  locals_without_parens: [parity: 2, parity: 3] ++ pipeline,
  export: [locals_without_parens: pipeline]
]
