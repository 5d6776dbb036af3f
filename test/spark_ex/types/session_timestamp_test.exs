defmodule SparkEx.Types.SessionTimestampTest do
  use ExUnit.Case, async: true

  alias SparkEx.Types
  alias SparkEx.Types.{Normalizer, SessionTimestamp}

  doctest SparkEx.Types.SessionTimestamp

  test "TIMESTAMP in text depends on the session, at every depth" do
    for {input, marked} <- [
          {"TIMESTAMP", true},
          {"a INT, b timestamp NOT NULL COMMENT 'x'", true},
          {[a: [b: {:map, :string, "ARRAY<TIMESTAMP>"}]], true},
          {{:udt, %{sql_type: "TIMESTAMP"}}, true},
          {"TIMESTAMP_LTZ", false},
          {"TIMESTAMP_NTZ", false},
          {"TIMESTAMP WITHOUT TIME ZONE", false},
          {:timestamp, false},
          {[timestamp: "DATE"], false}
        ],
        do: assert({input, SessionTimestamp.marked?(Normalizer.marked(input))} == {input, marked})
  end

  test "without a session it is :timestamp" do
    assert Types.from_ddl!("a TIMESTAMP") == Types.normalize!(a: :timestamp)

    assert Types.normalize!([{"a", "ARRAY<TIMESTAMP>"}]) ==
             Types.normalize!(a: {:array, :timestamp})
  end

  test "text that the server parses says only what was left to it" do
    assert SessionTimestamp.to_text(a: :timestamp) == Types.to_json(a: :timestamp)
    assert SessionTimestamp.to_text("a TIMESTAMP") == "a TIMESTAMP"

    assert SessionTimestamp.to_ddl(a: :timestamp, b: :timestamp_ntz) ==
             "a TIMESTAMP_LTZ,b TIMESTAMP_NTZ"

    assert SessionTimestamp.to_proto(a: {:array, "TIMESTAMP"}, b: [c: :timestamp]) ==
             %{unparsed: %{data_type_string: "a ARRAY<TIMESTAMP>,b STRUCT<c: TIMESTAMP_LTZ>"}}
  end
end
