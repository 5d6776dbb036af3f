defmodule SparkEx.Error.LocalServerTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.LocalServer

  test "names the server and the reason" do
    error = %LocalServer{engine: :sail, reason: "it did not answer within 5 ms"}
    assert Exception.message(error) == "local Sail server: it did not answer within 5 ms"
  end

  test "ends with the server's output" do
    error = %LocalServer{engine: :spark, reason: "it ended with exit status 1", log: ["a", "b"]}

    assert Exception.message(error) == """
           local Spark Connect server: it ended with exit status 1
           The end of its log:
               a
               b\
           """
  end
end
