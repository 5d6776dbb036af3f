defmodule SparkEx.Error.Remote.PythonTraceback do
  @moduledoc false
  # Python's traceback in the text of an error, folded to the exception and the user's own line.

  @title "Traceback (most recent call last):\n"
  # What stands before a traceback without saying more.
  @preface ~r/An exception was thrown from the Python worker\.\s+Please see the stack trace below\.\s*/
  # Java's stack trace after it.
  @java ~r/\n+(?:\s+at [\w.$<>\/]+\(|Driver stacktrace:|JVM stacktrace:).*\z/s
  @frame ~r/\A  File "(.+)", line (\d+)(?:, in (.+))?\z/
  # Frames of Python, of its packages and of what loads a function.
  @foreign ~r{\A<(?:string|spark_ex|frozen)|/(?:site|dist)-packages/|/lib/python3|/pyspark/|pyspark\.zip/|\.px[id]\z|\.pyx\z}
  @module_prefix ~r/\A(?:spark_ex_source\.|pyspark\.errors\.[\w.]*\.(?:PySpark\w+: (?=\[))?)/

  @doc """
  A text with a traceback as the exception, the line that raised it, and what the text says
  besides. Any other text is left as it is.

      iex> SparkEx.Error.Remote.PythonTraceback.fold(\"""
      ...> Traceback (most recent call last):
      ...>   File "lib/my_app/area.ex", line 12, in area
      ...>     return 1 / radius
      ...>            ~~^~~~~~~~
      ...> ZeroDivisionError: division by zero
      ...> \""")
      "ZeroDivisionError: division by zero\\n\\nlib/my_app/area.ex:12: in area\\n    return 1 / radius\\n           ~~^~~~~~~~"

      iex> SparkEx.Error.Remote.PythonTraceback.fold("[DIVIDE_BY_ZERO] Division by zero.")
      "[DIVIDE_BY_ZERO] Division by zero."
  """
  @spec fold(String.t()) :: String.t()
  def fold(text) do
    case String.split(text, @title) do
      [_no_traceback] -> text
      [preface | tracebacks] -> fold(preface, List.last(tracebacks))
    end
  end

  defp fold(preface, traceback) do
    lines = @java |> Regex.replace(traceback, "") |> String.split("\n")
    {frames, exception} = Enum.split_while(lines, &String.starts_with?(&1, "  "))

    [exception(exception), frames |> frames() |> own() |> shown(), preface(preface)]
    |> Enum.reject(&(&1 == ""))
    |> Enum.join("\n\n")
  end

  defp exception(lines) do
    text = lines |> Enum.join("\n") |> String.trim()
    Regex.replace(@module_prefix, text, "")
  end

  defp preface(text), do: @preface |> Regex.replace(text, "") |> String.trim()

  # Each frame with the lines below it, which show the source.
  defp frames(lines) do
    lines
    |> Enum.chunk_while([], &next_frame/2, &{:cont, Enum.reverse(&1), []})
    |> Enum.flat_map(&frame/1)
  end

  defp next_frame("  File " <> _ = line, []), do: {:cont, [line]}
  defp next_frame("  File " <> _ = line, lines), do: {:cont, Enum.reverse(lines), [line]}
  defp next_frame(line, lines), do: {:cont, [line | lines]}

  defp frame([]), do: []

  defp frame([head | source]) do
    case Regex.run(@frame, head) do
      [_, file, line] ->
        [%{file: file, place: "#{file}:#{line}:", source: source}]

      [_, file, line, name] ->
        [%{file: file, place: "#{file}:#{line}: in #{name}", source: source}]

      nil ->
        []
    end
  end

  defp own(frames), do: frames |> Enum.reverse() |> Enum.find(&(not (&1.file =~ @foreign)))

  defp shown(nil), do: ""
  defp shown(%{place: place, source: source}), do: Enum.join([place | source], "\n")
end
