defmodule SparkEx.Error.SessionTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Session

  defp message(reason, reopened \\ false),
    do: Exception.message(%Session{reason: reason, text: "it is gone", reopened: reopened})

  test "shows the reason and a hint" do
    assert message(:stopped) == "it is gone; open a new one with SparkEx.connect/1"

    for reason <- [:lost, :closed] do
      assert message(reason) ==
               "it is gone; reopen it with SparkEx.Session.reconnect/1, or open a new one"
    end
  end

  test "says that the session has been reopened" do
    assert message(:lost, true) =~ "it is gone; the session has been reopened with its config"
  end
end
