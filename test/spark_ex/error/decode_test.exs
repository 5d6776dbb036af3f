defmodule SparkEx.Error.DecodeTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Decode

  test "shows its text as the message" do
    error = %Decode{text: "rows 3 to 5 are missing", operation_id: "op-1"}
    assert Exception.message(error) == "rows 3 to 5 are missing"
  end
end
