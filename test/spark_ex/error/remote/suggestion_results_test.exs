defmodule SparkEx.Error.Remote.SuggestionResultsTest do
  use SparkEx.SparkCase

  test "errors of a real server include suggestions", %{session: session} do
    flights = SparkEx.sql(session, "SELECT 1 AS dep_delay, named_struct('street', 1) AS address")

    for {frame, suggestion} <- [
          {DataFrame.select(flights, "dep_dely"), "dep_delay"},
          {DataFrame.select(flights, "address.stret"), "street"},
          {DataFrame.join(flights, flights, "dep_dely"), "dep_delay"},
          {SparkEx.sql(session, "SELECT uper('a')"), "upper"},
          {SparkEx.sql(session, "SELECT * FROM rnge(3)"), "range"},
          {SparkEx.sql(session, "SELECT CAST(1 AS strng)"), "string"},
          {session |> Reader.new() |> Reader.format("parqet") |> Reader.load("/x"), "parquet"}
        ] do
      assert {:error, %Error.Remote{} = error} = DataFrame.collect(frame)
      assert suggestion in Error.Remote.suggestions(error)
      assert Exception.message(error) =~ ~r/[dD]id you mean.*#{suggestion}/
    end
  end
end
