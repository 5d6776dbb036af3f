defmodule SparkEx.DataFrame.SQLText do
  @moduledoc false
  # SQL text with its arguments as a relation. Values are sent beside the text. Frames are named
  # in it as `{name}`; the server makes views of them while it analyzes the text (PySpark's
  # SQLStringFormatter). PlanEncoder.Views names the views when the plan is sent.

  alias SparkEx.{Column, DataFrame, Error, Literal, Plan}
  alias SparkEx.DataFrame.{Names, Subquery}

  @doc """
  The relation of a SQL text, with the frames that the text or its arguments refer to.
  """
  @spec relation(DataFrame.session(), String.t(), list | map) :: Plan.relation()
  def relation(session, query, arguments) do
    query = Names.text!(query, "SQL")
    {frames, arguments} = arguments |> unwrap_args(query) |> frames()
    views = for {name, frame} <- frames, do: view(session, query, name, frame)

    %{sql: Map.put(arguments(arguments), :query, query)}
    |> Subquery.plan(session)
    |> with_views(views)
  end

  # PySpark's keyword argument `args`, unless the text has a parameter of that name.
  defp unwrap_args([args: arguments], query) when is_list(arguments) or is_map(arguments),
    do: if(query =~ ~r/:args\b/, do: [args: arguments], else: arguments)

  defp unwrap_args(arguments, _query), do: arguments

  defp with_views(relation, []), do: relation

  defp with_views(%{with_relations: %{references: asked}} = relation, views),
    do: put_in(relation.with_relations.references, views ++ asked)

  defp with_views(sql, views),
    do: Plan.relation(%{with_relations: %{root: sql, references: views}})

  defp view(session, query, name, frame) do
    name = Names.name!(name, "the name of a frame in SQL")
    DataFrame.in_session!(frame, session)

    if not String.contains?(query, "{#{name}}"),
      do: raise(Error.Argument, "the SQL text names no {#{name}}, for which a frame is given")

    Plan.relation(%{subquery_alias: %{input: frame.plan, alias: name}})
  end

  defp frames(arguments)
       when (is_list(arguments) and length(arguments) >= 0) or
              (is_map(arguments) and not is_struct(arguments)) do
    with true <- named?(arguments),
         {[_ | _] = frames, others} <-
           Enum.split_with(arguments, fn {_name, value} -> is_struct(value, DataFrame) end) do
      {frames, Map.new(others)}
    else
      _none -> {[], arguments}
    end
  end

  defp frames(arguments) do
    raise Error.Argument,
          "arguments of SQL are a list (for ?) or a map or keyword list (for :name), got: " <>
            inspect(arguments)
  end

  defp arguments(arguments) do
    cond do
      Enum.empty?(arguments) -> %{}
      named?(arguments) -> %{named_arguments: Map.new(arguments, &named_argument/1)}
      true -> %{pos_arguments: Enum.map(arguments, &argument/1)}
    end
  end

  # `[binary: <<0>>]` is a list of one literal, `{:binary, <<0>>}`.
  defp named?(arguments) do
    is_map(arguments) or
      (Keyword.keyword?(arguments) and not Enum.all?(arguments, &Literal.tagged?/1))
  end

  defp named_argument({name, value}),
    do: {Names.name!(name, "a parameter of SQL"), argument(value)}

  # Spark refuses an argument in which it would have to cast, such as the call array(1, NULL); a
  # literal of the whole list needs no cast.
  defp argument(values) when is_list(values) do
    if columns?(values),
      do: Column.value_expr(values),
      else: Literal.expression(values)
  end

  defp argument(%DataFrame{}),
    do: raise(Error.Argument, "a frame is given to SQL by its name, for {name} in the text")

  defp argument(value), do: Column.value_expr(value)

  defp columns?(values) when is_list(values), do: Enum.any?(values, &columns?/1)
  defp columns?(value), do: is_struct(value, Column)
end
