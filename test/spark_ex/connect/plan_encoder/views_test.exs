defmodule SparkEx.Connect.PlanEncoder.ViewsTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Connect.PlanEncoder.Views
end
