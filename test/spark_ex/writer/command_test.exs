defmodule SparkEx.Writer.CommandTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Writer.Command
end
