defmodule SparkEx.DataFrame.ProjectionTest do
  use ExUnit.Case, async: true

  doctest SparkEx.DataFrame.Projection
end
