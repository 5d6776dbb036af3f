# Recorded by test/contract/record_streaming.py from PySpark 4.1.1. Not to be edited.
%{
  "append" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [1, "NORTH"],
      [1, "NORTH"],
      [2, "SOUTH"],
      [2, "SOUTH"],
      [3, nil],
      [6, "SOUTH"],
      [7, "WEST"],
      [8, "NORTH"]
    ]
  },
  "update" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      ["north", 1, 2.5],
      ["north", 3, 10.5],
      ["north", 4, 42.5],
      ["south", 2, 8.0],
      ["south", 3, 11.0],
      ["west", 1, -0.5],
      ["west", 2, 15.5],
      [nil, 1, 1.25]
    ]
  },
  "complete" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["north", 4, 42.5], ["south", 3, 11.0], ["west", 2, 15.5], [nil, 1, 1.25]]
  },
  "append of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":false,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "north",
        2,
        10.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "south",
        3,
        11.0
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]},
        "north",
        1,
        nil
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]},
        nil,
        1,
        1.25
      ],
      [
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]},
        "west",
        2,
        15.5
      ]
    ]
  },
  "update of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":false,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "north",
        1,
        2.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "north",
        2,
        10.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "south",
        2,
        8.0
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "south",
        3,
        11.0
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]},
        "north",
        1,
        nil
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]},
        nil,
        1,
        1.25
      ],
      [
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]},
        "west",
        1,
        -0.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]},
        "west",
        2,
        15.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:30:00.000000], "end" => ~N[2024-01-01 00:31:00.000000]},
        "north",
        1,
        32.0
      ]
    ]
  },
  "sliding windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"start" => ~N[2023-12-31 23:58:30.000000], "end" => ~N[2024-01-01 00:00:30.000000]},
        3,
        10.5
      ],
      [
        %{"start" => ~N[2023-12-31 23:59:30.000000], "end" => ~N[2024-01-01 00:01:30.000000]},
        6,
        22.75
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:30.000000], "end" => ~N[2024-01-01 00:02:30.000000]},
        4,
        12.25
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:30.000000], "end" => ~N[2024-01-01 00:03:30.000000]},
        1,
        nil
      ],
      [
        %{"start" => ~N[2024-01-01 00:03:30.000000], "end" => ~N[2024-01-01 00:05:30.000000]},
        2,
        15.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:04:30.000000], "end" => ~N[2024-01-01 00:06:30.000000]},
        2,
        15.5
      ]
    ]
  },
  "session windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.sessionWindow":true,"spark.watermarkDelayMs":60000},"name":"session_window","nullable":false,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":false,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"start" => ~N[2024-01-01 00:00:10.000000], "end" => ~N[2024-01-01 00:01:10.000000]},
        "north",
        2,
        10.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:00:20.000000], "end" => ~N[2024-01-01 00:01:00.000000]},
        "south",
        3,
        11.0
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:05.000000], "end" => ~N[2024-01-01 00:01:35.000000]},
        nil,
        1,
        1.25
      ],
      [
        %{"start" => ~N[2024-01-01 00:01:30.000000], "end" => ~N[2024-01-01 00:02:00.000000]},
        "north",
        1,
        nil
      ],
      [
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:05:45.000000]},
        "west",
        2,
        15.5
      ]
    ]
  },
  "windows of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":false,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"best","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [
      [
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:05:00.000000]},
        21.5
      ],
      [
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:10:00.000000]},
        15.5
      ]
    ]
  },
  "drop_duplicates" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000]],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000]],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000]],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000]]
    ]
  },
  "drop_duplicates_within_watermark" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000]],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000]],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000]],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000]]
    ]
  },
  "inner join of streams" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"order","nullable":true,"type":"long"},{"metadata":{},"name":"paid","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":120000},"name":"paid_at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [1, "north", 8.0, ~N[2024-01-01 00:00:40.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000], 4, 7.0, ~N[2024-01-01 00:04:00.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000], 5, 0.5, ~N[2024-01-01 00:05:30.000000]],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000], 8, 32.0, ~N[2024-01-01 00:30:10.000000]]
    ]
  },
  "left join of streams" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"order","nullable":true,"type":"long"},{"metadata":{},"name":"paid","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":120000},"name":"paid_at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [1, "north", 8.0, ~N[2024-01-01 00:00:40.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000], nil, nil, nil],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000], 4, 7.0, ~N[2024-01-01 00:04:00.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000], 5, 0.5, ~N[2024-01-01 00:05:30.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000], nil, nil, nil],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000], nil, nil, nil],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000], 8, 32.0, ~N[2024-01-01 00:30:10.000000]]
    ]
  },
  "full join of streams" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"order","nullable":true,"type":"long"},{"metadata":{},"name":"paid","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":120000},"name":"paid_at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [1, "north", 8.0, ~N[2024-01-01 00:00:40.000000], 1, 2.5, ~N[2024-01-01 00:00:50.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 1.0, ~N[2024-01-01 00:00:25.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000], 2, 3.0, ~N[2024-01-01 00:01:00.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000], nil, nil, nil],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000], 4, 7.0, ~N[2024-01-01 00:04:00.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000], 5, 0.5, ~N[2024-01-01 00:05:30.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000], nil, nil, nil],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000], nil, nil, nil],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000], 8, 32.0, ~N[2024-01-01 00:30:10.000000]],
      [nil, nil, nil, nil, 9, 9.0, ~N[2024-01-01 00:05:00.000000]]
    ]
  },
  "join of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"order","nullable":true,"type":"long"},{"metadata":{},"name":"m","nullable":false,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}}],"type":"struct"}
    ''',
    rows: [
      [
        1,
        1,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        1,
        1,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        1,
        2,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        1,
        2,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        2,
        1,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        2,
        1,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        2,
        2,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        2,
        2,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        3,
        2,
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]}
      ],
      [
        4,
        2,
        %{"start" => ~N[2024-01-01 00:01:00.000000], "end" => ~N[2024-01-01 00:02:00.000000]}
      ],
      [
        5,
        5,
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]}
      ],
      [
        5,
        9,
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]}
      ],
      [
        6,
        1,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        6,
        2,
        %{"start" => ~N[2024-01-01 00:00:00.000000], "end" => ~N[2024-01-01 00:01:00.000000]}
      ],
      [
        7,
        5,
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]}
      ],
      [
        7,
        9,
        %{"start" => ~N[2024-01-01 00:05:00.000000], "end" => ~N[2024-01-01 00:06:00.000000]}
      ],
      [
        8,
        8,
        %{"start" => ~N[2024-01-01 00:30:00.000000], "end" => ~N[2024-01-01 00:31:00.000000]}
      ]
    ]
  },
  "inner join with a static frame" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"code","nullable":false,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      ["north", 1, 2.5, ~N[2024-01-01 00:00:10.000000], "N"],
      ["north", 1, 8.0, ~N[2024-01-01 00:00:40.000000], "N"],
      ["north", 4, nil, ~N[2024-01-01 00:01:30.000000], "N"],
      ["north", 8, 32.0, ~N[2024-01-01 00:30:00.000000], "N"],
      ["south", 2, 4.0, ~N[2024-01-01 00:00:20.000000], "S"],
      ["south", 2, 4.0, ~N[2024-01-01 00:00:21.000000], "S"],
      ["south", 6, 3.0, ~N[2024-01-01 00:00:30.000000], "S"]
    ]
  },
  "left join with a static frame" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"code","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      ["north", 1, 2.5, ~N[2024-01-01 00:00:10.000000], "N"],
      ["north", 1, 8.0, ~N[2024-01-01 00:00:40.000000], "N"],
      ["north", 4, nil, ~N[2024-01-01 00:01:30.000000], "N"],
      ["north", 8, 32.0, ~N[2024-01-01 00:30:00.000000], "N"],
      ["south", 2, 4.0, ~N[2024-01-01 00:00:20.000000], "S"],
      ["south", 2, 4.0, ~N[2024-01-01 00:00:21.000000], "S"],
      ["south", 6, 3.0, ~N[2024-01-01 00:00:30.000000], "S"],
      ["west", 5, -0.5, ~N[2024-01-01 00:05:00.000000], nil],
      ["west", 7, 16.0, ~N[2024-01-01 00:05:15.000000], nil],
      [nil, 3, 1.25, ~N[2024-01-01 00:01:05.000000], nil]
    ]
  },
  "union of streams" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, ~N[2024-01-01 00:00:10.000000]],
      [1, ~N[2024-01-01 00:00:40.000000]],
      [1, ~N[2024-01-01 00:00:50.000000]],
      [2, ~N[2024-01-01 00:00:20.000000]],
      [2, ~N[2024-01-01 00:00:21.000000]],
      [2, ~N[2024-01-01 00:00:25.000000]],
      [2, ~N[2024-01-01 00:01:00.000000]],
      [3, ~N[2024-01-01 00:01:05.000000]],
      [4, ~N[2024-01-01 00:01:30.000000]],
      [4, ~N[2024-01-01 00:04:00.000000]],
      [5, ~N[2024-01-01 00:05:00.000000]],
      [5, ~N[2024-01-01 00:05:30.000000]],
      [6, ~N[2024-01-01 00:00:30.000000]],
      [7, ~N[2024-01-01 00:05:15.000000]],
      [8, ~N[2024-01-01 00:30:00.000000]],
      [8, ~N[2024-01-01 00:30:10.000000]],
      [9, ~N[2024-01-01 00:05:00.000000]]
    ]
  },
  "files" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000]],
      [1, "north", 8.0, ~N[2024-01-01 00:00:40.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000]],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000]],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000]],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000]]
    ]
  },
  "files of partitions" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"shop","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [
      [1, 2.5, ~N[2024-01-01 00:00:10.000000], "north"],
      [1, 8.0, ~N[2024-01-01 00:00:40.000000], "north"],
      [2, 4.0, ~N[2024-01-01 00:00:20.000000], "south"],
      [2, 4.0, ~N[2024-01-01 00:00:21.000000], "south"],
      [4, nil, ~N[2024-01-01 00:01:30.000000], "north"],
      [5, -0.5, ~N[2024-01-01 00:05:00.000000], "west"],
      [6, 3.0, ~N[2024-01-01 00:00:30.000000], "south"],
      [7, 16.0, ~N[2024-01-01 00:05:15.000000], "west"],
      [8, 32.0, ~N[2024-01-01 00:30:00.000000], "north"]
    ]
  },
  "to_table" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 2.5, ~N[2024-01-01 00:00:10.000000]],
      [1, "north", 8.0, ~N[2024-01-01 00:00:40.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:20.000000]],
      [2, "south", 4.0, ~N[2024-01-01 00:00:21.000000]],
      [3, nil, 1.25, ~N[2024-01-01 00:01:05.000000]],
      [4, "north", nil, ~N[2024-01-01 00:01:30.000000]],
      [5, "west", -0.5, ~N[2024-01-01 00:05:00.000000]],
      [6, "south", 3.0, ~N[2024-01-01 00:00:30.000000]],
      [7, "west", 16.0, ~N[2024-01-01 00:05:15.000000]],
      [8, "north", 32.0, ~N[2024-01-01 00:30:00.000000]]
    ]
  },
  "to_table of partitions" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"price","nullable":true,"type":"double"},{"metadata":{"spark.watermarkDelayMs":60000},"name":"at","nullable":true,"type":"timestamp"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"id","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [
      [-0.5, ~N[2024-01-01 00:05:00.000000], "west", 5],
      [1.25, ~N[2024-01-01 00:01:05.000000], nil, 3],
      [16.0, ~N[2024-01-01 00:05:15.000000], "west", 7],
      [2.5, ~N[2024-01-01 00:00:10.000000], "north", 1],
      [3.0, ~N[2024-01-01 00:00:30.000000], "south", 6],
      [32.0, ~N[2024-01-01 00:30:00.000000], "north", 8],
      [4.0, ~N[2024-01-01 00:00:20.000000], "south", 2],
      [4.0, ~N[2024-01-01 00:00:21.000000], "south", 2],
      [8.0, ~N[2024-01-01 00:00:40.000000], "north", 1],
      [nil, ~N[2024-01-01 00:01:30.000000], "north", 4]
    ]
  },
  "foreach_batch" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"batch","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      [1, "north", 0],
      [1, "north", 1],
      [2, "south", 0],
      [2, "south", 0],
      [3, nil, 0],
      [4, "north", 1],
      [5, "west", 1],
      [6, "south", 2],
      [7, "west", 2],
      [8, "north", 2]
    ]
  },
  "foreach_batch, update" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"count","nullable":true,"type":"long"},{"metadata":{},"name":"batch","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      ["north", 1, 0],
      ["north", 3, 1],
      ["north", 4, 2],
      ["south", 2, 0],
      ["south", 3, 2],
      ["west", 1, 1],
      ["west", 2, 2],
      [nil, 1, 0]
    ]
  },
  "foreach_batch, complete" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"count","nullable":true,"type":"long"},{"metadata":{},"name":"batch","nullable":true,"type":"integer"}],"type":"struct"}
    ''',
    rows: [
      ["north", 1, 0],
      ["north", 3, 1],
      ["north", 4, 2],
      ["south", 2, 0],
      ["south", 2, 1],
      ["south", 3, 2],
      ["west", 1, 1],
      ["west", 2, 2],
      [nil, 1, 0],
      [nil, 1, 1],
      [nil, 1, 2]
    ]
  },
  "reads json" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads csv" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads parquet" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads orc" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads xml" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads text" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"value","nullable":true,"type":"string"}],"type":"struct"}
    ''',
    rows: [[""], ["a"], ["b c"]]
  },
  "reads a table" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"integer"},{"metadata":{},"name":"name","nullable":true,"type":"string"},{"metadata":{},"name":"x","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [[1, "a", 1.5], [2, "ä", nil], [3, nil, -2.0]]
  },
  "reads rate-micro-batch" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"timestamp","nullable":true,"type":"timestamp"},{"metadata":{},"name":"value","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [
      [~N[2024-01-01 00:00:00.000000], 0],
      [~N[2024-01-01 00:00:00.000000], 1],
      [~N[2024-01-01 00:00:00.000000], 2],
      [~N[2024-01-01 00:00:00.000000], 3],
      [~N[2024-01-01 00:00:00.000000], 4]
    ]
  },
  "once" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"}],"type":"struct"}
    ''',
    rows: [[1], [1], [2], [2], [3], [4], [5], [6], [7], [8]]
  }
}
