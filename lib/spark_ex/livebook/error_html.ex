defmodule SparkEx.Livebook.ErrorHTML do
  @moduledoc false
  # An exception as HTML: title, message, place and hint. The plan that Spark could not analyze
  # and the server's stack trace are folded away.

  alias SparkEx.Error

  # Hints for messages in which Spark names no remedy.
  @hints %{
    "TABLE_OR_VIEW_NOT_FOUND" =>
      "SparkEx.Livebook.schema_tree(session) shows the existing tables.",
    "UNSUPPORTED_TIME_TYPE" =>
      ~s(Set "spark.sql.timeType.enabled" to true with SparkEx.Session.config_set/3.)
  }

  @doc """
  Returns the HTML of an exception. All text in it is escaped.

      iex> SparkEx.Livebook.ErrorHTML.of(%SparkEx.Error.Argument{message: "a < b"})
      ~s(<div class="spark-error"><div class="title">SparkEx.Error.Argument</div><pre>a &lt; b</pre></div>)
  """
  @spec of(Exception.t()) :: String.t()
  # A cancelled query is what the user wanted, not an error.
  def of(%Error.Remote{error_class: "OPERATION_CANCELED"}),
    do: ~s(<p class="note">The query was cancelled.</p>)

  def of(exception) do
    IO.iodata_to_binary([
      ~s(<div class="spark-error">),
      element("div", "title", title(exception)),
      element("pre", nil, message(exception)),
      element("div", "hint", hint(exception)),
      folded("The plan", plan(exception)),
      folded("The stack trace of the server", stack(exception)),
      "</div>"
    ])
  end

  defp title(%Error.Remote{error_class: class, sql_state: state}) when is_binary(class),
    do: if(state, do: "#{class} · SQLSTATE #{state}", else: class)

  defp title(%Error.Remote{exception: exception}) when is_binary(exception), do: exception
  defp title(%module{}), do: inspect(module)

  # The title already has the class and the SQLSTATE, and the quoted query the place.
  defp message(%Error.Remote{} = error) do
    {text, _plan} = split(error.text)

    %{error | text: if(error.query_contexts == [], do: text, else: without_place(text))}
    |> Exception.message()
    |> String.trim_leading()
    |> String.replace_prefix("[#{error.error_class}] ", "")
    |> String.replace([" SQLSTATE: #{error.sql_state};", " SQLSTATE: #{error.sql_state}"], "")
  end

  defp message(%Error.Transport{text: text}), do: text
  defp message(exception), do: Exception.message(exception)

  # An error class may have a subclass after a dot.
  defp hint(%Error.Remote{error_class: class}) when is_binary(class),
    do: @hints[class |> String.split(".") |> hd()]

  defp hint(%Error.Transport{hint: hint}), do: hint
  defp hint(_exception), do: nil

  defp plan(%Error.Remote{text: text}), do: text |> split() |> elem(1)
  defp plan(_exception), do: nil

  # A message of the analyzer ends with the SQLSTATE and the place; the plan follows.
  defp split(text) do
    case Regex.run(~r/\A(.* SQLSTATE: \w+(?:; line \d+ pos \d+)?);\n(.+)\z/sU, text) do
      [_text, message, plan] -> {message, String.trim_trailing(plan)}
      nil -> {text, nil}
    end
  end

  defp without_place(text), do: String.replace(text, ~r/; line \d+ pos \d+\z/, "")

  defp stack(%Error.Remote{stack_trace: [], causes: []}), do: nil

  defp stack(%Error.Remote{} = error) do
    full = Error.Remote.message(error, stack_trace: true)
    full |> String.replace_prefix(Exception.message(error), "") |> String.trim()
  end

  defp stack(_exception), do: nil

  defp folded(_title, nil), do: []

  defp folded(title, text),
    do: ["<details><summary>#{title}</summary>", element("pre", nil, text), "</details>"]

  defp element(_tag, _class, nil), do: []
  defp element(tag, nil, text), do: ["<#{tag}>", escape(text), "</#{tag}>"]
  defp element(tag, class, text), do: [~s(<#{tag} class="#{class}">), escape(text), "</#{tag}>"]

  defp escape(text) do
    text
    |> String.replace("&", "&amp;")
    |> String.replace("<", "&lt;")
    |> String.replace(">", "&gt;")
    |> String.replace("\"", "&quot;")
  end
end
