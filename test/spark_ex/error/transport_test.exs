defmodule SparkEx.Error.TransportTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Transport

  test "shows its text and then the hint" do
    assert Exception.message(%Transport{reason: :unknown, text: "odd"}) == "odd"

    assert Exception.message(%Transport{reason: :connect, text: "refused", hint: "is it up?"}) ==
             "refused\nis it up?"
  end
end
