defmodule SparkEx.Plan do
  @moduledoc false
  # The plan as plain data: maps whose keys are the field names of the Spark Connect protos.
  #
  # A relation is a `spark.connect.Relation`, an expression a `spark.connect.Expression`. This
  # module has the constructors that all builders share, and the functions that walk a plan. The
  # native core checks the shape of each map against the protos.
  #
  # A relation gets its `plan_id` when it is made and keeps it wherever it is used. `df["x"]` refers
  # to its frame by this id, as in PySpark.
  #
  # Frames of several nodes can be combined, so each VM counts from a random number of 58 bits.

  alias SparkEx.CallSite

  @typedoc "A `spark.connect.Relation` as a map."
  @type relation :: %{
          required(:common) => %{required(:plan_id) => pos_integer, optional(:attached) => tuple},
          optional(atom) => map
        }

  @typedoc "A `spark.connect.Expression` as a map."
  @type expression :: %{optional(atom) => map}

  @typedoc "A message of a plan as a map, or a list of messages."
  @type tree :: map | [tree]

  @typedoc "`:cont` walks what is below a message, `:halt` does not."
  @type step(value) :: {:cont, value} | {:halt, value}

  @doc """
  Adds a new plan id to the fields of a relation.

      iex> relation = SparkEx.Plan.relation(%{range: %{start: 0, end: 10, step: 1}})
      iex> relation.range.end
      10
      iex> is_integer(relation.common.plan_id)
      true
  """
  @spec relation(map) :: relation
  def relation(fields), do: Map.put(fields, :common, %{plan_id: next_id()})

  @doc """
  Attaches a term to a relation that is not sent to the server: the process of an observation, or
  a finalizer that lives as long as the plan.

      iex> relation = SparkEx.Plan.relation(%{range: %{end: 10, step: 1}})
      iex> SparkEx.Plan.attach(relation, {:observation, "rows", self()}).common.attached
      {:observation, "rows", self()}
  """
  @spec attach(relation, tuple) :: relation
  def attach(relation, attached), do: put_in(relation, [:common, :attached], attached)

  @doc """
  A plan id that no other relation has, in this VM or another. It contacts no process.

      iex> SparkEx.Plan.next_id() < SparkEx.Plan.next_id()
      true
  """
  @spec next_id() :: pos_integer
  def next_id, do: first_id() + System.unique_integer([:positive, :monotonic])

  # With 58 bits an id is a small integer in the VM and fits an int64. Two processes may race to
  # draw the number: either will do.
  defp first_id do
    with nil <- :persistent_term.get(__MODULE__, nil) do
      <<first::58, _rest::6>> = :crypto.strong_rand_bytes(8)
      :persistent_term.put(__MODULE__, first)
      first
    end
  end

  @doc """
  The plan id of a relation.

      iex> SparkEx.Plan.id(%{common: %{plan_id: 7}, range: %{start: 0, end: 10, step: 1}})
      7
  """
  @spec id(relation) :: pos_integer
  def id(%{common: %{plan_id: id}}), do: id

  @doc """
  A column by name, resolved by the server (`Expression.UnresolvedAttribute`).

      iex> SparkEx.Plan.attribute("id")
      %{unresolved_attribute: %{unparsed_identifier: "id"}}

      iex> SparkEx.Plan.attribute("id", 7)
      %{unresolved_attribute: %{unparsed_identifier: "id", plan_id: 7}}
  """
  @spec attribute(String.t(), pos_integer | nil) :: expression
  def attribute(name, plan_id \\ nil)

  def attribute(name, nil),
    do: CallSite.put(%{unresolved_attribute: %{unparsed_identifier: name}}, "col")

  def attribute(name, plan_id) do
    CallSite.put(
      %{unresolved_attribute: %{unparsed_identifier: name, plan_id: plan_id}},
      "col"
    )
  end

  @doc """
  A call of a function by name (`Expression.UnresolvedFunction`).

      iex> SparkEx.Plan.function("sum", [SparkEx.Plan.attribute("x")], is_distinct: true)
      %{unresolved_function: %{function_name: "sum", is_distinct: true,
        arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}]}}
  """
  @spec function(String.t(), [expression], keyword) :: expression
  def function(name, arguments, fields \\ []) do
    call = Map.new([function_name: name, arguments: arguments] ++ fields)
    CallSite.put(%{unresolved_function: call}, name)
  end

  @doc """
  Rewrites the messages of a plan, outermost first.

  The function returns `{:cont, message}` to rewrite what is below the new message, and
  `{:halt, message}` to leave it as it is. Structs are values of the plan, not messages: they are
  not walked, nor is what relations have in common.

      iex> plan = %{limit: %{limit: 3, input: %{range: %{end: 10}}}}
      iex> SparkEx.Plan.prewalk(plan, fn
      ...>   %{end: _} = range -> {:halt, %{range | end: 20}}
      ...>   message -> {:cont, message}
      ...> end)
      %{limit: %{limit: 3, input: %{range: %{end: 20}}}}
  """
  @spec prewalk(term, (map -> step(map))) :: term
  def prewalk(struct, _function) when is_struct(struct), do: struct

  def prewalk(%{} = message, function) do
    case function.(message) do
      {:cont, message} -> Map.new(message, &prewalk_field(&1, function))
      {:halt, message} -> message
    end
  end

  def prewalk(list, function) when is_list(list), do: Enum.map(list, &prewalk(&1, function))
  def prewalk(value, _function), do: value

  defp prewalk_field({:common, _common} = field, _function), do: field
  defp prewalk_field({key, value}, function), do: {key, prewalk(value, function)}

  @doc """
  Folds the messages of a plan, outermost first.

  The function returns `{:cont, acc}` to go on below a message, and `{:halt, acc}` to leave out
  what is below it. It walks what `prewalk/2` does.

      iex> plan = %{limit: %{limit: 3, input: %{range: %{end: 10}}}}
      iex> SparkEx.Plan.reduce(plan, [], fn message, keys -> {:cont, keys ++ Map.keys(message)} end)
      [:limit, :input, :limit, :range, :end]
  """
  @spec reduce(term, acc, (map, acc -> step(acc))) :: acc when acc: term
  def reduce(struct, acc, _function) when is_struct(struct), do: acc

  def reduce(%{} = message, acc, function) do
    case function.(message, acc) do
      {:cont, acc} -> message |> values() |> reduce(acc, function)
      {:halt, acc} -> acc
    end
  end

  def reduce(list, acc, function) when is_list(list),
    do: Enum.reduce(list, acc, &reduce(&1, &2, function))

  def reduce(_value, acc, _function), do: acc

  @doc """
  Whether a function returns `true` for a message of a plan.

      iex> plan = %{limit: %{limit: 3, input: %{range: %{end: 10}}}}
      iex> SparkEx.Plan.any?(plan, &is_map_key(&1, :range))
      true
  """
  @spec any?(term, (map -> boolean)) :: boolean
  def any?(struct, _function) when is_struct(struct), do: false

  def any?(%{} = message, function),
    do: function.(message) or message |> values() |> any?(function)

  def any?(list, function) when is_list(list), do: Enum.any?(list, &any?(&1, function))
  def any?(_value, _function), do: false

  defp values(message), do: message |> Map.delete(:common) |> Map.values()
end
