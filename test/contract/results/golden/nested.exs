# Recorded by test/contract/record_results.py from PySpark 4.1.1. Not to be edited.
%{
  "boolean" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"boolean"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"boolean","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"boolean"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"boolean"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"boolean","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"boolean"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"boolean","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"boolean","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        true,
        [true, nil],
        %{"k" => true, "n" => nil},
        %{"f" => true, "n" => nil},
        [%{"f" => [true, nil], "m" => %{1 => true}}],
        %{"k" => %{"l" => [true]}},
        %{"s" => %{"t" => [[true]]}}
      ]
    ]
  },
  "tinyint" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"byte"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"byte","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"byte"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"byte"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"byte","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"byte"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"byte","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"byte","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        -128,
        [-128, nil],
        %{"k" => -128, "n" => nil},
        %{"f" => -128, "n" => nil},
        [%{"f" => [-128, nil], "m" => %{1 => -128}}],
        %{"k" => %{"l" => [-128]}},
        %{"s" => %{"t" => [[-128]]}}
      ]
    ]
  },
  "smallint" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"short"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"short","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"short"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"short"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"short","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"short"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"short","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"short","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        32767,
        [32767, nil],
        %{"k" => 32767, "n" => nil},
        %{"f" => 32767, "n" => nil},
        [%{"f" => [32767, nil], "m" => %{1 => 32767}}],
        %{"k" => %{"l" => [32767]}},
        %{"s" => %{"t" => [[32767]]}}
      ]
    ]
  },
  "int" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"integer"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"integer"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"integer"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"integer","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"integer","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        -2_147_483_648,
        [-2_147_483_648, nil],
        %{"k" => -2_147_483_648, "n" => nil},
        %{"f" => -2_147_483_648, "n" => nil},
        [%{"f" => [-2_147_483_648, nil], "m" => %{1 => -2_147_483_648}}],
        %{"k" => %{"l" => [-2_147_483_648]}},
        %{"s" => %{"t" => [[-2_147_483_648]]}}
      ]
    ]
  },
  "bigint" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"long"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"long","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"long"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"long"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"long","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"long"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"long","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"long","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        9_223_372_036_854_775_807,
        [9_223_372_036_854_775_807, nil],
        %{"k" => 9_223_372_036_854_775_807, "n" => nil},
        %{"f" => 9_223_372_036_854_775_807, "n" => nil},
        [%{"f" => [9_223_372_036_854_775_807, nil], "m" => %{1 => 9_223_372_036_854_775_807}}],
        %{"k" => %{"l" => [9_223_372_036_854_775_807]}},
        %{"s" => %{"t" => [[9_223_372_036_854_775_807]]}}
      ]
    ]
  },
  "float" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"float"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"float"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"float"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"float"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"float","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"float","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        3.4028234663852886e+38,
        [3.4028234663852886e+38, nil],
        %{"k" => 3.4028234663852886e+38, "n" => nil},
        %{"f" => 3.4028234663852886e+38, "n" => nil},
        [%{"f" => [3.4028234663852886e+38, nil], "m" => %{1 => 3.4028234663852886e+38}}],
        %{"k" => %{"l" => [3.4028234663852886e+38]}},
        %{"s" => %{"t" => [[3.4028234663852886e+38]]}}
      ]
    ]
  },
  "float that is not a power of two" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"float"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"float"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"float"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"float"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"float","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"float","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        0.10000000149011612,
        [0.10000000149011612, nil],
        %{"k" => 0.10000000149011612, "n" => nil},
        %{"f" => 0.10000000149011612, "n" => nil},
        [%{"f" => [0.10000000149011612, nil], "m" => %{1 => 0.10000000149011612}}],
        %{"k" => %{"l" => [0.10000000149011612]}},
        %{"s" => %{"t" => [[0.10000000149011612]]}}
      ]
    ]
  },
  "float NaN" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"float"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"float"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"float"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"float","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"float"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"float","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"float","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        :nan,
        [:nan, nil],
        %{"k" => :nan, "n" => nil},
        %{"f" => :nan, "n" => nil},
        [%{"f" => [:nan, nil], "m" => %{1 => :nan}}],
        %{"k" => %{"l" => [:nan]}},
        %{"s" => %{"t" => [[:nan]]}}
      ]
    ]
  },
  "double" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"double"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"double"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"double"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"double","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"double","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        1.7976931348623157e+308,
        [1.7976931348623157e+308, nil],
        %{"k" => 1.7976931348623157e+308, "n" => nil},
        %{"f" => 1.7976931348623157e+308, "n" => nil},
        [%{"f" => [1.7976931348623157e+308, nil], "m" => %{1 => 1.7976931348623157e+308}}],
        %{"k" => %{"l" => [1.7976931348623157e+308]}},
        %{"s" => %{"t" => [[1.7976931348623157e+308]]}}
      ]
    ]
  },
  "double, the smallest" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"double"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"double"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"double"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"double","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"double","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        5.0e-324,
        [5.0e-324, nil],
        %{"k" => 5.0e-324, "n" => nil},
        %{"f" => 5.0e-324, "n" => nil},
        [%{"f" => [5.0e-324, nil], "m" => %{1 => 5.0e-324}}],
        %{"k" => %{"l" => [5.0e-324]}},
        %{"s" => %{"t" => [[5.0e-324]]}}
      ]
    ]
  },
  "double NaN" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"double"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"double"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"double"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"double","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"double","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        :nan,
        [:nan, nil],
        %{"k" => :nan, "n" => nil},
        %{"f" => :nan, "n" => nil},
        [%{"f" => [:nan, nil], "m" => %{1 => :nan}}],
        %{"k" => %{"l" => [:nan]}},
        %{"s" => %{"t" => [[:nan]]}}
      ]
    ]
  },
  "double infinity" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"double"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"double"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"double"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"double","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"double","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        :neg_infinity,
        [:neg_infinity, nil],
        %{"k" => :neg_infinity, "n" => nil},
        %{"f" => :neg_infinity, "n" => nil},
        [%{"f" => [:neg_infinity, nil], "m" => %{1 => :neg_infinity}}],
        %{"k" => %{"l" => [:neg_infinity]}},
        %{"s" => %{"t" => [[:neg_infinity]]}}
      ]
    ]
  },
  "negative zero" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"double"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"double"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"double"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"double","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"double","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        -0.0,
        [-0.0, nil],
        %{"k" => -0.0, "n" => nil},
        %{"f" => -0.0, "n" => nil},
        [%{"f" => [-0.0, nil], "m" => %{1 => -0.0}}],
        %{"k" => %{"l" => [-0.0]}},
        %{"s" => %{"t" => [[-0.0]]}}
      ]
    ]
  },
  "decimal(38,0)" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"decimal(38,0)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,0)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(38,0)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"decimal(38,0)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,0)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"decimal(38,0)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"decimal(38,0)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"decimal(38,0)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "99999999999999999999999999999999999999"},
        [{:decimal, "99999999999999999999999999999999999999"}, nil],
        %{"k" => {:decimal, "99999999999999999999999999999999999999"}, "n" => nil},
        %{"f" => {:decimal, "99999999999999999999999999999999999999"}, "n" => nil},
        [
          %{
            "f" => [{:decimal, "99999999999999999999999999999999999999"}, nil],
            "m" => %{1 => {:decimal, "99999999999999999999999999999999999999"}}
          }
        ],
        %{"k" => %{"l" => [{:decimal, "99999999999999999999999999999999999999"}]}},
        %{"s" => %{"t" => [[{:decimal, "99999999999999999999999999999999999999"}]]}}
      ]
    ]
  },
  "decimal(38,38)" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"decimal(38,38)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,38)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(38,38)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"decimal(38,38)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,38)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"decimal(38,38)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"decimal(38,38)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"decimal(38,38)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "-0.99999999999999999999999999999999999999"},
        [{:decimal, "-0.99999999999999999999999999999999999999"}, nil],
        %{"k" => {:decimal, "-0.99999999999999999999999999999999999999"}, "n" => nil},
        %{"f" => {:decimal, "-0.99999999999999999999999999999999999999"}, "n" => nil},
        [
          %{
            "f" => [{:decimal, "-0.99999999999999999999999999999999999999"}, nil],
            "m" => %{1 => {:decimal, "-0.99999999999999999999999999999999999999"}}
          }
        ],
        %{"k" => %{"l" => [{:decimal, "-0.99999999999999999999999999999999999999"}]}},
        %{"s" => %{"t" => [[{:decimal, "-0.99999999999999999999999999999999999999"}]]}}
      ]
    ]
  },
  "decimal(38,18)" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(38,18)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"decimal(38,18)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "12345678901234567890.123456789012345678"},
        [{:decimal, "12345678901234567890.123456789012345678"}, nil],
        %{"k" => {:decimal, "12345678901234567890.123456789012345678"}, "n" => nil},
        %{"f" => {:decimal, "12345678901234567890.123456789012345678"}, "n" => nil},
        [
          %{
            "f" => [{:decimal, "12345678901234567890.123456789012345678"}, nil],
            "m" => %{1 => {:decimal, "12345678901234567890.123456789012345678"}}
          }
        ],
        %{"k" => %{"l" => [{:decimal, "12345678901234567890.123456789012345678"}]}},
        %{"s" => %{"t" => [[{:decimal, "12345678901234567890.123456789012345678"}]]}}
      ]
    ]
  },
  "decimal of trailing zeros" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"decimal(10,4)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(10,4)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(10,4)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"decimal(10,4)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(10,4)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"decimal(10,4)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"decimal(10,4)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"decimal(10,4)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "1.5000"},
        [{:decimal, "1.5000"}, nil],
        %{"k" => {:decimal, "1.5000"}, "n" => nil},
        %{"f" => {:decimal, "1.5000"}, "n" => nil},
        [%{"f" => [{:decimal, "1.5000"}, nil], "m" => %{1 => {:decimal, "1.5000"}}}],
        %{"k" => %{"l" => [{:decimal, "1.5000"}]}},
        %{"s" => %{"t" => [[{:decimal, "1.5000"}]]}}
      ]
    ]
  },
  "decimal zero" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"decimal(20,10)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(20,10)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(20,10)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"decimal(20,10)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(20,10)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"decimal(20,10)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"decimal(20,10)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"decimal(20,10)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "0.0000000000"},
        [{:decimal, "0.0000000000"}, nil],
        %{"k" => {:decimal, "0.0000000000"}, "n" => nil},
        %{"f" => {:decimal, "0.0000000000"}, "n" => nil},
        [%{"f" => [{:decimal, "0.0000000000"}, nil], "m" => %{1 => {:decimal, "0.0000000000"}}}],
        %{"k" => %{"l" => [{:decimal, "0.0000000000"}]}},
        %{"s" => %{"t" => [[{:decimal, "0.0000000000"}]]}}
      ]
    ]
  },
  "string" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "a",
        ["a", nil],
        %{"k" => "a", "n" => nil},
        %{"f" => "a", "n" => nil},
        [%{"f" => ["a", nil], "m" => %{1 => "a"}}],
        %{"k" => %{"l" => ["a"]}},
        %{"s" => %{"t" => [["a"]]}}
      ]
    ]
  },
  "string of other scripts" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "Ærøskøbing 東京 🙂 é \"quoted\" \\ back",
        ["Ærøskøbing 東京 🙂 é \"quoted\" \\ back", nil],
        %{"k" => "Ærøskøbing 東京 🙂 é \"quoted\" \\ back", "n" => nil},
        %{"f" => "Ærøskøbing 東京 🙂 é \"quoted\" \\ back", "n" => nil},
        [
          %{
            "f" => ["Ærøskøbing 東京 🙂 é \"quoted\" \\ back", nil],
            "m" => %{1 => "Ærøskøbing 東京 🙂 é \"quoted\" \\ back"}
          }
        ],
        %{"k" => %{"l" => ["Ærøskøbing 東京 🙂 é \"quoted\" \\ back"]}},
        %{"s" => %{"t" => [["Ærøskøbing 東京 🙂 é \"quoted\" \\ back"]]}}
      ]
    ]
  },
  "string empty" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "",
        ["", nil],
        %{"k" => "", "n" => nil},
        %{"f" => "", "n" => nil},
        [%{"f" => ["", nil], "m" => %{1 => ""}}],
        %{"k" => %{"l" => [""]}},
        %{"s" => %{"t" => [[""]]}}
      ]
    ]
  },
  "string with a zero and line ends" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "a\0b\r\n\tc",
        ["a\0b\r\n\tc", nil],
        %{"k" => "a\0b\r\n\tc", "n" => nil},
        %{"f" => "a\0b\r\n\tc", "n" => nil},
        [%{"f" => ["a\0b\r\n\tc", nil], "m" => %{1 => "a\0b\r\n\tc"}}],
        %{"k" => %{"l" => ["a\0b\r\n\tc"]}},
        %{"s" => %{"t" => [["a\0b\r\n\tc"]]}}
      ]
    ]
  },
  "string longer than a reference-counted binary" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
        [
          "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
          nil
        ],
        %{
          "k" =>
            "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
          "n" => nil
        },
        %{
          "f" =>
            "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
          "n" => nil
        },
        [
          %{
            "f" => [
              "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
              nil
            ],
            "m" => %{
              1 =>
                "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
            }
          }
        ],
        %{
          "k" => %{
            "l" => [
              "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
            ]
          }
        },
        %{
          "s" => %{
            "t" => [
              [
                "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
              ]
            ]
          }
        }
      ]
    ]
  },
  "char and varchar" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"string","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        "ab",
        ["ab", nil],
        %{"k" => "ab", "n" => nil},
        %{"f" => "ab", "n" => nil},
        [%{"f" => ["ab", nil], "m" => %{1 => "ab"}}],
        %{"k" => %{"l" => ["ab"]}},
        %{"s" => %{"t" => [["ab"]]}}
      ]
    ]
  },
  "binary" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"binary"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"binary","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"binary"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"binary"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"binary","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"binary"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"binary","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"binary","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        <<0, 255, 16>>,
        [<<0, 255, 16>>, nil],
        %{"k" => <<0, 255, 16>>, "n" => nil},
        %{"f" => <<0, 255, 16>>, "n" => nil},
        [%{"f" => [<<0, 255, 16>>, nil], "m" => %{1 => <<0, 255, 16>>}}],
        %{"k" => %{"l" => [<<0, 255, 16>>]}},
        %{"s" => %{"t" => [[<<0, 255, 16>>]]}}
      ]
    ]
  },
  "binary empty" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"binary"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"binary","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"binary"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"binary"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"binary","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"binary"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"binary","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"binary","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        <<>>,
        [<<>>, nil],
        %{"k" => <<>>, "n" => nil},
        %{"f" => <<>>, "n" => nil},
        [%{"f" => [<<>>, nil], "m" => %{1 => <<>>}}],
        %{"k" => %{"l" => [<<>>]}},
        %{"s" => %{"t" => [[<<>>]]}}
      ]
    ]
  },
  "date" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[2013-01-31],
        [~D[2013-01-31], nil],
        %{"k" => ~D[2013-01-31], "n" => nil},
        %{"f" => ~D[2013-01-31], "n" => nil},
        [%{"f" => [~D[2013-01-31], nil], "m" => %{1 => ~D[2013-01-31]}}],
        %{"k" => %{"l" => [~D[2013-01-31]]}},
        %{"s" => %{"t" => [[~D[2013-01-31]]]}}
      ]
    ]
  },
  "date before 1970" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[1969-12-31],
        [~D[1969-12-31], nil],
        %{"k" => ~D[1969-12-31], "n" => nil},
        %{"f" => ~D[1969-12-31], "n" => nil},
        [%{"f" => [~D[1969-12-31], nil], "m" => %{1 => ~D[1969-12-31]}}],
        %{"k" => %{"l" => [~D[1969-12-31]]}},
        %{"s" => %{"t" => [[~D[1969-12-31]]]}}
      ]
    ]
  },
  "date before 1582" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[1582-10-04],
        [~D[1582-10-04], nil],
        %{"k" => ~D[1582-10-04], "n" => nil},
        %{"f" => ~D[1582-10-04], "n" => nil},
        [%{"f" => [~D[1582-10-04], nil], "m" => %{1 => ~D[1582-10-04]}}],
        %{"k" => %{"l" => [~D[1582-10-04]]}},
        %{"s" => %{"t" => [[~D[1582-10-04]]]}}
      ]
    ]
  },
  "date that Java's old calendar left out" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[1582-10-10],
        [~D[1582-10-10], nil],
        %{"k" => ~D[1582-10-10], "n" => nil},
        %{"f" => ~D[1582-10-10], "n" => nil},
        [%{"f" => [~D[1582-10-10], nil], "m" => %{1 => ~D[1582-10-10]}}],
        %{"k" => %{"l" => [~D[1582-10-10]]}},
        %{"s" => %{"t" => [[~D[1582-10-10]]]}}
      ]
    ]
  },
  "date, the first that Python has" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[0001-01-01],
        [~D[0001-01-01], nil],
        %{"k" => ~D[0001-01-01], "n" => nil},
        %{"f" => ~D[0001-01-01], "n" => nil},
        [%{"f" => [~D[0001-01-01], nil], "m" => %{1 => ~D[0001-01-01]}}],
        %{"k" => %{"l" => [~D[0001-01-01]]}},
        %{"s" => %{"t" => [[~D[0001-01-01]]]}}
      ]
    ]
  },
  "date, the last that Python has" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[9999-12-31],
        [~D[9999-12-31], nil],
        %{"k" => ~D[9999-12-31], "n" => nil},
        %{"f" => ~D[9999-12-31], "n" => nil},
        [%{"f" => [~D[9999-12-31], nil], "m" => %{1 => ~D[9999-12-31]}}],
        %{"k" => %{"l" => [~D[9999-12-31]]}},
        %{"s" => %{"t" => [[~D[9999-12-31]]]}}
      ]
    ]
  },
  "date of a leap day" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"date"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"date"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"date","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"date"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"date","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"date","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[2000-02-29],
        [~D[2000-02-29], nil],
        %{"k" => ~D[2000-02-29], "n" => nil},
        %{"f" => ~D[2000-02-29], "n" => nil},
        [%{"f" => [~D[2000-02-29], nil], "m" => %{1 => ~D[2000-02-29]}}],
        %{"k" => %{"l" => [~D[2000-02-29]]}},
        %{"s" => %{"t" => [[~D[2000-02-29]]]}}
      ]
    ]
  },
  "timestamp" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-01-31 12:34:56.789012],
        [~N[2013-01-31 12:34:56.789012], nil],
        %{"k" => ~N[2013-01-31 12:34:56.789012], "n" => nil},
        %{"f" => ~N[2013-01-31 12:34:56.789012], "n" => nil},
        [
          %{
            "f" => [~N[2013-01-31 12:34:56.789012], nil],
            "m" => %{1 => ~N[2013-01-31 12:34:56.789012]}
          }
        ],
        %{"k" => %{"l" => [~N[2013-01-31 12:34:56.789012]]}},
        %{"s" => %{"t" => [[~N[2013-01-31 12:34:56.789012]]]}}
      ]
    ]
  },
  "timestamp before 1970" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[1969-12-31 23:59:59.999999],
        [~N[1969-12-31 23:59:59.999999], nil],
        %{"k" => ~N[1969-12-31 23:59:59.999999], "n" => nil},
        %{"f" => ~N[1969-12-31 23:59:59.999999], "n" => nil},
        [
          %{
            "f" => [~N[1969-12-31 23:59:59.999999], nil],
            "m" => %{1 => ~N[1969-12-31 23:59:59.999999]}
          }
        ],
        %{"k" => %{"l" => [~N[1969-12-31 23:59:59.999999]]}},
        %{"s" => %{"t" => [[~N[1969-12-31 23:59:59.999999]]]}}
      ]
    ]
  },
  "timestamp before 1582" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[1500-01-01 00:00:00.000001],
        [~N[1500-01-01 00:00:00.000001], nil],
        %{"k" => ~N[1500-01-01 00:00:00.000001], "n" => nil},
        %{"f" => ~N[1500-01-01 00:00:00.000001], "n" => nil},
        [
          %{
            "f" => [~N[1500-01-01 00:00:00.000001], nil],
            "m" => %{1 => ~N[1500-01-01 00:00:00.000001]}
          }
        ],
        %{"k" => %{"l" => [~N[1500-01-01 00:00:00.000001]]}},
        %{"s" => %{"t" => [[~N[1500-01-01 00:00:00.000001]]]}}
      ]
    ]
  },
  "timestamp, the first that Python has" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[0001-01-01 00:00:00.000000],
        [~N[0001-01-01 00:00:00.000000], nil],
        %{"k" => ~N[0001-01-01 00:00:00.000000], "n" => nil},
        %{"f" => ~N[0001-01-01 00:00:00.000000], "n" => nil},
        [
          %{
            "f" => [~N[0001-01-01 00:00:00.000000], nil],
            "m" => %{1 => ~N[0001-01-01 00:00:00.000000]}
          }
        ],
        %{"k" => %{"l" => [~N[0001-01-01 00:00:00.000000]]}},
        %{"s" => %{"t" => [[~N[0001-01-01 00:00:00.000000]]]}}
      ]
    ]
  },
  "timestamp, the last that Python has" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[9999-12-31 23:59:59.999999],
        [~N[9999-12-31 23:59:59.999999], nil],
        %{"k" => ~N[9999-12-31 23:59:59.999999], "n" => nil},
        %{"f" => ~N[9999-12-31 23:59:59.999999], "n" => nil},
        [
          %{
            "f" => [~N[9999-12-31 23:59:59.999999], nil],
            "m" => %{1 => ~N[9999-12-31 23:59:59.999999]}
          }
        ],
        %{"k" => %{"l" => [~N[9999-12-31 23:59:59.999999]]}},
        %{"s" => %{"t" => [[~N[9999-12-31 23:59:59.999999]]]}}
      ]
    ]
  },
  "timestamp_ntz" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp_ntz"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp_ntz","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp_ntz"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp_ntz"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp_ntz","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp_ntz"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp_ntz","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp_ntz","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-01-31 12:34:56.789012],
        [~N[2013-01-31 12:34:56.789012], nil],
        %{"k" => ~N[2013-01-31 12:34:56.789012], "n" => nil},
        %{"f" => ~N[2013-01-31 12:34:56.789012], "n" => nil},
        [
          %{
            "f" => [~N[2013-01-31 12:34:56.789012], nil],
            "m" => %{1 => ~N[2013-01-31 12:34:56.789012]}
          }
        ],
        %{"k" => %{"l" => [~N[2013-01-31 12:34:56.789012]]}},
        %{"s" => %{"t" => [[~N[2013-01-31 12:34:56.789012]]]}}
      ]
    ]
  },
  "timestamp_ntz before 1582" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"timestamp_ntz"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp_ntz","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"timestamp_ntz"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"timestamp_ntz"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"timestamp_ntz","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"timestamp_ntz"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"timestamp_ntz","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"timestamp_ntz","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[1582-10-04 23:59:59.999999],
        [~N[1582-10-04 23:59:59.999999], nil],
        %{"k" => ~N[1582-10-04 23:59:59.999999], "n" => nil},
        %{"f" => ~N[1582-10-04 23:59:59.999999], "n" => nil},
        [
          %{
            "f" => [~N[1582-10-04 23:59:59.999999], nil],
            "m" => %{1 => ~N[1582-10-04 23:59:59.999999]}
          }
        ],
        %{"k" => %{"l" => [~N[1582-10-04 23:59:59.999999]]}},
        %{"s" => %{"t" => [[~N[1582-10-04 23:59:59.999999]]]}}
      ]
    ]
  },
  "time" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"time(6)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"time(6)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"time(6)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"time(6)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"time(6)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"time(6)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"time(6)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"time(6)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~T[12:34:56.789012],
        [~T[12:34:56.789012], nil],
        %{"k" => ~T[12:34:56.789012], "n" => nil},
        %{"f" => ~T[12:34:56.789012], "n" => nil},
        [%{"f" => [~T[12:34:56.789012], nil], "m" => %{1 => ~T[12:34:56.789012]}}],
        %{"k" => %{"l" => [~T[12:34:56.789012]]}},
        %{"s" => %{"t" => [[~T[12:34:56.789012]]]}}
      ]
    ]
  },
  "time of whole seconds" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"time(0)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"time(0)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"time(0)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"time(0)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"time(0)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"time(0)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"time(0)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"time(0)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        ~T[23:59:59.000000],
        [~T[23:59:59.000000], nil],
        %{"k" => ~T[23:59:59.000000], "n" => nil},
        %{"f" => ~T[23:59:59.000000], "n" => nil},
        [%{"f" => [~T[23:59:59.000000], nil], "m" => %{1 => ~T[23:59:59.000000]}}],
        %{"k" => %{"l" => [~T[23:59:59.000000]]}},
        %{"s" => %{"t" => [[~T[23:59:59.000000]]]}}
      ]
    ]
  },
  "interval day to second" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"interval day to second"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"interval day to second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"interval day to second"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"interval day to second"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"interval day to second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"interval day to second"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"interval day to second","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"interval day to second","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: -93_784_000_005},
        [%SparkEx.Interval.DayTime{microseconds: -93_784_000_005}, nil],
        %{"k" => %SparkEx.Interval.DayTime{microseconds: -93_784_000_005}, "n" => nil},
        %{"f" => %SparkEx.Interval.DayTime{microseconds: -93_784_000_005}, "n" => nil},
        [
          %{
            "f" => [%SparkEx.Interval.DayTime{microseconds: -93_784_000_005}, nil],
            "m" => %{1 => %SparkEx.Interval.DayTime{microseconds: -93_784_000_005}}
          }
        ],
        %{"k" => %{"l" => [%SparkEx.Interval.DayTime{microseconds: -93_784_000_005}]}},
        %{"s" => %{"t" => [[%SparkEx.Interval.DayTime{microseconds: -93_784_000_005}]]}}
      ]
    ]
  },
  "interval of days" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"interval day"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"interval day","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"interval day"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"interval day"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"interval day","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"interval day"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"interval day","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"interval day","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 604_800_000_000},
        [%SparkEx.Interval.DayTime{microseconds: 604_800_000_000}, nil],
        %{"k" => %SparkEx.Interval.DayTime{microseconds: 604_800_000_000}, "n" => nil},
        %{"f" => %SparkEx.Interval.DayTime{microseconds: 604_800_000_000}, "n" => nil},
        [
          %{
            "f" => [%SparkEx.Interval.DayTime{microseconds: 604_800_000_000}, nil],
            "m" => %{1 => %SparkEx.Interval.DayTime{microseconds: 604_800_000_000}}
          }
        ],
        %{"k" => %{"l" => [%SparkEx.Interval.DayTime{microseconds: 604_800_000_000}]}},
        %{"s" => %{"t" => [[%SparkEx.Interval.DayTime{microseconds: 604_800_000_000}]]}}
      ]
    ]
  },
  "interval of minutes" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"interval minute to second"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"interval minute to second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"interval minute to second"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"interval minute to second"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"interval minute to second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"interval minute to second"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"interval minute to second","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"interval minute to second","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 5_430_500_000},
        [%SparkEx.Interval.DayTime{microseconds: 5_430_500_000}, nil],
        %{"k" => %SparkEx.Interval.DayTime{microseconds: 5_430_500_000}, "n" => nil},
        %{"f" => %SparkEx.Interval.DayTime{microseconds: 5_430_500_000}, "n" => nil},
        [
          %{
            "f" => [%SparkEx.Interval.DayTime{microseconds: 5_430_500_000}, nil],
            "m" => %{1 => %SparkEx.Interval.DayTime{microseconds: 5_430_500_000}}
          }
        ],
        %{"k" => %{"l" => [%SparkEx.Interval.DayTime{microseconds: 5_430_500_000}]}},
        %{"s" => %{"t" => [[%SparkEx.Interval.DayTime{microseconds: 5_430_500_000}]]}}
      ]
    ]
  },
  "interval, the longest that Python has" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"interval second"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"interval second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"interval second"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"interval second"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"interval second","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"interval second"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"interval second","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"interval second","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999},
        [%SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}, nil],
        %{"k" => %SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}, "n" => nil},
        %{"f" => %SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}, "n" => nil},
        [
          %{
            "f" => [%SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}, nil],
            "m" => %{1 => %SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}}
          }
        ],
        %{"k" => %{"l" => [%SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}]}},
        %{"s" => %{"t" => [[%SparkEx.Interval.DayTime{microseconds: 86_399_999_999_999_999}]]}}
      ]
    ]
  },
  "variant" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":"variant"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"variant","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"variant"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":"variant"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"variant","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"variant"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":"variant","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"variant","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{
          "a" => [1, {:decimal, "2.5"}, "x", nil, true],
          "b" => %{"c" => {:decimal, "12345678901234567890"}}
        },
        [
          %{
            "a" => [1, {:decimal, "2.5"}, "x", nil, true],
            "b" => %{"c" => {:decimal, "12345678901234567890"}}
          },
          nil
        ],
        %{
          "k" => %{
            "a" => [1, {:decimal, "2.5"}, "x", nil, true],
            "b" => %{"c" => {:decimal, "12345678901234567890"}}
          },
          "n" => nil
        },
        %{
          "f" => %{
            "a" => [1, {:decimal, "2.5"}, "x", nil, true],
            "b" => %{"c" => {:decimal, "12345678901234567890"}}
          },
          "n" => nil
        },
        [
          %{
            "f" => [
              %{
                "a" => [1, {:decimal, "2.5"}, "x", nil, true],
                "b" => %{"c" => {:decimal, "12345678901234567890"}}
              },
              nil
            ],
            "m" => %{
              1 => %{
                "a" => [1, {:decimal, "2.5"}, "x", nil, true],
                "b" => %{"c" => {:decimal, "12345678901234567890"}}
              }
            }
          }
        ],
        %{
          "k" => %{
            "l" => [
              %{
                "a" => [1, {:decimal, "2.5"}, "x", nil, true],
                "b" => %{"c" => {:decimal, "12345678901234567890"}}
              }
            ]
          }
        },
        %{
          "s" => %{
            "t" => [
              [
                %{
                  "a" => [1, {:decimal, "2.5"}, "x", nil, true],
                  "b" => %{"c" => {:decimal, "12345678901234567890"}}
                }
              ]
            ]
          }
        }
      ]
    ]
  },
  "null" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"void"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"void","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"void"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"void"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"void","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"void"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"void","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"void","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        nil,
        [nil, nil],
        %{"k" => nil, "n" => nil},
        %{"f" => nil, "n" => nil},
        [%{"f" => [nil, nil], "m" => %{1 => nil}}],
        %{"k" => %{"l" => [nil]}},
        %{"s" => %{"t" => [[nil]]}}
      ]
    ]
  },
  "null of a type" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"decimal(38,18)"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"decimal(38,18)"}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"decimal(38,18)","type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        nil,
        [nil, nil],
        %{"k" => nil, "n" => nil},
        %{"f" => nil, "n" => nil},
        [%{"f" => [nil, nil], "m" => %{1 => nil}}],
        %{"k" => %{"l" => [nil]}},
        %{"s" => %{"t" => [[nil]]}}
      ]
    ]
  },
  "null array" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"integer","type":"array"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":{"containsNull":true,"elementType":"integer","type":"array"}}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"integer","type":"array"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":{"containsNull":true,"elementType":"integer","type":"array"}}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"integer","type":"array"},"type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"integer","type":"array"},"type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        nil,
        [nil, nil],
        %{"k" => nil, "n" => nil},
        %{"f" => nil, "n" => nil},
        [%{"f" => [nil, nil], "m" => %{1 => nil}}],
        %{"k" => %{"l" => [nil]}},
        %{"s" => %{"t" => [[nil]]}}
      ]
    ]
  },
  "null struct" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        nil,
        [nil, nil],
        %{"k" => nil, "n" => nil},
        %{"f" => nil, "n" => nil},
        [%{"f" => [nil, nil], "m" => %{1 => nil}}],
        %{"k" => %{"l" => [nil]}},
        %{"s" => %{"t" => [[nil]]}}
      ]
    ]
  },
  "empty array" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":{"containsNull":true,"elementType":"string","type":"array"}}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"string","type":"array"}}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":{"containsNull":true,"elementType":"string","type":"array"},"type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        [],
        [[], nil],
        %{"k" => [], "n" => nil},
        %{"f" => [], "n" => nil},
        [%{"f" => [[], nil], "m" => %{1 => []}}],
        %{"k" => %{"l" => [[]]}},
        %{"s" => %{"t" => [[[]]]}}
      ]
    ]
  },
  "empty map" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"},"type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"},"type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{},
        [%{}, nil],
        %{"k" => %{}, "n" => nil},
        %{"f" => %{}, "n" => nil},
        [%{"f" => [%{}, nil], "m" => %{1 => %{}}}],
        %{"k" => %{"l" => [%{}]}},
        %{"s" => %{"t" => [[%{}]]}}
      ]
    ]
  },
  "struct of nulls" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":false,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}},{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"deep","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}}}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"mm","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}}}},{"metadata":{},"name":"ss","nullable":false,"type":{"fields":[{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"},"type":"array"},"type":"array"}}],"type":"struct"}}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => nil, "b" => nil},
        [%{"a" => nil, "b" => nil}, nil],
        %{"k" => %{"a" => nil, "b" => nil}, "n" => nil},
        %{"f" => %{"a" => nil, "b" => nil}, "n" => nil},
        [%{"f" => [%{"a" => nil, "b" => nil}, nil], "m" => %{1 => %{"a" => nil, "b" => nil}}}],
        %{"k" => %{"l" => [%{"a" => nil, "b" => nil}]}},
        %{"s" => %{"t" => [[%{"a" => nil, "b" => nil}]]}}
      ]
    ]
  }
}
