defmodule SparkEx.DataFrame.NamesTest do
  use ExUnit.Case, async: true

  doctest SparkEx.DataFrame.Names
end
