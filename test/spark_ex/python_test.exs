defmodule SparkEx.PythonTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Python
  doctest SparkEx.Python.UDF
  doctest SparkEx.Python.Kind
  doctest SparkEx.Python.Loader
  doctest SparkEx.Python.Source
  doctest SparkEx.Python.Workers
end
