defmodule SparkEx.Session.SchemaTextTest do
  # Types as text, by the server's parser, which ours must agree with.
  use SparkEx.SparkCase

  alias SparkEx.Types

  @ddl "id BIGINT NOT NULL,tags ARRAY<STRING>,at TIMESTAMP COMMENT 'when',`a b` DECIMAL(10,2)"

  test "DDL is parsed", %{session: session} do
    assert Session.parse_ddl(session, @ddl) == Types.from_ddl(@ddl)
    assert Session.parse_ddl(session, "map<string, int>") == Types.from_ddl("map<string, int>")
    assert {:error, %Error.Remote{}} = Session.parse_ddl(session, "id NOTHING")
  end

  test "JSON becomes DDL", %{session: session} do
    json = @ddl |> Types.from_ddl!() |> Types.to_json()
    assert Session.json_to_ddl(session, json) == {:ok, Types.to_ddl(Types.from_ddl!(@ddl))}
    assert {:error, _exception} = Session.json_to_ddl(session, "{")
  end
end
