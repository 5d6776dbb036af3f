# Recorded by test/contract/record_results.py from PySpark 4.1.1. Not to be edited.
%{
  "strings" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"string"},{"metadata":{},"name":"b","nullable":false,"type":"string"},{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":"string"},{"metadata":{},"name":"e","nullable":false,"type":"string"},{"metadata":{},"name":"f","nullable":false,"type":{"containsNull":false,"elementType":"string","type":"array"}},{"metadata":{},"name":"g","nullable":false,"type":"string"},{"metadata":{},"name":"h","nullable":false,"type":"string"},{"metadata":{},"name":"i","nullable":false,"type":"string"},{"metadata":{},"name":"j","nullable":false,"type":"string"},{"metadata":{},"name":"k","nullable":false,"type":"string"},{"metadata":{},"name":"l","nullable":false,"type":"integer"},{"metadata":{},"name":"m","nullable":false,"type":"integer"},{"metadata":{},"name":"n","nullable":false,"type":"integer"},{"metadata":{},"name":"o","nullable":false,"type":"integer"},{"metadata":{},"name":"p","nullable":false,"type":"string"},{"metadata":{},"name":"q","nullable":false,"type":"string"},{"metadata":{},"name":"r","nullable":true,"type":"string"},{"metadata":{},"name":"s","nullable":false,"type":"string"},{"metadata":{},"name":"t","nullable":false,"type":"integer"},{"metadata":{},"name":"u","nullable":false,"type":"integer"},{"metadata":{},"name":"v","nullable":false,"type":"string"},{"metadata":{},"name":"w","nullable":false,"type":"string"},{"metadata":{},"name":"x","nullable":false,"type":"string"},{"metadata":{},"name":"y","nullable":true,"type":"string"},{"metadata":{},"name":"z","nullable":false,"type":"boolean"}],"type":"struct"}
    ''',
    rows: [
      [
        "ASS",
        "Ab Cd",
        nil,
        "a-b",
        "bc",
        ["a", "b", "", "c"],
        "12",
        "a#b#",
        "**a",
        "a",
        "ña",
        1,
        1,
        2,
        3,
        "xc",
        "00042|x",
        "1,234,567.89",
        "M460",
        3,
        65,
        "¬",
        "abab",
        "aXcd",
        "c",
        true
      ]
    ]
  },
  "more strings" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"string"},{"metadata":{},"name":"b","nullable":false,"type":"binary"},{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":"binary"},{"metadata":{},"name":"e","nullable":true,"type":"binary"},{"metadata":{},"name":"f","nullable":true,"type":"string"},{"metadata":{},"name":"g","nullable":false,"type":"string"},{"metadata":{},"name":"h","nullable":false,"type":"string"},{"metadata":{},"name":"i","nullable":true,"type":"string"},{"metadata":{},"name":"j","nullable":false,"type":"long"},{"metadata":{},"name":"k","nullable":false,"type":"integer"},{"metadata":{},"name":"l","nullable":false,"type":"long"},{"metadata":{},"name":"m","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"string"},{"metadata":{},"name":"o","nullable":true,"type":"string"},{"metadata":{},"name":"p","nullable":true,"type":"boolean"},{"metadata":{},"name":"q","nullable":false,"type":"string"},{"metadata":{},"name":"r","nullable":false,"type":"decimal(5,1)"},{"metadata":{},"name":"s","nullable":true,"type":"string"},{"metadata":{},"name":"t","nullable":true,"type":"boolean"},{"metadata":{},"name":"u","nullable":true,"type":{"containsNull":false,"elementType":{"containsNull":false,"elementType":"string","type":"array"},"type":"array"}},{"metadata":{},"name":"v","nullable":false,"type":"integer"},{"metadata":{},"name":"w","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"x","nullable":false,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":"string"},{"metadata":{},"name":"z","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [
        "w4Zyw7g=",
        <<195, 134, 114, 195, 184>>,
        "4142",
        <<65, 66>>,
        <<254, 255, 0, 97>>,
        "ab",
        "0cc175b9c0f1b6a831c399e269772661",
        "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
        3_904_355_907,
        532_252_686,
        -8_582_455_328_737_087_284,
        "a+b%26c",
        "q=1",
        "Xxn-",
        true,
        "1,234.50",
        {:decimal, "1234.5"},
        "'a'",
        true,
        [["Hi", "there"], ["Bye"]],
        2,
        ["1", "22"],
        2,
        "b",
        "a "
      ]
    ]
  },
  "numbers" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"decimal(2,1)"},{"metadata":{},"name":"b","nullable":true,"type":"decimal(2,0)"},{"metadata":{},"name":"c","nullable":true,"type":"long"},{"metadata":{},"name":"d","nullable":true,"type":"decimal(2,0)"},{"metadata":{},"name":"e","nullable":true,"type":"decimal(2,0)"},{"metadata":{},"name":"f","nullable":true,"type":"decimal(3,1)"},{"metadata":{},"name":"g","nullable":true,"type":"double"},{"metadata":{},"name":"h","nullable":true,"type":"double"},{"metadata":{},"name":"i","nullable":false,"type":"double"},{"metadata":{},"name":"j","nullable":true,"type":"double"},{"metadata":{},"name":"k","nullable":true,"type":"double"},{"metadata":{},"name":"l","nullable":true,"type":"double"},{"metadata":{},"name":"m","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"integer"},{"metadata":{},"name":"o","nullable":true,"type":"integer"},{"metadata":{},"name":"p","nullable":true,"type":"long"},{"metadata":{},"name":"q","nullable":true,"type":"long"},{"metadata":{},"name":"r","nullable":false,"type":"double"},{"metadata":{},"name":"s","nullable":true,"type":"double"},{"metadata":{},"name":"t","nullable":false,"type":"double"},{"metadata":{},"name":"u","nullable":true,"type":"double"},{"metadata":{},"name":"v","nullable":true,"type":"double"},{"metadata":{},"name":"w","nullable":false,"type":"integer"},{"metadata":{},"name":"x","nullable":false,"type":"decimal(11,1)"},{"metadata":{},"name":"y","nullable":false,"type":"string"},{"metadata":{},"name":"z","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [
        {:decimal, "1.5"},
        {:decimal, "-1"},
        1,
        {:decimal, "3"},
        {:decimal, "2"},
        {:decimal, "-1.6"},
        1.4142135623730951,
        3.0,
        1024.0,
        2.7182818284590455,
        2.302585092994046,
        3.0,
        3.0,
        2,
        -1,
        -3,
        2_432_902_008_176_640_000,
        5.0,
        0.8414709848078965,
        2.356194490192345,
        180.0,
        -1.0,
        3,
        {:decimal, "1.5"},
        "101",
        "255"
      ]
    ]
  },
  "more numbers" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":true,"type":"long"},{"metadata":{},"name":"b","nullable":false,"type":"integer"},{"metadata":{},"name":"c","nullable":false,"type":"integer"},{"metadata":{},"name":"d","nullable":false,"type":"integer"},{"metadata":{},"name":"e","nullable":false,"type":"integer"},{"metadata":{},"name":"f","nullable":false,"type":"integer"},{"metadata":{},"name":"g","nullable":false,"type":"integer"},{"metadata":{},"name":"h","nullable":true,"type":"double"},{"metadata":{},"name":"i","nullable":true,"type":"integer"},{"metadata":{},"name":"j","nullable":true,"type":"double"},{"metadata":{},"name":"k","nullable":false,"type":"boolean"},{"metadata":{},"name":"l","nullable":true,"type":"double"},{"metadata":{},"name":"m","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":true,"type":"double"},{"metadata":{},"name":"o","nullable":true,"type":"double"},{"metadata":{},"name":"p","nullable":false,"type":"double"},{"metadata":{},"name":"q","nullable":true,"type":"decimal(38,10)"},{"metadata":{},"name":"r","nullable":false,"type":"decimal(2,1)"},{"metadata":{},"name":"s","nullable":false,"type":"double"},{"metadata":{},"name":"t","nullable":false,"type":"double"},{"metadata":{},"name":"u","nullable":false,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        3,
        3,
        16,
        -4,
        1,
        4,
        -6,
        nil,
        nil,
        1.0,
        true,
        2.0,
        0.0,
        0.3333333333333333,
        2.5,
        2.5,
        {:decimal, "100000000000000000000.0000000000"},
        {:decimal, "0.3"},
        0.30000000000000004,
        1.0e-07,
        123_456_789.12345679
      ]
    ]
  },
  "dates" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"date"},{"metadata":{},"name":"b","nullable":false,"type":"date"},{"metadata":{},"name":"c","nullable":false,"type":"integer"},{"metadata":{},"name":"d","nullable":false,"type":"double"},{"metadata":{},"name":"e","nullable":false,"type":"date"},{"metadata":{},"name":"f","nullable":true,"type":"date"},{"metadata":{},"name":"g","nullable":true,"type":"date"},{"metadata":{},"name":"h","nullable":false,"type":"integer"},{"metadata":{},"name":"i","nullable":false,"type":"integer"},{"metadata":{},"name":"j","nullable":false,"type":"integer"},{"metadata":{},"name":"k","nullable":false,"type":"integer"},{"metadata":{},"name":"l","nullable":false,"type":"integer"},{"metadata":{},"name":"m","nullable":false,"type":"date"},{"metadata":{},"name":"n","nullable":false,"type":"date"},{"metadata":{},"name":"o","nullable":false,"type":"string"},{"metadata":{},"name":"p","nullable":false,"type":"integer"},{"metadata":{},"name":"q","nullable":false,"type":"date"},{"metadata":{},"name":"r","nullable":false,"type":"integer"},{"metadata":{},"name":"s","nullable":false,"type":"interval day"},{"metadata":{},"name":"t","nullable":false,"type":"integer"},{"metadata":{},"name":"u","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [
        ~D[2013-02-28],
        ~D[2012-02-29],
        28,
        1.0,
        ~D[2012-02-29],
        ~D[2013-02-04],
        ~D[2013-04-01],
        5,
        1,
        366,
        2,
        1,
        ~D[2012-02-29],
        ~D[2013-01-31],
        "Thursday, 31 January",
        1,
        ~D[1969-12-31],
        1,
        %SparkEx.Interval.DayTime{microseconds: 31_622_400_000_000},
        3,
        "Thu"
      ]
    ]
  },
  "intervals" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"interval day to second"},{"metadata":{},"name":"b","nullable":false,"type":"interval day to second"},{"metadata":{},"name":"c","nullable":false,"type":"interval day to second"},{"metadata":{},"name":"d","nullable":false,"type":"interval second"},{"metadata":{},"name":"e","nullable":false,"type":"interval hour"},{"metadata":{},"name":"f","nullable":false,"type":"decimal(8,6)"},{"metadata":{},"name":"g","nullable":false,"type":"string"},{"metadata":{},"name":"h","nullable":false,"type":"date"},{"metadata":{},"name":"s","nullable":true,"type":"interval day to hour"}],"type":"struct"}
    ''',
    rows: [
      [
        %SparkEx.Interval.DayTime{microseconds: 93_784_500_000},
        %SparkEx.Interval.DayTime{microseconds: 129_600_000_000},
        %SparkEx.Interval.DayTime{microseconds: 43_200_000_000},
        %SparkEx.Interval.DayTime{microseconds: -1},
        %SparkEx.Interval.DayTime{microseconds: 18_000_000_000},
        {:decimal, "2.500000"},
        "INTERVAL '1-2' YEAR TO MONTH",
        ~D[2013-02-28],
        %SparkEx.Interval.DayTime{microseconds: 93_600_000_000}
      ]
    ]
  },
  "arrays" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"b","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"c","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"d","nullable":false,"type":"long"},{"metadata":{},"name":"e","nullable":false,"type":"integer"},{"metadata":{},"name":"f","nullable":true,"type":"integer"},{"metadata":{},"name":"g","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"h","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"i","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"j","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"0","nullable":true,"type":"integer"},{"metadata":{},"name":"1","nullable":true,"type":"string"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"k","nullable":false,"type":{"containsNull":false,"elementType":"string","type":"array"}},{"metadata":{},"name":"l","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"m","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":false,"type":"string"},{"metadata":{},"name":"o","nullable":false,"type":"integer"},{"metadata":{},"name":"p","nullable":true,"type":"integer"},{"metadata":{},"name":"q","nullable":true,"type":"boolean"},{"metadata":{},"name":"r","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"s","nullable":false,"type":{"containsNull":true,"elementType":"integer","type":"array"}},{"metadata":{},"name":"t","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"u","nullable":false,"type":{"containsNull":false,"elementType":"integer","type":"array"}},{"metadata":{},"name":"v","nullable":true,"type":"boolean"},{"metadata":{},"name":"w","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      [
        [1, nil],
        [1, 2, 3],
        [nil],
        2,
        2,
        nil,
        [2, 3],
        [1, 2, nil],
        [2, 1, nil],
        [%{"0" => 1, "1" => "a"}, %{"0" => 2, "1" => nil}],
        ["x", "x"],
        [5, 3, 1],
        :nan,
        "a,-",
        0,
        nil,
        nil,
        [1, nil, 9],
        [1, nil],
        [1],
        [1, 1],
        nil,
        nil
      ]
    ]
  },
  "maps and structs" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"b","nullable":false,"type":{"containsNull":true,"elementType":"void","type":"array"}},{"metadata":{},"name":"c","nullable":false,"type":{"containsNull":false,"elementType":{"fields":[{"metadata":{},"name":"key","nullable":false,"type":"string"},{"metadata":{},"name":"value","nullable":false,"type":"integer"}],"type":"struct"},"type":"array"}},{"metadata":{},"name":"d","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"e","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"f","nullable":false,"type":{"keyType":"integer","type":"map","valueContainsNull":false,"valueType":"string"}},{"metadata":{},"name":"g","nullable":false,"type":{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"string"}},{"metadata":{},"name":"h","nullable":true,"type":"integer"},{"metadata":{},"name":"i","nullable":true,"type":"boolean"},{"metadata":{},"name":"j","nullable":false,"type":{"fields":[{"metadata":{},"name":"col1","nullable":false,"type":"integer"},{"metadata":{},"name":"col2","nullable":false,"type":"string"},{"metadata":{},"name":"col3","nullable":true,"type":"void"}],"type":"struct"}},{"metadata":{},"name":"k","nullable":false,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      [
        ["a"],
        [nil],
        [%{"key" => "a", "value" => 1}],
        %{"a" => 1, "b" => 2},
        %{1 => "x", 2 => nil},
        %{1 => "x"},
        %{"a" => "1", "b" => nil},
        nil,
        true,
        %{"col1" => 1, "col2" => "a", "col3" => nil},
        1
      ]
    ]
  },
  "json, csv and xml" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":{"containsNull":true,"elementType":"double","type":"array"}},{"metadata":{},"name":"c","nullable":true,"type":{"fields":[{"metadata":{},"name":"d","nullable":true,"type":"string"}],"type":"struct"}}],"type":"struct"}},{"metadata":{},"name":"b","nullable":true,"type":"string"},{"metadata":{},"name":"c","nullable":true,"type":"string"},{"metadata":{},"name":"d","nullable":true,"type":"integer"},{"metadata":{},"name":"e","nullable":true,"type":{"containsNull":true,"elementType":"string","type":"array"}},{"metadata":{},"name":"f","nullable":false,"type":"string"},{"metadata":{},"name":"g","nullable":false,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"string"}],"type":"struct"}},{"metadata":{},"name":"h","nullable":true,"type":"string"},{"metadata":{},"name":"i","nullable":true,"type":{"fields":[{"metadata":{},"name":"a","nullable":true,"type":"integer"}],"type":"struct"}},{"metadata":{},"name":"j","nullable":true,"type":{"fields":[{"metadata":{},"name":"t","nullable":true,"type":"timestamp"},{"metadata":{},"name":"d","nullable":true,"type":"date"}],"type":"struct"}},{"metadata":{},"name":"k","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"a" => 1, "b" => [1.5, nil], "c" => %{"d" => "x"}},
        "{\"a\":1}",
        "2",
        2,
        ["a"],
        "STRUCT<a: BIGINT>",
        %{"a" => 1, "b" => "x"},
        "1,\"x,y\"",
        %{"a" => nil},
        %{"t" => ~N[2013-01-31 12:00:00.000000], "d" => ~D[2013-01-31]},
        "STRUCT<_c0: INT, _c1: STRING>"
      ]
    ]
  },
  "conditions and conversions" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"integer"},{"metadata":{},"name":"b","nullable":true,"type":"integer"},{"metadata":{},"name":"c","nullable":false,"type":"integer"},{"metadata":{},"name":"d","nullable":false,"type":"string"},{"metadata":{},"name":"e","nullable":false,"type":"integer"},{"metadata":{},"name":"f","nullable":true,"type":"integer"},{"metadata":{},"name":"g","nullable":true,"type":"integer"},{"metadata":{},"name":"h","nullable":true,"type":"integer"},{"metadata":{},"name":"i","nullable":true,"type":"boolean"},{"metadata":{},"name":"j","nullable":false,"type":{"containsNull":true,"elementType":"long","type":"array"}},{"metadata":{},"name":"k","nullable":false,"type":"string"},{"metadata":{},"name":"l","nullable":true,"type":"boolean"},{"metadata":{},"name":"m","nullable":false,"type":"boolean"},{"metadata":{},"name":"n","nullable":false,"type":"boolean"},{"metadata":{},"name":"o","nullable":false,"type":"integer"},{"metadata":{},"name":"p","nullable":true,"type":"boolean"},{"metadata":{},"name":"q","nullable":false,"type":"string"},{"metadata":{},"name":"s","nullable":false,"type":"string"},{"metadata":{},"name":"t","nullable":false,"type":"string"},{"metadata":{},"name":"u","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [
        1,
        nil,
        2,
        "x",
        2,
        nil,
        7,
        1,
        true,
        [1, 2],
        "decimal(2,1)",
        true,
        true,
        true,
        0,
        false,
        "A",
        "2013-01-31",
        "12.345",
        "1.0E10"
      ]
    ]
  },
  "aggregates" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":true,"type":"double"},{"metadata":{},"name":"b","nullable":true,"type":"double"},{"metadata":{},"name":"c","nullable":false,"type":"long"},{"metadata":{},"name":"d","nullable":true,"type":"double"},{"metadata":{},"name":"e","nullable":true,"type":"double"},{"metadata":{},"name":"f","nullable":true,"type":"double"},{"metadata":{},"name":"g","nullable":true,"type":"double"},{"metadata":{},"name":"h","nullable":true,"type":"double"},{"metadata":{},"name":"i","nullable":true,"type":"double"},{"metadata":{},"name":"j","nullable":true,"type":"double"},{"metadata":{},"name":"k","nullable":true,"type":{"containsNull":false,"elementType":"double","type":"array"}},{"metadata":{},"name":"l","nullable":false,"type":"long"},{"metadata":{},"name":"m","nullable":true,"type":"double"},{"metadata":{},"name":"n","nullable":false,"type":{"containsNull":false,"elementType":"double","type":"array"}},{"metadata":{},"name":"o","nullable":true,"type":"integer"},{"metadata":{},"name":"p","nullable":true,"type":"boolean"},{"metadata":{},"name":"q","nullable":false,"type":"long"},{"metadata":{},"name":"r","nullable":true,"type":"string"},{"metadata":{},"name":"s","nullable":true,"type":"string"},{"metadata":{},"name":"t","nullable":true,"type":"long"},{"metadata":{},"name":"u","nullable":true,"type":"double"},{"metadata":{},"name":"v","nullable":true,"type":{"containsNull":true,"elementType":{"fields":[{"metadata":{},"name":"x","nullable":true,"type":"double"},{"metadata":{},"name":"y","nullable":true,"type":"double"}],"type":"struct"},"type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [
        10.0,
        2.5,
        4,
        1.6666666666666667,
        0.0,
        -1.36,
        0.9583148474999098,
        3.75,
        3.0,
        2.5,
        [1.0, 3.0],
        4,
        2.0,
        [1.0, 2.0, 3.0, 4.0],
        7,
        true,
        2,
        "k",
        "k|k|k|k",
        0,
        10.0,
        [%{"x" => 1.0, "y" => 1.0}, %{"x" => 3.0, "y" => 3.0}]
      ]
    ]
  },
  "bitmaps, sketches and the like" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"long"},{"metadata":{},"name":"b","nullable":false,"type":"long"},{"metadata":{},"name":"c","nullable":false,"type":"long"}],"type":"struct"}
    ''',
    rows: [[122, 100, 99]]
  },
  "variants" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":"variant"},{"metadata":{},"name":"b","nullable":true,"type":"integer"},{"metadata":{},"name":"c","nullable":false,"type":"string"},{"metadata":{},"name":"d","nullable":false,"type":"variant"},{"metadata":{},"name":"e","nullable":true,"type":"boolean"},{"metadata":{},"name":"f","nullable":false,"type":"boolean"},{"metadata":{},"name":"g","nullable":true,"type":"variant"},{"metadata":{},"name":"h","nullable":false,"type":"variant"}],"type":"struct"}
    ''',
    rows: [
      [
        [1, "a", nil, %{"b" => {:decimal, "1.50"}}],
        5,
        "OBJECT<a: DECIMAL(2,1)>",
        %{"x" => 1, "y" => ["a"]},
        true,
        true,
        ~D[2013-01-31],
        {:decimal, "1.5"}
      ]
    ]
  }
}
