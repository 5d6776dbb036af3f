# Recorded by test/contract/record_streaming.py from PySpark 4.3.0. Not to be edited.
%{
  "update" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
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
    {"fields":[{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
    ''',
    rows: [["north", 4, 42.5], ["south", 3, 11.0], ["west", 2, 15.5], [nil, 1, 1.25]]
  },
  "append of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
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
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
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
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
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
    {"fields":[{"metadata":{"spark.sessionWindow":true,"spark.watermarkDelayMs":60000},"name":"session_window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"shop","nullable":true,"type":"string"},{"metadata":{},"name":"n","nullable":true,"type":"long"},{"metadata":{},"name":"total","nullable":true,"type":"double"}],"type":"struct"}
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
    {"fields":[{"metadata":{"spark.timeWindow":true,"spark.watermarkDelayMs":60000},"name":"window","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}},{"metadata":{},"name":"best","nullable":true,"type":"double"}],"type":"struct"}
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
  "join of windows" => %{
    schema: ~S'''
    {"fields":[{"metadata":{},"name":"id","nullable":true,"type":"long"},{"metadata":{},"name":"order","nullable":true,"type":"long"},{"metadata":{},"name":"m","nullable":true,"type":{"fields":[{"metadata":{},"name":"start","nullable":true,"type":"timestamp"},{"metadata":{},"name":"end","nullable":true,"type":"timestamp"}],"type":"struct"}}],"type":"struct"}
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
  }
}
