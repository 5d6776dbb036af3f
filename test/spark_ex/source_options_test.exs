defmodule SparkEx.SourceOptionsTest do
  use ExUnit.Case, async: true

  doctest SparkEx.SourceOptions
end
