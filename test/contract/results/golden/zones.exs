# Recorded by test/contract/record_results.py from PySpark 4.1.1. Not to be edited.
%{
  "the same instant, seen from New York" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"s","nullable":false,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"timestamp_ntz"},{"metadata":{},"name":"nt","nullable":false,"type":"timestamp"},{"metadata":{},"name":"d","nullable":false,"type":"date"},{"metadata":{},"name":"dt","nullable":false,"type":"timestamp"},{"metadata":{},"name":"td","nullable":false,"type":"date"}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-01-31 17:00:00.000000],
        "2013-01-31 12:00:00",
        ~N[2013-01-31 12:00:00.000000],
        ~N[2013-01-31 17:00:00.000000],
        ~D[2013-01-31],
        ~N[2013-01-31 05:00:00.000000],
        ~D[2013-01-31]
      ]
    ]
  },
  "the hour that is left out in spring" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"before","nullable":false,"type":"timestamp"},{"metadata":{},"name":"skipped","nullable":false,"type":"timestamp"},{"metadata":{},"name":"after","nullable":false,"type":"timestamp"},{"metadata":{},"name":"hour_later","nullable":false,"type":"timestamp"},{"metadata":{},"name":"day_later","nullable":false,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-03-10 06:59:59.999999],
        ~N[2013-03-10 07:30:00.000000],
        ~N[2013-03-10 07:00:00.000000],
        ~N[2013-03-10 07:30:00.000000],
        ~N[2013-03-10 07:30:00.000000]
      ]
    ]
  },
  "the hour that comes twice in autumn" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"before","nullable":false,"type":"timestamp"},{"metadata":{},"name":"twice","nullable":false,"type":"timestamp"},{"metadata":{},"name":"again","nullable":false,"type":"timestamp"},{"metadata":{},"name":"after","nullable":false,"type":"timestamp"},{"metadata":{},"name":"second","nullable":false,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-10-26 23:59:59.000000],
        ~N[2013-10-27 00:30:00.000000],
        ~N[2013-10-27 01:30:00.000000],
        ~N[2013-10-27 02:00:00.000000],
        ~N[2013-10-27 01:30:00.000000]
      ]
    ]
  },
  "hours in a repeated hour" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":false,"type":"long"},{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"s","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [0, ~N[2013-10-26 22:00:00.000000], "2013-10-27 00:00:00"],
      [1, ~N[2013-10-26 22:30:00.000000], "2013-10-27 00:30:00"],
      [2, ~N[2013-10-26 23:00:00.000000], "2013-10-27 01:00:00"],
      [3, ~N[2013-10-26 23:30:00.000000], "2013-10-27 01:30:00"],
      [4, ~N[2013-10-27 00:00:00.000000], "2013-10-27 02:00:00"],
      [5, ~N[2013-10-27 00:30:00.000000], "2013-10-27 02:30:00"],
      [6, ~N[2013-10-27 01:00:00.000000], "2013-10-27 02:00:00"],
      [7, ~N[2013-10-27 01:30:00.000000], "2013-10-27 02:30:00"],
      [8, ~N[2013-10-27 02:00:00.000000], "2013-10-27 03:00:00"],
      [9, ~N[2013-10-27 02:30:00.000000], "2013-10-27 03:30:00"]
    ]
  },
  "a zone of half hours, and one of quarters" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"k","nullable":false,"type":"timestamp"},{"metadata":{},"name":"l","nullable":false,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [
        ~N[2013-01-31 06:15:00.000000],
        ~N[2013-01-31 06:30:00.000000],
        ~N[2013-01-31 17:15:00.000000]
      ]
    ]
  },
  "before there were zones, local mean time counts" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"s","nullable":false,"type":"string"},{"metadata":{},"name":"old","nullable":false,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [~N[1880-01-01 04:56:02.000000], "1880-01-01 00:00:00", ~N[1500-06-15 16:56:02.000000]]
    ]
  },
  "far from UTC" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"d","nullable":false,"type":"date"}],"type":"struct"}
    ''',
    rows: [[~N[2012-12-31 10:00:00.000000], ~D[2013-01-01]]]
  },
  "an offset as zone" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"h","nullable":false,"type":"integer"}],"type":"struct"}
    ''',
    rows: [[~N[2013-01-01 08:30:00.000000], 15]]
  },
  "nested" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"a","nullable":false,"type":{"containsNull":true,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"m","nullable":false,"type":{"keyType":"timestamp","type":"map","valueContainsNull":false,"valueType":"integer"}},{"metadata":{},"name":"s","nullable":false,"type":{"fields":[{"metadata":{},"name":"t","nullable":false,"type":"timestamp"},{"metadata":{},"name":"n","nullable":false,"type":"timestamp_ntz"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        [~N[2013-07-01 04:00:00.000000], nil],
        %{~N[2013-07-01 04:00:00.000000] => 1},
        %{"t" => ~N[2013-12-01 05:00:00.000000], "n" => ~N[2013-12-01 00:00:00.000000]}
      ]
    ]
  },
  "text and epochs" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"u","nullable":false,"type":"long"},{"metadata":{},"name":"f","nullable":true,"type":"string"},{"metadata":{},"name":"ts","nullable":false,"type":"timestamp"},{"metadata":{},"name":"tm","nullable":false,"type":"timestamp"},{"metadata":{},"name":"p","nullable":false,"type":"timestamp"},{"metadata":{},"name":"d","nullable":false,"type":"string"},{"metadata":{},"name":"tr","nullable":true,"type":"timestamp"},{"metadata":{},"name":"mk","nullable":false,"type":"timestamp"},{"metadata":{},"name":"cv","nullable":false,"type":"timestamp_ntz"}],"type":"struct"}
    ''',
    rows: [
      [
        1_359_651_600,
        "1969-12-31 19:00:00",
        ~N[1970-01-01 00:00:01.500000],
        ~N[1969-12-31 23:59:59.999999],
        ~N[2013-01-31 17:00:00.000000],
        "2013-07-01 00:00:00 -04:00",
        ~N[2013-07-01 04:00:00.000000],
        ~N[2013-07-01 04:00:00.500000],
        ~N[2013-07-01 09:00:00.000000]
      ]
    ]
  },
  "windows of time across the change" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"},{"metadata":{},"name":"n","nullable":false,"type":"long"}],"type":"struct"}
    ''',
    rows: [
      [~N[2013-03-10 05:00:00.000000], ~N[2013-03-10 06:00:00.000000], 3],
      [~N[2013-03-10 06:00:00.000000], ~N[2013-03-10 07:00:00.000000], 3],
      [~N[2013-03-10 07:00:00.000000], ~N[2013-03-10 08:00:00.000000], 3],
      [~N[2013-03-10 08:00:00.000000], ~N[2013-03-10 09:00:00.000000], 3]
    ]
  },
  "a sequence of days across the change" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"days","nullable":false,"type":{"containsNull":false,"elementType":"timestamp","type":"array"}},{"metadata":{},"name":"months","nullable":false,"type":{"containsNull":false,"elementType":"date","type":"array"}}],"type":"struct"}
    ''',
    rows: [
      [
        [
          ~N[2013-03-30 01:30:00.000000],
          ~N[2013-03-31 01:30:00.000000],
          ~N[2013-04-01 00:30:00.000000]
        ],
        [~D[2013-01-31], ~D[2013-02-28], ~D[2013-03-31], ~D[2013-04-30]]
      ]
    ]
  }
}
