defmodule SparkEx.Livebook.SessionNamesTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Livebook.SessionNames
end
