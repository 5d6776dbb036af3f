defmodule SparkEx.Livebook.StreamSourceTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Livebook.StreamSource
end
