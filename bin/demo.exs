# New York's flights of 2013, from CSV files to answers: bin/demo runs it.

alias SparkEx.{Column, DataFrame, GroupedData, Reader, Window, Writer}
alias SparkEx.Functions, as: F
import SparkEx.Functions, only: [col: 1]

import SparkEx.Column,
  only: [divide: 2, gt: 2, gte: 2, is_not_null: 1, lte: 2, minus: 2, mod: 2, over: 2]

[folder] = System.argv()
heading = fn title -> IO.puts(IO.ANSI.format(["\n", :bright, title, :reset, "\n"])) end

# A running server where SPARK_REMOTE names one, else one that is started here and ends with the session.

session = SparkEx.connect!(url: System.get_env("SPARK_REMOTE", "local[*]"))
{:ok, version} = SparkEx.spark_version(session)
heading.("Spark #{version} answers. The files in #{folder}")

# Frames are lazy: nothing is read until an action runs.

csv = fn name, options ->
  Reader.csv(session, "file://#{folder}/#{name}.csv", [header: true, null_value: "NA"] ++ options)
end

airlines = csv.("airlines", infer_schema: true)
airports = csv.("airports", infer_schema: true)

flights_as_text =
  csv.("flights",
    schema: """
    year INT, month INT, day INT, dep_time INT, sched_dep_time INT, dep_delay INT, arr_time INT,
    sched_arr_time INT, arr_delay INT, carrier STRING, flight INT, tailnum STRING, origin STRING,
    dest STRING, air_time INT, distance INT, hour INT, minute INT, time_hour TIMESTAMP
    """
  )

with {:error, error} <- DataFrame.schema(airlines) do
  IO.puts(:stderr, """
  The server cannot read the files of this machine: #{Exception.message(error)}

  The demo reads them where the server runs. Unset SPARK_REMOTE to run it on a local Spark.
  """)

  System.halt(1)
end

# Parquet is what the rest of the program reads, and every row must have arrived there.

parquet = Path.join(System.tmp_dir!(), "spark_ex_demo-#{System.pid()}")
System.at_exit(fn _status -> File.rm_rf!(parquet) end)

flights_as_text |> DataFrame.write() |> Writer.mode(:overwrite) |> Writer.parquet!(parquet)
flights = Reader.parquet(session, parquet)

rows = DataFrame.count!(flights)
^rows = DataFrame.count!(flights_as_text)
IO.puts("Wrote #{rows} flights as Parquet and read them back:\n")
DataFrame.print_schema!(flights)

heading.("Mean delay on arrival in minutes, by airline and hour of departure")

flights
|> DataFrame.join(DataFrame.select(airlines, [:carrier, airline: "name"]), :carrier)
|> DataFrame.with_column(:from, minus(col("hour"), mod(col("hour"), 3)))
|> DataFrame.group_by(:airline)
|> GroupedData.pivot(:from, [6, 9, 12, 15, 18, 21])
|> DataFrame.agg(F.round(F.avg("arr_delay"), 1))
|> DataFrame.order_by(desc: "18")
|> DataFrame.show!(rows: 8, truncate: false)

heading.("The five routes with the worst delays, of those flown every day")

routes =
  flights
  |> DataFrame.filter(is_not_null("arr_delay"))
  |> DataFrame.group_by([:origin, :dest])
  |> DataFrame.agg(
    flights: F.count("*"),
    mean_delay: F.round(F.avg("arr_delay"), 1),
    late: F.count_if(gt(col("arr_delay"), 30))
  )
  |> DataFrame.filter(gte(col("flights"), 365))
  |> DataFrame.with_column(:late, F.round(divide(col("late"), col("flights")), 3))
  |> DataFrame.join(DataFrame.select(airports, dest: "faa", airport: "name"), :dest)
  |> DataFrame.select([:origin, :airport, :flights, :mean_delay, half_an_hour_late: "late"])
  |> DataFrame.order_by(desc: "mean_delay")
  |> DataFrame.limit(5)

DataFrame.show!(routes, truncate: false)

heading.("... as Elixir terms")
routes |> DataFrame.limit(1) |> DataFrame.collect!() |> IO.inspect()

heading.("The three worst days of each airport")

by_delay = Window.partition_by(:origin) |> Window.order_by(desc: "mean_delay")

flights
|> DataFrame.group_by([:origin, day: F.make_date("year", "month", "day")])
|> DataFrame.agg(
  cancelled: F.count_if(Column.is_null("dep_time")),
  mean_delay: F.round(F.avg("dep_delay"), 1)
)
|> DataFrame.with_column(:rank, F.rank() |> over(by_delay))
|> DataFrame.filter(lte(col("rank"), 3))
|> DataFrame.order_by([:origin, :rank])
|> DataFrame.show!()

heading.("SQL with named arguments: where one flew from JFK in July, more than 2,000 miles away")

DataFrame.create_or_replace_temp_view!(flights, "flights")

far =
  SparkEx.sql(
    session,
    """
    SELECT dest, count(*) AS flights, round(avg(air_time) / 60, 1) AS hours
    FROM flights
    WHERE origin = :origin AND month = :month AND distance > :miles
    GROUP BY dest ORDER BY flights DESC LIMIT 5
    """,
    origin: "JFK",
    month: 7,
    miles: 2000
  )

DataFrame.show!(far)

heading.("Its physical plan")
DataFrame.explain!(far)

heading.("A mistake reads like this")

typo = "SELECT origin, avg(dep_dealy)\nFROM flights\nGROUP BY origin"
{:error, error} = session |> SparkEx.sql(typo) |> DataFrame.collect()
IO.puts(Exception.message(error))

SparkEx.stop(session)
