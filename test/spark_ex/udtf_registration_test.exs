defmodule SparkEx.UDTFRegistrationTest do
  use SparkEx.SparkCase

  alias SparkEx.{PickledPython, TableArg, TableValuedFunction, UDTFRegistration}

  # For each partition the number of its rows and the values in the order in which they came.
  @program """
  class Seen:
      def __init__(self):
          self.ids = []

      def eval(self, row):
          self.ids.append(str(row["id"]))

      def terminate(self):
          yield len(self.ids), ",".join(self.ids)

  pickled = Seen
  """

  @tag :python_worker
  test "a pickled class takes tables, by partition and in order", %{session: session} do
    {:ok, pickled, version} = PickledPython.pickle(@program)
    options = [return_type: "rows INT, ids STRING", python_ver: version]
    assert UDTFRegistration.register(session, "seen", pickled, options) == :ok

    table = session |> SparkEx.range(6) |> DataFrame.as_table()
    one = table |> TableArg.with_single_partition() |> TableArg.order_by(desc: :id)
    frame = TableValuedFunction.call(session, "seen", [one])
    assert DataFrame.collect!(frame, as: :lists) == [[6, "5,4,3,2,1,0"]]

    parted = table |> TableArg.partition_by(third: F.expr("id % 3")) |> TableArg.order_by("id")
    frame = session |> TableValuedFunction.call("seen", [parted]) |> DataFrame.order_by("ids")
    assert DataFrame.collect!(frame, as: :lists) == [[2, "0,3"], [2, "1,4"], [2, "2,5"]]
  end

  test "what no server could take is an error of an argument", %{session: session} do
    assert {:error, %Error.Argument{}} =
             UDTFRegistration.register(session, nil, "", python_ver: "3")

    assert {:error, %Error.Argument{}} =
             UDTFRegistration.register(session, "f", :f, python_ver: "3")

    assert {:error, %Error.Argument{message: text}} =
             UDTFRegistration.register(session, "f", "", [])

    assert text == "the Python text is empty"
    assert_raise Error.Argument, fn -> UDTFRegistration.register!(session, "f", "", []) end
  end
end
