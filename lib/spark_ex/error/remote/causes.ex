defmodule SparkEx.Error.Remote.Causes do
  @moduledoc false
  # The causes of an error as the end of its message.

  alias SparkEx.Error.Remote
  alias SparkEx.Error.Remote.PythonTraceback

  # The frames of Java's stack traces that a message has in its middle.
  @frames ~r/(?:\n[ \t]+at [\w.$<>\/]+\([^\n]*|\n[ \t]+\.\.\. \d+ more)+/
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

  @doc """
  A message without the stack traces that Spark writes into it.

      iex> text = "Job aborted: a.B: no\\n\\tat a.B.c(B.java:1)\\n\\t... 9 more\\nCaused by: a.D: full\\n\\tat a.D.e(D.java:1)\\n\\nDriver stacktrace:"
      iex> SparkEx.Error.Remote.Causes.without_stacks(text)
      "Job aborted: a.B: no\\nCaused by: a.D: full"
  """
  @spec without_stacks(String.t()) :: String.t()
  def without_stacks(text) do
    text = Regex.replace(@frames, text, "")
    Regex.replace(~r/\n+(?:Driver|JVM) stacktrace:\s*\z/, text, "")
  end

  defp message(%{text: text}) when is_binary(text),
    do: @stack |> Regex.replace(text, "") |> PythonTraceback.fold() |> String.trim()

  defp message(_cause), do: ""

  defp exception(%{exception: nil}), do: ""
  defp exception(%{exception: class}), do: class <> ": "
end
