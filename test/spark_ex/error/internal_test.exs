defmodule SparkEx.Error.InternalTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Internal

  test "shows its text as the message" do
    error = %Internal{text: "can't start the native runtime", operation_id: nil}
    assert Exception.message(error) == "can't start the native runtime"
  end
end
