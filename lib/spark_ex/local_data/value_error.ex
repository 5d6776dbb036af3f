defmodule SparkEx.LocalData.ValueError do
  @moduledoc false
  # The error of a value that its column cannot hold, as the native core returns it.

  alias SparkEx.Error
  alias SparkEx.Error.ValuePath

  @doc """
  The error of a native one.

      iex> path = [{:field, "tags"}, {:element, 2}]
      iex> refused = {:value, %{row: 3, path: path, expected: "a STRING (a string)", value: 7}}
      iex> Exception.message(SparkEx.LocalData.ValueError.exception(refused))
      ~s(row 3, column "tags[2]": expected a STRING (a string\\), got: 7)
  """
  @spec exception({atom, map}) :: Exception.t()
  def exception({:value, refused}) do
    value = inspect(refused.value, limit: 10, printable_limit: 100)

    %Error.Argument{
      message:
        "row #{refused.row}#{place(refused.path)}: expected #{refused.expected}, got: #{value}"
    }
  end

  def exception(native), do: SparkEx.Connect.Errors.from_native(native)

  defp place([]), do: ""

  defp place(path), do: ", column #{inspect(ValuePath.to_string(path))}"
end
