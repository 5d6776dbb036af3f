defmodule SparkEx.DataFrame.MissingValuesTest do
  use ExUnit.Case, async: true

  doctest SparkEx.DataFrame.MissingValues
end
