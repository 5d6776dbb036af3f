defmodule SparkEx.DataFrame.OutlineTest do
  use ExUnit.Case, async: true

  doctest SparkEx.DataFrame.Outline
end
