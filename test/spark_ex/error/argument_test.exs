defmodule SparkEx.Error.ArgumentTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Argument

  test "raises with its message" do
    assert_raise Argument, "a range has integers as bounds", fn ->
      raise Argument, "a range has integers as bounds"
    end
  end
end
