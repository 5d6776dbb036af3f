defmodule SparkEx.Error.SessionTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Session

  defp message(reason, reopened \\ false),
    do: Exception.message(%Session{reason: reason, text: "it is gone", reopened: reopened})

  test "says what was and what to do" do
    assert message(:stopped) == "it is gone; open a new one with SparkEx.connect/1"

    for reason <- [:lost, :closed] do
      assert message(reason) ==
               "it is gone; open it again with SparkEx.Session.reconnect/1, or a new one"
    end
  end

  test "says that the session was opened again" do
    assert message(:lost, true) =~ "it is gone; the session was opened again, with its config"
  end
end
