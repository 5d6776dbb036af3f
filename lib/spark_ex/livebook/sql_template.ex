defmodule SparkEx.Livebook.SQLTemplate do
  @moduledoc false
  # SQL with `{{ expression }}` in it, as a text with named parameters and their values. Values
  # are sent beside the text and never inserted into it.

  @variable ~S"[a-z_][a-zA-Z0-9_]*"

  @typedoc "The SQL text, and the quoted value of each parameter in the order of first use."
  @type t :: {String.t(), [{atom, Macro.t()}]}

  @doc """
  Returns the text with parameters and their quoted values. A parameter has the name of its
  variable.

      iex> {sql, [month: value]} = SparkEx.Livebook.SQLTemplate.parse("WHERE month = {{ month }}")
      iex> {sql, Macro.to_string(value)}
      {"WHERE month = :month", "month"}

  Strings, quoted names and comments of SQL stay as they are, and so does an invalid Elixir
  expression.

      iex> SparkEx.Livebook.SQLTemplate.parse("SELECT '{{ x }}' -- {{ y }}")
      {"SELECT '{{ x }}' -- {{ y }}", []}
  """
  @spec parse(String.t()) :: t
  def parse(text) do
    {sql, parameters} = parse(text, names(text), [], [])
    {sql, Enum.reverse(parameters)}
  end

  defp parse("", _taken, sql, parameters),
    do: {sql |> Enum.reverse() |> IO.iodata_to_binary(), parameters}

  defp parse(text, taken, sql, parameters) do
    case token(text) do
      {:text, token, rest} ->
        parse(rest, taken, [token | sql], parameters)

      {:expression, token, expression, rest} ->
        case elixir(expression) do
          {:ok, quoted} ->
            {name, parameters} = parameter(quoted, taken, parameters)
            parse(rest, taken, [":#{name}" | sql], parameters)

          :error ->
            parse(rest, taken, [token | sql], parameters)
        end
    end
  end

  # Versions of Elixir differ in how they parse an empty string.
  defp elixir(""), do: :error

  defp elixir(expression) do
    case Code.string_to_quoted(expression) do
      {:ok, quoted} -> {:ok, quoted}
      {:error, _reason} -> :error
    end
  end

  # Returns a comment, string or quoted name as one token; otherwise an expression or one
  # character.
  defp token(text) do
    case Regex.run(
           ~r/\A(?:--[^\n]*|\/\*.*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`)/s,
           text
         ) do
      [token] -> {:text, token, rest(text, token)}
      nil -> opening(text)
    end
  end

  defp opening(text) do
    case Regex.run(~r/\A\{\{(.*?)\}\}/s, text) do
      [token, expression] -> {:expression, token, String.trim(expression), rest(text, token)}
      nil -> with {character, rest} <- String.next_codepoint(text), do: {:text, character, rest}
    end
  end

  defp rest(text, token),
    do: binary_part(text, byte_size(token), byte_size(text) - byte_size(token))

  # Equal expressions share a parameter.
  defp parameter(quoted, taken, parameters) do
    source = Macro.to_string(quoted)

    case Enum.find(parameters, fn {_name, value} -> Macro.to_string(value) == source end) do
      {name, _value} ->
        {name, parameters}

      nil ->
        with name <- name(source, taken, parameters), do: {name, [{name, quoted} | parameters]}
    end
  end

  defp name(source, taken, parameters) do
    used = taken ++ for {name, _value} <- parameters, do: Atom.to_string(name)

    if source =~ ~r/\A#{@variable}\z/ and source not in used,
      do: String.to_atom(source),
      else: numbered(1, used)
  end

  defp numbered(number, used) do
    name = "p#{number}"
    if name in used, do: numbered(number + 1, used), else: String.to_atom(name)
  end

  # The parameters that the text itself names.
  defp names(text),
    do: for([_, name] <- Regex.scan(~r/:([a-zA-Z_][a-zA-Z0-9_]*)/, text), do: name)
end
