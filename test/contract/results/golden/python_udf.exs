# Recorded by test/contract/record_python_udf.py from PySpark 4.1.1. Not to be edited.
%{
  "row of BOOLEAN" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "row_arrow of BOOLEAN" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "pandas of BOOLEAN" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "arrow of BOOLEAN" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "pandas_iterator of BOOLEAN" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "arrow_iterator of BOOLEAN" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "BOOLEAN",
    query: "SELECT true AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"boolean"},{"metadata":{},"name":"y","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [true, true]]
  },
  "row of TINYINT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "row_arrow of TINYINT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "pandas of TINYINT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "arrow of TINYINT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "pandas_iterator of TINYINT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "arrow_iterator of TINYINT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "TINYINT",
    query: "SELECT -128Y AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"byte"},{"metadata":{},"name":"y","nullable":true,"type":"byte"}],"type":"struct"}
    ''',
    rows: [[-128, -128], [nil, nil]]
  },
  "row of SMALLINT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "row_arrow of SMALLINT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "pandas of SMALLINT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "arrow of SMALLINT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "pandas_iterator of SMALLINT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "arrow_iterator of SMALLINT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "SMALLINT",
    query: "SELECT 32767S AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"short"},{"metadata":{},"name":"y","nullable":true,"type":"short"}],"type":"struct"}
    ''',
    rows: [[32767, 32767], [nil, nil]]
  },
  "row of INT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "row_arrow of INT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "pandas of INT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "arrow of INT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "pandas_iterator of INT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "arrow_iterator of INT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "INT",
    query: "SELECT -2147483648 AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[-2_147_483_648, -2_147_483_648], [nil, nil]]
  },
  "row of BIGINT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "row_arrow of BIGINT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "pandas of BIGINT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "arrow of BIGINT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "pandas_iterator of BIGINT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "arrow_iterator of BIGINT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "BIGINT",
    query: "SELECT 9223372036854775807L AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[9_223_372_036_854_775_807, 9_223_372_036_854_775_807], [nil, nil]]
  },
  "row of FLOAT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "row_arrow of FLOAT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "pandas of FLOAT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "arrow of FLOAT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "pandas_iterator of FLOAT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "arrow_iterator of FLOAT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "FLOAT",
    query: "SELECT 1.5F AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"float"},{"metadata":{},"name":"y","nullable":true,"type":"float"}],"type":"struct"}
    ''',
    rows: [[1.5, 1.5], [nil, nil]]
  },
  "row of DOUBLE" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "row_arrow of DOUBLE" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "pandas of DOUBLE" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "arrow of DOUBLE" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "pandas_iterator of DOUBLE" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "arrow_iterator of DOUBLE" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "DOUBLE",
    query: "SELECT -1.0E308D AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-1.0e+308, -1.0e+308], [nil, nil]]
  },
  "row of DECIMAL(10,2)" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "row_arrow of DECIMAL(10,2)" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "pandas of DECIMAL(10,2)" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "arrow of DECIMAL(10,2)" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "pandas_iterator of DECIMAL(10,2)" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "arrow_iterator of DECIMAL(10,2)" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "DECIMAL(10,2)",
    query: "SELECT CAST('12345678.90' AS DECIMAL(10,2)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(10,2)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(10,2)"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [{:decimal, "12345678.90"}, {:decimal, "12345678.90"}]]
  },
  "row of DECIMAL(38,18)" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "row_arrow of DECIMAL(38,18)" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "pandas of DECIMAL(38,18)" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "arrow of DECIMAL(38,18)" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "pandas_iterator of DECIMAL(38,18)" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "arrow_iterator of DECIMAL(38,18)" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "DECIMAL(38,18)",
    query:
      "SELECT CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"y","nullable":true,"type":"decimal(38,18)"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil],
      [
        {:decimal, "-12345678901234567890.123456789012345678"},
        {:decimal, "-12345678901234567890.123456789012345678"}
      ]
    ]
  },
  "row of STRING" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "row_arrow of STRING" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "pandas of STRING" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "arrow of STRING" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "pandas_iterator of STRING" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "arrow_iterator of STRING" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "STRING",
    query: "SELECT 'ünï 世界 \"quoted\" \\\\n' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["ünï 世界 \"quoted\" \\n", "ünï 世界 \"quoted\" \\n"], [nil, nil]]
  },
  "row of BINARY" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "row_arrow of BINARY" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "pandas of BINARY" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "arrow of BINARY" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "pandas_iterator of BINARY" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "arrow_iterator of BINARY" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "BINARY",
    query: "SELECT X'00FF80' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"binary"},{"metadata":{},"name":"y","nullable":true,"type":"binary"}],"type":"struct"}
    ''',
    rows: [[<<0, 255, 128>>, <<0, 255, 128>>], [nil, nil]]
  },
  "row of DATE" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "row_arrow of DATE" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "pandas of DATE" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "arrow of DATE" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "pandas_iterator of DATE" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "arrow_iterator of DATE" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "DATE",
    query: "SELECT DATE'1582-10-15' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"date"},{"metadata":{},"name":"y","nullable":true,"type":"date"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~D[1582-10-15], ~D[1582-10-15]]]
  },
  "row of TIMESTAMP" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "row_arrow of TIMESTAMP" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "pandas of TIMESTAMP" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "arrow of TIMESTAMP" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "pandas_iterator of TIMESTAMP" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "arrow_iterator of TIMESTAMP" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "TIMESTAMP",
    query: "SELECT TIMESTAMP'2024-03-31 01:30:00.000001Z' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 01:30:00.000001], ~N[2024-03-31 01:30:00.000001]]]
  },
  "row of TIMESTAMP_NTZ" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "row_arrow of TIMESTAMP_NTZ" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "pandas of TIMESTAMP_NTZ" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "arrow of TIMESTAMP_NTZ" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "pandas_iterator of TIMESTAMP_NTZ" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "arrow_iterator of TIMESTAMP_NTZ" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "TIMESTAMP_NTZ",
    query: "SELECT TIMESTAMP_NTZ'2024-03-31 02:30:00.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"timestamp_ntz"},{"metadata":{},"name":"y","nullable":true,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [[nil, nil], [~N[2024-03-31 02:30:00.999999], ~N[2024-03-31 02:30:00.999999]]]
  },
  "row of TIME(6)" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "row_arrow of TIME(6)" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "pandas of TIME(6)" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "arrow of TIME(6)" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "pandas_iterator of TIME(6)" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "arrow_iterator of TIME(6)" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "TIME(6)",
    query: "SELECT TIME'23:59:59.999999' AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "row of INTERVAL DAY TO SECOND" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "row_arrow of INTERVAL DAY TO SECOND" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "pandas of INTERVAL DAY TO SECOND" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "arrow of INTERVAL DAY TO SECOND" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "pandas_iterator of INTERVAL DAY TO SECOND" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "arrow_iterator of INTERVAL DAY TO SECOND" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "INTERVAL DAY TO SECOND",
    query: "SELECT INTERVAL '1 02:03:04.5' DAY TO SECOND AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"interval day to second"},{"metadata":{},"name":"y","nullable":true,"type":"interval day to second"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000}
      ],
      [nil, nil]
    ]
  },
  "row of INTERVAL YEAR TO MONTH" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "row_arrow of INTERVAL YEAR TO MONTH" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "pandas of INTERVAL YEAR TO MONTH" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "arrow of INTERVAL YEAR TO MONTH" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "pandas_iterator of INTERVAL YEAR TO MONTH" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "arrow_iterator of INTERVAL YEAR TO MONTH" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "INTERVAL YEAR TO MONTH",
    query: "SELECT INTERVAL '1-2' YEAR TO MONTH AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    refused: true
  },
  "row of VARIANT" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "row_arrow of VARIANT" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "pandas of VARIANT" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "arrow of VARIANT" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "pandas_iterator of VARIANT" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "arrow_iterator of VARIANT" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "VARIANT",
    query: "SELECT parse_json('{\"a\": [1, null]}') AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"variant"},{"metadata":{},"name":"y","nullable":true,"type":"variant"}],"type":"struct"}
    ''',
    rows: [[%{"a" => [1, nil]}, %{"a" => [1, nil]}], [nil, nil]]
  },
  "row of ARRAY<INT>" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "row_arrow of ARRAY<INT>" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "pandas of ARRAY<INT>" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "arrow of ARRAY<INT>" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "pandas_iterator of ARRAY<INT>" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "arrow_iterator of ARRAY<INT>" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "ARRAY<INT>",
    query: "SELECT array(1, NULL, 3) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}}],"type":"struct"}
    ''',
    rows: [[[1, nil, 3], [1, nil, 3]], [nil, nil]]
  },
  "row of ARRAY<ARRAY<STRING>>" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "row_arrow of ARRAY<ARRAY<STRING>>" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "pandas of ARRAY<ARRAY<STRING>>" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "arrow of ARRAY<ARRAY<STRING>>" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "pandas_iterator of ARRAY<ARRAY<STRING>>" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "arrow_iterator of ARRAY<ARRAY<STRING>>" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "ARRAY<ARRAY<STRING>>",
    query: "SELECT array(array('a', NULL), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [[[["a", nil], nil], [["a", nil], nil]], [nil, nil]]
  },
  "row of MAP<STRING,INT>" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "row_arrow of MAP<STRING,INT>" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "pandas of MAP<STRING,INT>" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "arrow of MAP<STRING,INT>" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "pandas_iterator of MAP<STRING,INT>" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "arrow_iterator of MAP<STRING,INT>" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "MAP<STRING,INT>",
    query: "SELECT map('a', 1, 'b', NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"y","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}],"type":"struct"}
    ''',
    rows: [[%{"a" => 1, "b" => nil}, %{"a" => 1, "b" => nil}], [nil, nil]]
  },
  "row of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, nil]
    ]
  },
  "row_arrow of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, nil]
    ]
  },
  "pandas of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, %{"a" => nil, "b" => nil}]
    ]
  },
  "arrow of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, nil]
    ]
  },
  "pandas_iterator of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, %{"a" => nil, "b" => nil}]
    ]
  },
  "arrow_iterator of STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "STRUCT<a: INT, b: STRUCT<c: STRING, d: ARRAY<DOUBLE>>>",
    query:
      "SELECT named_struct('a', 1, 'b', named_struct('c', 'x', 'd', array(1.5D, NULL))) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":false,"type":{"fields":[{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"fields":[{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}},
        %{"a" => 1, "b" => %{"c" => "x", "d" => [1.5, nil]}}
      ],
      [nil, nil]
    ]
  },
  "row of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "row_arrow of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "pandas of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "arrow of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "pandas_iterator of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "arrow_iterator of ARRAY<STRUCT<a: INT, at: DATE>>" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "ARRAY<STRUCT<a: INT, at: DATE>>",
    query:
      "SELECT array(named_struct('a', 1, 'at', DATE'2024-02-29'), NULL) AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"at","nullable":false,"type":"date"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"at","nullable":true,"type":"date"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [[%{"a" => 1, "at" => ~D[2024-02-29]}, nil], [%{"a" => 1, "at" => ~D[2024-02-29]}, nil]],
      [nil, nil]
    ]
  },
  "row of STRING COLLATE UNICODE_CI" => %{
    kind: "row",
    source: "lambda x: x",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "row_arrow of STRING COLLATE UNICODE_CI" => %{
    kind: "row_arrow",
    source: "lambda x: x",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "pandas of STRING COLLATE UNICODE_CI" => %{
    kind: "pandas",
    source: "lambda x: x",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "arrow of STRING COLLATE UNICODE_CI" => %{
    kind: "arrow",
    source: "lambda x: x",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "pandas_iterator of STRING COLLATE UNICODE_CI" => %{
    kind: "pandas_iterator",
    source: "def same(xs):\n    for x in xs:\n        yield x\n",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "arrow_iterator of STRING COLLATE UNICODE_CI" => %{
    kind: "arrow_iterator",
    source: "def same(xs):\n    yield from xs\n",
    returns: "STRING COLLATE UNICODE_CI",
    query: "SELECT 'a' COLLATE UNICODE_CI AS x UNION ALL SELECT NULL",
    arguments: ["x"],
    schema: ~S'''
    {"fields":[{"metadata":{"__COLLATIONS":{"x":"icu.UNICODE_CI"}},"name":"x","nullable":true,"type":"string"},{"metadata":{"__COLLATIONS":{"y":"icu.UNICODE_CI"}},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "a"], [nil, nil]]
  },
  "row, two arguments" => %{
    kind: "row",
    source: "def add(a, b):\n    return None if a is None or b is None else a + b\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "row, names" => %{
    kind: "row",
    source: "def add(a, b):\n    return None if a is None or b is None else a + b\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    names: ["b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "row, struct" => %{
    kind: "row",
    source: "lambda a, b: (a, str(b))",
    returns: "n BIGINT, s STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"string"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      ["a", 1, 1.5, %{"n" => 1, "s" => "1.5"}],
      ["a", 2, nil, %{"n" => 2, "s" => "None"}],
      ["b", 3, 4.0, %{"n" => 3, "s" => "4.0"}],
      [nil, nil, -8.0, %{"n" => nil, "s" => "-8.0"}]
    ]
  },
  "row, dict as a struct" => %{
    kind: "row",
    source: "lambda a: {'n': a, 's': 'x'}",
    returns: "n BIGINT, s STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"string"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      ["a", 1, 1.5, %{"n" => 1, "s" => "x"}],
      ["a", 2, nil, %{"n" => 2, "s" => "x"}],
      ["b", 3, 4.0, %{"n" => 3, "s" => "x"}],
      [nil, nil, -8.0, %{"n" => nil, "s" => "x"}]
    ]
  },
  "row, integer for a string" => %{
    kind: "row",
    source: "lambda a: a",
    returns: "STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, "1"], ["a", 2, nil, "2"], ["b", 3, 4.0, "3"], [nil, nil, -8.0, nil]]
  },
  "row, string for an integer" => %{
    kind: "row",
    source: "lambda a: 'x'",
    returns: "BIGINT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, nil], ["a", 2, nil, nil], ["b", 3, 4.0, nil], [nil, nil, -8.0, nil]]
  },
  "row, integer for a double" => %{
    kind: "row",
    source: "lambda a: a",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, nil], ["a", 2, nil, nil], ["b", 3, 4.0, nil], [nil, nil, -8.0, nil]]
  },
  "row, no arguments" => %{
    kind: "row",
    source: "lambda: 7",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: [],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 7], ["a", 2, nil, 7], ["b", 3, 4.0, 7], [nil, nil, -8.0, 7]]
  },
  "row, any arguments" => %{
    kind: "row",
    source: "def count(*xs, **ys):\n    return len(xs) + 10 * len(ys)\n",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    names: ["a", "b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 22], ["a", 2, nil, 22], ["b", 3, 4.0, 22], [nil, nil, -8.0, 22]]
  },
  "row, exception" => %{
    kind: "row",
    source: "lambda a: 1 // 0",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    refused: true
  },
  "row_arrow, two arguments" => %{
    kind: "row_arrow",
    source: "def add(a, b):\n    return None if a is None or b is None else a + b\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "row_arrow, names" => %{
    kind: "row_arrow",
    source: "def add(a, b):\n    return None if a is None or b is None else a + b\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    names: ["b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "row_arrow, struct" => %{
    kind: "row_arrow",
    source: "lambda a, b: (a, str(b))",
    returns: "n BIGINT, s STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"string"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      ["a", 1, 1.5, %{"n" => 1, "s" => "1.5"}],
      ["a", 2, nil, %{"n" => 2, "s" => "None"}],
      ["b", 3, 4.0, %{"n" => 3, "s" => "4.0"}],
      [nil, nil, -8.0, %{"n" => nil, "s" => "-8.0"}]
    ]
  },
  "row_arrow, dict as a struct" => %{
    kind: "row_arrow",
    source: "lambda a: {'n': a, 's': 'x'}",
    returns: "n BIGINT, s STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"string"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      ["a", 1, 1.5, %{"n" => 1, "s" => "x"}],
      ["a", 2, nil, %{"n" => 2, "s" => "x"}],
      ["b", 3, 4.0, %{"n" => 3, "s" => "x"}],
      [nil, nil, -8.0, %{"n" => nil, "s" => "x"}]
    ]
  },
  "row_arrow, integer for a string" => %{
    kind: "row_arrow",
    source: "lambda a: a",
    returns: "STRING",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, "1"], ["a", 2, nil, "2"], ["b", 3, 4.0, "3"], [nil, nil, -8.0, nil]]
  },
  "row_arrow, string for an integer" => %{
    kind: "row_arrow",
    source: "lambda a: 'x'",
    returns: "BIGINT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    refused: true
  },
  "row_arrow, integer for a double" => %{
    kind: "row_arrow",
    source: "lambda a: a",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 1.0], ["a", 2, nil, 2.0], ["b", 3, 4.0, 3.0], [nil, nil, -8.0, nil]]
  },
  "row_arrow, no arguments" => %{
    kind: "row_arrow",
    source: "lambda: 7",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: [],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 7], ["a", 2, nil, 7], ["b", 3, 4.0, 7], [nil, nil, -8.0, 7]]
  },
  "row_arrow, any arguments" => %{
    kind: "row_arrow",
    source: "def count(*xs, **ys):\n    return len(xs) + 10 * len(ys)\n",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    names: ["a", "b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 22], ["a", 2, nil, 22], ["b", 3, 4.0, 22], [nil, nil, -8.0, 22]]
  },
  "row_arrow, exception" => %{
    kind: "row_arrow",
    source: "lambda a: 1 // 0",
    returns: "INT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    refused: true
  },
  "pandas, two arguments" => %{
    kind: "pandas",
    source: "lambda a, b: a + b",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "pandas, names" => %{
    kind: "pandas",
    source: "lambda a, b: a - b",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    names: ["b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 0.5], ["a", 2, nil, nil], ["b", 3, 4.0, 1.0], [nil, nil, -8.0, nil]]
  },
  "pandas, frame as a struct" => %{
    kind: "pandas",
    source:
      "def split(n):\n    import pandas as pd\n    return pd.DataFrame({'n': n, 'half': n / 2})\n",
    returns: "n BIGINT, half DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":{"fields":[{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"half","nullable":true,"type":"double"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      ["a", 1, 1.5, %{"n" => 1, "half" => 0.5}],
      ["a", 2, nil, %{"n" => 2, "half" => 1.0}],
      ["b", 3, 4.0, %{"n" => 3, "half" => 1.5}],
      [nil, nil, -8.0, %{"n" => nil, "half" => nil}]
    ]
  },
  "pandas, too few values" => %{
    kind: "pandas",
    source: "lambda a: a[:1]",
    returns: "BIGINT",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    refused: true
  },
  "pandas iterator, two arguments" => %{
    kind: "pandas_iterator",
    source: "def add(pairs):\n    for a, b in pairs:\n        yield a + b\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "arrow, two arguments" => %{
    kind: "arrow",
    source:
      "import pyarrow.compute as pc\n\ndef add(a, b):\n    return pc.add(pc.cast(a, 'double'), b)\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "arrow, names" => %{
    kind: "arrow",
    source:
      "import pyarrow.compute as pc\n\ndef add(a, b):\n    return pc.add(pc.cast(a, 'double'), b)\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n"],
    names: ["b"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.0], ["a", 2, nil, 4.0], ["b", 3, 4.0, 6.0], [nil, nil, -8.0, nil]]
  },
  "arrow iterator, two arguments" => %{
    kind: "arrow_iterator",
    source:
      "import pyarrow.compute as pc\n\ndef add(pairs):\n    for a, b in pairs:\n        yield pc.add(pc.cast(a, 'double'), b)\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["n", "x"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5, 2.5], ["a", 2, nil, nil], ["b", 3, 4.0, 7.0], [nil, nil, -8.0, nil]]
  },
  "pandas aggregate, all" => %{
    kind: "pandas_aggregate",
    source: "lambda x: x.sum()",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "all",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-2.5]]
  },
  "pandas aggregate of two, all" => %{
    kind: "pandas_aggregate",
    source: "def mean(x, w):\n    return float((x.fillna(0) * w.fillna(0)).sum())\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "all",
    names: ["w"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[13.5]]
  },
  "arrow aggregate, all" => %{
    kind: "arrow_aggregate",
    source: "import pyarrow.compute as pc\n\ndef total(x):\n    return pc.sum(x).as_py()\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "all",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[-2.5]]
  },
  "pandas aggregate, group" => %{
    kind: "pandas_aggregate",
    source: "lambda x: x.sum()",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "group",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1.5], ["b", 4.0], [nil, -8.0]]
  },
  "pandas aggregate of two, group" => %{
    kind: "pandas_aggregate",
    source: "def mean(x, w):\n    return float((x.fillna(0) * w.fillna(0)).sum())\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "group",
    names: ["w"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1.5], ["b", 12.0], [nil, 0.0]]
  },
  "arrow aggregate, group" => %{
    kind: "arrow_aggregate",
    source: "import pyarrow.compute as pc\n\ndef total(x):\n    return pc.sum(x).as_py()\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "group",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1.5], ["b", 4.0], [nil, -8.0]]
  },
  "pandas aggregate, window" => %{
    kind: "pandas_aggregate",
    source: "lambda x: x.sum()",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "window",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 4.0], [nil, nil, -8.0]]
  },
  "pandas aggregate of two, window" => %{
    kind: "pandas_aggregate",
    source: "def mean(x, w):\n    return float((x.fillna(0) * w.fillna(0)).sum())\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "window",
    names: ["w"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 12.0], [nil, nil, 0.0]]
  },
  "arrow aggregate, window" => %{
    kind: "arrow_aggregate",
    source: "import pyarrow.compute as pc\n\ndef total(x):\n    return pc.sum(x).as_py()\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "window",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 4.0], [nil, nil, -8.0]]
  },
  "pandas aggregate, rows" => %{
    kind: "pandas_aggregate",
    source: "lambda x: x.sum()",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "rows",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 4.0], [nil, nil, -8.0]]
  },
  "pandas aggregate of two, rows" => %{
    kind: "pandas_aggregate",
    source: "def mean(x, w):\n    return float((x.fillna(0) * w.fillna(0)).sum())\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "rows",
    names: ["w"],
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 12.0], [nil, nil, 0.0]]
  },
  "arrow aggregate, rows" => %{
    kind: "arrow_aggregate",
    source: "import pyarrow.compute as pc\n\ndef total(x):\n    return pc.sum(x).as_py()\n",
    returns: "DOUBLE",
    query:
      "SELECT * FROM VALUES ('a', 1L, 1.5D), ('a', 2L, NULL), ('b', 3L, 4D), (NULL, NULL, -8D) AS t(k, n, x)",
    arguments: ["x"],
    by: "rows",
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["a", 1, 1.5], ["a", 2, 1.5], ["b", 3, 4.0], [nil, nil, -8.0]]
  }
}
