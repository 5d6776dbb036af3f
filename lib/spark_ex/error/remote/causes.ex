defmodule SparkEx.Error.Remote.Causes do
  @moduledoc false
  # The causes of an error as the end of its message.

  alias SparkEx.Error.Remote
  alias SparkEx.Error.Remote.PythonTraceback

  # Java's stack traces, and the names of the sections that hold them.
  @stack ~r/\n+(?:\s+at [\w.$<>\/]+\(|Driver stacktrace:|JVM stacktrace:).*\z/s

  @doc """
  One line for each cause whose message the error does not contain, without stack traces.

      iex> error = %SparkEx.Error.Remote{text: "It failed.", causes: [
      ...>   %{exception: "a.B", text: "It failed."}, %{exception: "a.C", text: "no space\\n\\tat a.C.d(C.java:1)"}]}
      iex> SparkEx.Error.Remote.Causes.text(error)
      "Caused by: a.C: no space"
  """
  @spec text(Remote.t()) :: String.t()
  def text(%Remote{text: text, causes: causes}) do
    {lines, _shown} =
      Enum.flat_map_reduce(causes, text <> PythonTraceback.fold(text), fn cause, shown ->
        message = message(cause)

        if message == "" or String.contains?(shown, message),
          do: {[], shown},
          else: {["Caused by: #{exception(cause)}#{message}"], shown <> "\n" <> message}
      end)

    Enum.join(lines, "\n")
  end

  defp message(%{text: text}) when is_binary(text),
    do: @stack |> Regex.replace(text, "") |> PythonTraceback.fold() |> String.trim()

  defp message(_cause), do: ""

  defp exception(%{exception: nil}), do: ""
  defp exception(%{exception: class}), do: class <> ": "
end
