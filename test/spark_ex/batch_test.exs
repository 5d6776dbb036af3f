defmodule SparkEx.BatchTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Batch
end
