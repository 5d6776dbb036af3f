defmodule SparkEx.Error.InternalTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Internal

  test "has its text as message" do
    error = %Internal{text: "can't start the native runtime", operation_id: nil}
    assert Exception.message(error) == "can't start the native runtime"
  end
end
