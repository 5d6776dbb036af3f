defmodule SparkEx.Error.TransportTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Transport

  test "reads as its text, and the hint below it" do
    assert Exception.message(%Transport{reason: :unknown, text: "odd"}) == "odd"

    assert Exception.message(%Transport{reason: :connect, text: "refused", hint: "is it up?"}) ==
             "refused\nis it up?"
  end
end
