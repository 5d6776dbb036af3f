defmodule SparkEx.Contract.PythonTableFunctionTest do
  use SparkEx.ContractCase, golden: "python_table_function", async: true

  alias SparkEx.{Python, TableArg, UDTFRegistration}
  alias SparkEx.TableValuedFunction, as: TVF

  @rows "class Rows:\n    def eval(self, n): yield n,\n"
  @analyzed """
  class Analyzed:
      @staticmethod
      def analyze(n): pass
      def eval(self, n): yield n,
  """

  defp df, do: Reader.table(:spark, "t")
  defp out, do: [n: :long, s: :string]
  defp rows(options \\ []), do: Python.udtf(@rows, [returns: out()] ++ options)
  defp call(udtf), do: TVF.call(:spark, udtf, [F.lit(1)])

  parity "call", do: call(rows())
  parity "call with names", do: TVF.call(:spark, rows(), [], n: F.lit(1))
  parity "call of a deterministic one", do: call(rows(deterministic: true))
  parity "call with Arrow", do: call(rows(use_arrow: true))
  parity "call over Arrow", do: call(rows(kind: :arrow))

  parity "call with a table" do
    table = df() |> DataFrame.as_table() |> TableArg.partition_by("id") |> TableArg.order_by("id")
    TVF.call(:spark, rows(), [table])
  end

  parity "call of a polymorphic one",
    do: TVF.call(:spark, Python.udtf(@analyzed), [DataFrame.as_table(df())])

  parity "lateral join" do
    DataFrame.lateral_join(df(), TVF.call(:spark, rows(), [Column.outer(F.col("id"))]))
  end

  parity "register over Arrow",
    do: capture_request(fn -> UDTFRegistration.register(:spark, "f", rows(kind: :arrow)) end)
end
