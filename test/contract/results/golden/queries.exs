# Recorded by test/contract/record_results.py from PySpark 4.1.1. Not to be edited.
%{
  "no rows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"s","nullable":false,"type":"string"},{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":false,"elementType":"long","type":"array"}}],"type":"struct"}
    ''',
    rows: []
  },
  "no columns but one null" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"n","nullable":true,"type":"void"}],"type":"struct"}
    ''',
    rows: [[nil], [nil], [nil]]
  },
  "a whole table of nulls" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"i","nullable":true,"type":"integer"},{"metadata":{},"name":"s","nullable":true,"type":"string"},{"metadata":{},"name":"a","nullable":true,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"m","nullable":true,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}},{"metadata":{},"name":"st","nullable":true,"type":{"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"}],"type":"struct"}},{"metadata":{},"name":"b","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [
      [nil, nil, nil, nil, nil, nil],
      [nil, nil, nil, nil, nil, nil],
      [nil, nil, nil, nil, nil, nil],
      [nil, nil, nil, nil, nil, nil],
      [nil, nil, nil, nil, nil, nil]
    ]
  },
  "nulls here and there" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"i","nullable":true,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"string"},{"metadata":{},"name":"a","nullable":true,"type":{"containsNull":true,"elementType":"long","type":"array"}},{"metadata":{},"name":"st","nullable":true,"type":{"fields":[{"metadata":{},"name":"x","nullable":true,"type":"long"}],"type":"struct"}},{"metadata":{},"name":"b","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [
      [0, "0", nil, %{"x" => nil}, nil],
      [nil, nil, [1, nil], nil, false],
      [2, nil, nil, nil, nil],
      [nil, "3", [3, nil], nil, nil],
      [4, nil, nil, %{"x" => 4}, true],
      [nil, nil, [5, nil], nil, nil],
      [6, "6", nil, nil, nil],
      [nil, nil, [7, nil], nil, false],
      [8, nil, nil, %{"x" => 8}, nil],
      [nil, "9", [9, nil], nil, nil],
      [10, nil, nil, nil, true],
      [nil, nil, [11, nil], nil, nil]
    ]
  },
  "NaN sorts last and equals itself" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"v","nullable":true,"type":"double"},{"metadata":{},"name":"same","nullable":true,"type":"boolean"},{"metadata":{},"name":"more","nullable":true,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[nil, nil, nil], [1.0, true, false], [:infinity, true, true], [:nan, true, true]]
  },
  "joins" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":true,"type":"integer"},{"metadata":{},"name":"lv","nullable":true,"type":"string"},{"metadata":{},"name":"rv","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [[nil, nil, "y"], [nil, nil, "z"], [nil, "c", nil], [1, "a", nil], [2, "b", "x"]]
  },
  "null-safe join" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"lv","nullable":false,"type":"string"},{"metadata":{},"name":"rv","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [["a", "x"], ["c", "z"]]
  },
  "semi and anti join" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"}],"type":"struct"}
    ''',
    rows: [[0], [1], [2], [3], [4]]
  },
  "lateral join" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"x","nullable":false,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[0, 0], [1, 0], [1, 1], [2, 0], [2, 1], [2, 2]]
  },
  "correlated subqueries" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"m","nullable":true,"type":"integer"},{"metadata":{},"name":"e","nullable":false,"type":"boolean"},{"metadata":{},"name":"i","nullable":false,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [[0, nil, false, false], [1, 1, true, false], [2, 2, false, true], [3, 2, false, false]]
  },
  "windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"k","nullable":true,"type":"long"},{"metadata":{},"name":"rn","nullable":false,"type":"integer"},{"metadata":{},"name":"r","nullable":false,"type":"integer"},{"metadata":{},"name":"dr","nullable":false,"type":"integer"},{"metadata":{},"name":"lag1","nullable":true,"type":"long"},{"metadata":{},"name":"lead2","nullable":false,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"long"},{"metadata":{},"name":"pr","nullable":false,"type":"double"},{"metadata":{},"name":"nt","nullable":false,"type":"integer"},{"metadata":{},"name":"cd","nullable":false,"type":"double"},{"metadata":{},"name":"fv","nullable":true,"type":"long"},{"metadata":{},"name":"moving","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [0, 0, 1, 1, 1, nil, 4, 0, 0.0, 1, 0.3333333333333333, 0, 1.0],
      [1, 1, 1, 1, 1, nil, 5, 1, 0.0, 1, 0.3333333333333333, 1, 2.0],
      [2, 0, 2, 2, 2, 0, -1, 2, 0.5, 1, 0.6666666666666666, 0, 2.0],
      [3, 1, 2, 2, 2, 1, -1, 4, 0.5, 1, 0.6666666666666666, 1, 3.0],
      [4, 0, 3, 3, 3, 2, -1, 6, 1.0, 2, 1.0, 0, 3.0],
      [5, 1, 3, 3, 3, 3, -1, 9, 1.0, 2, 1.0, 1, 4.0]
    ]
  },
  "groups" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"long"},{"metadata":{},"name":"a","nullable":true,"type":"double"},{"metadata":{},"name":"lo","nullable":true,"type":"integer"},{"metadata":{},"name":"hi","nullable":true,"type":"integer"},{"metadata":{},"name":"sd","nullable":true,"type":"double"},{"metadata":{},"name":"l","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"d","nullable":false,"type":"long"},{"metadata":{},"name":"b","nullable":true,"type":"boolean"},{"metadata":{},"name":"md","nullable":true,"type":"double"},{"metadata":{},"name":"mb","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      ["a", 3, 7, 2.3333333333333335, 1, 3, 1.1547005383792515, [1, 3, 3], 2, true, 3.0, 1],
      ["b", 1, nil, nil, nil, nil, nil, [], 0, nil, nil, nil]
    ]
  },
  "rollup, cube and grouping sets" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"},{"metadata":{},"name":"g","nullable":false,"type":"long"},{"metadata":{},"name":"s","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [
      [1, "x", 0, 10],
      [1, "y", 0, 20],
      [2, "x", 0, 30],
      [1, nil, 1, 30],
      [2, nil, 1, 30],
      [nil, "x", 2, 40],
      [nil, "y", 2, 20],
      [nil, nil, 3, 60]
    ]
  },
  "pivot" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"k","nullable":false,"type":"string"},{"metadata":{},"name":"one_s","nullable":true,"type":"long"},{"metadata":{},"name":"one_n","nullable":true,"type":"long"},{"metadata":{},"name":"two_s","nullable":true,"type":"long"},{"metadata":{},"name":"two_n","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [["a", 10, 1, 20, 1], ["b", 30, 1, nil, nil]]
  },
  "unpivot" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"integer"},{"metadata":{},"name":"name","nullable":false,"type":"string"},{"metadata":{},"name":"v","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[1, "a", 10], [1, "b", nil], [2, "a", 30], [2, "b", 40]]
  },
  "set operations" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[nil], [1], [1]]
  },
  "except all" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[nil], [1], [2]]
  },
  "union of types" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"x","nullable":true,"type":"decimal(21,1)"}],"type":"struct"}
    ''',
    rows: [[nil], [{:decimal, "1.0"}], [{:decimal, "2.5"}], [{:decimal, "3.0"}]]
  },
  "higher-order functions" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"ti","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"ag","nullable":true,"type":"integer"},{"metadata":{},"name":"e","nullable":true,"type":"boolean"},{"metadata":{},"name":"fa","nullable":false,"type":"boolean"},{"metadata":{},"name":"z","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"tk","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"tv","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"mf","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"mz","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":{"containsNull":true,"elementType":"integer","type":"array"}}},{"metadata":{},"name":"so","nullable":false,"type":{"containsNull":false,"elementType":"string","type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [
        [2, 3, nil],
        [0, 2],
        [2, 3],
        60,
        nil,
        true,
        [%{"x" => 1, "y" => "a"}, %{"x" => 2, "y" => nil}],
        %{"A" => 1},
        %{"a" => 2},
        %{"b" => 2},
        %{"a" => [1, 2], "b" => [nil, 3]},
        ["a", "bb", "ccc"]
      ]
    ]
  },
  "generators" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"key","nullable":false,"type":"string"},{"metadata":{},"name":"value","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [["a", 1], ["b", nil]]
  },
  "positions of what is in nothing" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"pos","nullable":true,"type":"integer"},{"metadata":{},"name":"c","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [[0, 0, "x"], [0, 1, nil], [1, nil, nil]]
  },
  "inline, stack and tuples" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [[1, "x"], [2, nil]]
  },
  "recursive" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"n","nullable":true,"type":"integer"},{"metadata":{},"name":"sq","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[1, 1], [2, 4], [3, 9], [4, 16], [5, 25]]
  },
  "many columns" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"c1","nullable":false,"type":"integer"},{"metadata":{},"name":"c2","nullable":false,"type":"string"},{"metadata":{},"name":"c3","nullable":false,"type":"decimal(2,1)"},{"metadata":{},"name":"c4","nullable":false,"type":"boolean"},{"metadata":{},"name":"c5","nullable":true,"type":"void"},{"metadata":{},"name":"c6","nullable":false,"type":"date"},{"metadata":{},"name":"c7","nullable":false,"type":"binary"},{"metadata":{},"name":"c8","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"c9","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}},{"metadata":{},"name":"c10","nullable":false,"type":{"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"}],"type":"struct"}},{"metadata":{},"name":"c11","nullable":false,"type":"long"},{"metadata":{},"name":"c12","nullable":false,"type":"byte"},{"metadata":{},"name":"c13","nullable":false,"type":"short"},{"metadata":{},"name":"c14","nullable":false,"type":"float"},{"metadata":{},"name":"c15","nullable":false,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        1,
        "b",
        {:decimal, "3.0"},
        true,
        nil,
        ~D[2020-01-01],
        <<1>>,
        [1],
        %{1 => "a"},
        %{"a" => 1},
        11,
        12,
        13,
        14.0,
        15.0
      ]
    ]
  },
  "odd names" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"","nullable":false,"type":"integer"},{"metadata":{},"name":" ","nullable":false,"type":"integer"},{"metadata":{},"name":"a.b","nullable":false,"type":"integer"},{"metadata":{},"name":"\u00c6r\u00f8","nullable":false,"type":"integer"},{"metadata":{},"name":"a`b","nullable":false,"type":"integer"},{"metadata":{},"name":"select","nullable":false,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[1, 2, 3, 4, 5, 6]]
  },
  "maps with keys of every sort" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"i","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}},{"metadata":{},"name":"d","nullable":false,"type":{"keyType":"date","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"dec","nullable":false,"type":{"keyType":"decimal(3,2)","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"b","nullable":false,"type":{"keyType":"boolean","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"s","nullable":false,"type":{"keyType":{"fields":[{"metadata":{},"name":"x","nullable":false,"type":"integer"}],"type":"struct"},"type":"map","valueContainsNull":false,"valueType":"string"}},{"metadata":{},"name":"f","nullable":false,"type":{"keyType":"double","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"e","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"string"}}],"type":"struct"}
    ''',
    rows: [
      [
        %{1 => "a", 2 => "b"},
        %{~D[2020-01-01] => 1},
        %{{:decimal, "1.50"} => 1},
        %{true => 1, false => 0},
        %{%{"x" => 1} => "v"},
        %{2.5 => 1},
        %{"" => ""}
      ]
    ]
  },
  "collations" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"eq","nullable":false,"type":"boolean"},{"metadata":{"__COLLATIONS":{"s":"icu.UNICODE_CI"}},"name":"s","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [[true, "x"]]
  },
  "decimals in arithmetic" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"s","nullable":true,"type":"decimal(38,17)"},{"metadata":{},"name":"q","nullable":true,"type":"decimal(38,18)"},{"metadata":{},"name":"p","nullable":true,"type":"decimal(11,4)"},{"metadata":{},"name":"total","nullable":true,"type":"decimal(13,2)"},{"metadata":{},"name":"mean","nullable":true,"type":"decimal(7,6)"}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "100000000000000000001.00000000000000000"},
        {:decimal, "0.333333333333333333"},
        {:decimal, "2.4200"},
        {:decimal, "3.75"},
        {:decimal, "1.875000"}
      ]
    ]
  }
}
