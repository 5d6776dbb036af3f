defmodule SparkEx.Types.DDL do
  @moduledoc false
  # Types as DDL: written as Spark's DataType.sql and StructType.toDDL, read as Spark's parser
  # reads a data type or, failing that, the columns of a table.

  alias SparkEx.Arguments.Options
  alias SparkEx.Error
  alias SparkEx.Types.{Field, Formatter, Normalizer, SessionTimestamp}
  alias SparkEx.Types.DDL.Tokens

  @depth_max 500
  @lengths %{"char" => :char, "character" => :char, "varchar" => :varchar}
  @decimals ~w(decimal dec numeric)
  # The type of microseconds, and the name of the one with a precision.
  @timestamps %{
    "timestamp_ltz" => {:timestamp, :timestamp_ltz},
    "timestamp_ntz" => {:timestamp_ntz, :timestamp_ntz}
  }
  @year_month %{"year" => :year, "month" => :month}
  @day_time %{"day" => :day, "hour" => :hour, "minute" => :minute, "second" => :second}
  # Names of SparkEx.Types that are no SQL.
  @not_sql ~w(null calendar_interval day_time_interval year_month_interval)
  @structured ~w(array map struct char character varchar geometry geography)

  @spec write(SparkEx.Types.t()) :: String.t()
  def write({:struct, fields}), do: Enum.map_join(fields, ",", &column(&1, " "))
  def write(type), do: sql(type)

  defp sql({:struct, fields}), do: "STRUCT<#{Enum.map_join(fields, ", ", &column(&1, ": "))}>"
  defp sql({:array, element, _}), do: "ARRAY<#{sql(element)}>"
  defp sql({:map, key, value, _}), do: "MAP<#{sql(key)}, #{sql(value)}>"
  defp sql({:string, collation}), do: "STRING COLLATE #{collation}"
  defp sql({:timestamp, :session}), do: "TIMESTAMP"
  defp sql({:timestamp, :ltz}), do: "TIMESTAMP_LTZ"
  defp sql({:udt, %{sql_type: type}}), do: sql(type)

  defp sql({:udt, udt}) do
    raise Error.Argument,
          "the user-defined type #{udt[:python_class] || udt[:jvm_class] || "without a class"} has " <>
            "no DDL, as it does not say which type stores it (:sql_type)"
  end

  defp sql({:unparsed, _text} = type),
    do: raise(Error.Argument, "#{Formatter.simple(type)} has no DDL")

  defp sql(type), do: type |> Formatter.simple() |> String.upcase()

  defp column(%Field{} = field, separator) do
    nullable = if field.nullable, do: "", else: " NOT NULL"
    quoted(field.name) <> separator <> sql(field.type) <> nullable <> comment(field.metadata)
  end

  defp quoted(name) do
    if name =~ ~r/\A[a-zA-Z_][a-zA-Z0-9_]*\z/,
      do: name,
      else: "`" <> String.replace(name, "`", "``") <> "`"
  end

  # Spark's own toDDL leaves a backslash as it is, and then cannot read it back.
  defp comment(%{"comment" => comment}) when is_binary(comment),
    do: " COMMENT '" <> String.replace(comment, ["\\", "'"], &("\\" <> &1)) <> "'"

  defp comment(_metadata), do: ""

  @doc "One type, or the columns of a schema; TIMESTAMP is a `SessionTimestamp`'s mark."
  @spec parse(String.t()) :: SessionTimestamp.marked()
  def parse(text) do
    tokens = Tokens.scan(text)

    case attempt(&type/2, tokens) do
      {:ok, type} ->
        Normalizer.marked(type)

      {:certain, error} ->
        report(error, text)

      {:error, as_type} ->
        case attempt(&schema/2, tokens) do
          {:ok, schema} -> Normalizer.marked(schema)
          {:certain, error} -> report(error, text)
          {:error, as_schema} -> tokens |> meant(as_type, as_schema) |> report(text)
        end
    end
  end

  @doc "One type only."
  @spec parse_type(String.t()) :: SessionTimestamp.marked()
  def parse_type(text) do
    case attempt(&type/2, Tokens.scan(text)) do
      {:ok, type} -> Normalizer.marked(type)
      {_error, error} -> report(error, text)
    end
  end

  defp attempt(parser, tokens) do
    case parser.(tokens, 0) do
      {parsed, [{:end, _, _}]} -> {:ok, parsed}
      {_parsed, [token | _]} -> {:error, {token, "the DDL should end here"}}
    end
  catch
    {:ddl, token, problem} -> {:error, {token, problem}}
    {:ddl_parameters, token, problem} -> {:certain, {token, problem}}
  end

  # A lone word is meant as a type; else the reading that got farther is the one that was meant.
  defp meant([_word, {:end, _, _}], as_type, _as_schema), do: as_type
  defp meant(_tokens, {{:symbol, _, at}, _} = as_type, {{_, _, at}, _}), do: as_type

  defp meant(_tokens, {{_, _, at}, _} = as_type, {{_, _, reached}, _} = as_schema),
    do: if(at > reached, do: as_type, else: as_schema)

  @spec report({tuple, String.t()}, String.t()) :: no_return
  defp report({{:end, _, _at}, problem}, text),
    do: raise(Error.Argument, "#{sentence(problem)} At the end of the DDL: #{inspect(text)}")

  defp report({{_kind, _value, at}, problem}, text) do
    shown = text |> String.slice(at, 20) |> inspect()
    raise Error.Argument, "#{sentence(problem)} At character #{at + 1} of the DDL: #{shown}"
  end

  defp sentence(problem),
    do: if(String.ends_with?(problem, "?"), do: problem, else: problem <> ".")

  defp schema([{:end, _, _}] = tokens, _depth), do: {{:struct, []}, tokens}

  defp schema(tokens, depth) do
    {fields, tokens} = fields(tokens, depth)
    {{:struct, fields}, tokens}
  end

  defp fields(tokens, depth) do
    {field, tokens} = field(tokens, depth)

    case tokens do
      [{:symbol, ",", _} | tokens] ->
        {fields, tokens} = fields(tokens, depth)
        {[field | fields], tokens}

      tokens ->
        {[field], tokens}
    end
  end

  defp field([{kind, name, _} | tokens], depth) when kind in [:word, :quoted] do
    {type, tokens} = tokens |> skip(":") |> type(depth)
    {nullable, tokens} = nullable(tokens)
    {metadata, tokens} = comment_of(tokens)
    {%Field{name: name, type: type, nullable: nullable, metadata: metadata}, tokens}
  end

  defp field([token | _], _depth), do: fail(token, "the name of a column should stand here")

  defp nullable([{:word, word, _} = token | tokens]) do
    case {String.downcase(word), tokens} do
      {"not", [{:word, next, _} | rest]} ->
        if String.downcase(next) == "null",
          do: {false, rest},
          else: fail(token, "NOT goes with NULL")

      {"not", _} ->
        fail(token, "NOT goes with NULL")

      _other ->
        {true, [token | tokens]}
    end
  end

  defp nullable(tokens), do: {true, tokens}

  defp comment_of([{:word, word, _} = token | tokens]) do
    case {String.downcase(word), tokens} do
      {"comment", [{:string, text, _} | rest]} -> comment_text(text, rest)
      {"comment", [next | _]} -> fail(next, "COMMENT goes with a text in quotes")
      _other -> {%{}, [token | tokens]}
    end
  end

  defp comment_of(tokens), do: {%{}, tokens}

  # Texts that follow each other are one, as in SQL.
  defp comment_text(text, [{:string, more, _} | tokens]), do: comment_text(text <> more, tokens)
  defp comment_text(text, tokens), do: {%{"comment" => text}, tokens}

  defp type([token | _], depth) when depth > @depth_max,
    do: fail(token, "a type may be nested #{@depth_max} levels deep, not more")

  defp type([{:word, word, _} = token | tokens], depth),
    do: word |> String.downcase() |> named(token, tokens, depth)

  defp type([token | _], _depth), do: fail(token, "a type should stand here")

  defp named("array", _token, tokens, depth) do
    {element, tokens} = tokens |> expect("<") |> type(depth + 1)
    {{:array, element, true}, expect(tokens, ">")}
  end

  defp named("map", _token, tokens, depth) do
    {key, tokens} = tokens |> expect("<") |> type(depth + 1)
    {value, tokens} = tokens |> expect(",") |> type(depth + 1)
    {{:map, key, value, true}, expect(tokens, ">")}
  end

  defp named("struct", _token, tokens, depth) do
    case expect(tokens, "<") do
      [{:symbol, ">", _} | tokens] ->
        {{:struct, []}, tokens}

      tokens ->
        {fields, tokens} = fields(tokens, depth + 1)
        {{:struct, fields}, expect(tokens, ">")}
    end
  end

  defp named("interval", _token, tokens, _depth), do: interval(tokens)
  defp named("string", _token, tokens, _depth), do: collation(tokens)

  defp named(name, token, tokens, _depth) when name in @decimals do
    case arguments(tokens) do
      {[], tokens} -> {{:decimal, 10, 0}, tokens}
      {[precision], tokens} -> {checked({:decimal, precision, 0}, token), tokens}
      {[precision, scale], tokens} -> {checked({:decimal, precision, scale}, token), tokens}
      _more -> wrong(token, "#{name} takes a precision and a scale")
    end
  end

  defp named(name, token, tokens, _depth) when is_map_key(@lengths, name) do
    case arguments(tokens) do
      {[length], tokens} -> {checked({@lengths[name], length}, token), tokens}
      _other -> fail(token, "#{name} takes a length, as in #{name}(10)")
    end
  end

  defp named("time", token, tokens, _depth) do
    case arguments(tokens) do
      {[], tokens} -> {{:time, 6}, without_zone(tokens)}
      {[precision], tokens} -> {checked({:time, precision}, token), without_zone(tokens)}
      _more -> wrong(token, "time takes a precision, as in time(6)")
    end
  end

  defp named(name, token, tokens, _depth) when is_map_key(@timestamps, name) do
    {microseconds, precise} = @timestamps[name]

    case arguments(tokens) do
      {precision, tokens} when precision in [[], [6]] -> {microseconds, tokens}
      {[precision], tokens} -> {checked({precise, precision}, token), tokens}
      _more -> wrong(token, "#{name} takes a precision, as in #{name}(9)")
    end
  end

  defp named(name, token, tokens, _depth) when name in ["geometry", "geography"] do
    case arguments(tokens) do
      {[srid], tokens} -> {{String.to_existing_atom(name), srid}, tokens}
      _other -> fail(token, "#{name} takes an SRID or ANY, as in #{name}(4326)")
    end
  end

  defp named("timestamp", token, tokens, _depth) do
    case arguments(tokens) do
      {precision, tokens} when precision in [[], [6]] -> session_timestamp(tokens)
      _other -> wrong(token, "a precision goes with timestamp_ltz or timestamp_ntz")
    end
  end

  defp named(name, token, _tokens, _depth) when name in @not_sql,
    do: fail(token, unknown(token, name))

  defp named(name, token, tokens, _depth) do
    case Normalizer.named(name) do
      {:ok, type} -> {type, tokens}
      :error -> fail(token, unknown(token, name))
    end
  end

  defp unknown({_, word, _}, name) do
    hint = Options.did_you_mean(name, @structured ++ (Normalizer.names() -- @not_sql))
    "no Spark type is named #{inspect(word)}#{hint}"
  end

  defp session_timestamp(tokens) do
    case without_zone(tokens) do
      ^tokens -> {SessionTimestamp.mark(), tokens}
      rest -> {:timestamp_ntz, rest}
    end
  end

  defp without_zone([{:word, a, _}, {:word, b, _}, {:word, c, _} | rest] = tokens) do
    if Enum.map([a, b, c], &String.downcase/1) == ~w(without time zone), do: rest, else: tokens
  end

  defp without_zone(tokens), do: tokens

  defp interval([{:word, word, _} = token | rest] = tokens) do
    word = String.downcase(word)

    cond do
      is_map_key(@year_month, word) ->
        interval_to(:year_month_interval, @year_month, word, token, rest)

      is_map_key(@day_time, word) ->
        interval_to(:day_time_interval, @day_time, word, token, rest)

      true ->
        {:calendar_interval, tokens}
    end
  end

  defp interval(tokens), do: {:calendar_interval, tokens}

  defp interval_to(kind, fields, first, token, [{:word, to, _}, {:word, last, _} | rest] = tokens) do
    last = String.downcase(last)

    cond do
      String.downcase(to) != "to" or not is_map_key(fields, last) ->
        {{kind, fields[first], fields[first]}, tokens}

      first == last ->
        wrong(token, "an interval ends with a smaller unit than it begins with")

      true ->
        {checked({kind, fields[first], fields[last]}, token), rest}
    end
  end

  defp interval_to(kind, fields, first, _token, tokens),
    do: {{kind, fields[first], fields[first]}, tokens}

  defp collation([{:word, word, _}, {kind, name, _} | rest] = tokens)
       when kind in [:word, :quoted] do
    if String.downcase(word) == "collate", do: collation_name(name, rest), else: {:string, tokens}
  end

  defp collation(tokens), do: {:string, tokens}

  # A collation may be written with its catalog and schema; its name is the last part.
  defp collation_name(_name, [{:symbol, ".", _}, {kind, name, _} | rest])
       when kind in [:word, :quoted],
       do: collation_name(name, rest)

  defp collation_name(name, tokens), do: {{:string, String.upcase(name)}, tokens}

  defp arguments([{:symbol, "(", _} | tokens]), do: arguments(tokens, [])
  defp arguments(tokens), do: {[], tokens}

  defp arguments([{:word, word, _} = token | tokens], seen) do
    seen = [argument(word, token) | seen]

    case tokens do
      [{:symbol, ",", _} | tokens] -> arguments(tokens, seen)
      tokens -> {Enum.reverse(seen), expect(tokens, ")")}
    end
  end

  defp arguments([token | _], _seen), do: fail(token, "a number should stand here")

  defp argument(word, token) do
    case {Integer.parse(word), String.downcase(word)} do
      {{number, ""}, _} -> number
      {_, "any"} -> :any
      _other -> fail(token, "a number should stand here")
    end
  end

  defp checked(type, token) do
    Normalizer.normalize(type)
  rescue
    error in Error.Argument -> wrong(token, error.message)
  end

  defp expect([{:symbol, symbol, _} | tokens], symbol), do: tokens
  defp expect([token | _], symbol), do: fail(token, "#{symbol} should stand here")

  defp skip([{:symbol, symbol, _} | tokens], symbol), do: tokens
  defp skip(tokens, _symbol), do: tokens

  # What is wrong inside a type's parameters is wrong in every reading of the text.
  @spec wrong(tuple, String.t()) :: no_return
  defp wrong(token, problem), do: throw({:ddl_parameters, token, problem})

  @spec fail(tuple, String.t()) :: no_return
  defp fail(token, problem), do: throw({:ddl, token, problem})
end
