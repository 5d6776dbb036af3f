defmodule SparkEx.PublicAPI do
  @moduledoc """
  The public modules, and the return types of their functions.
  """

  @doc "Lists the documented modules of lib, without implementations of protocols."
  @spec modules() :: [module]
  def modules do
    {:ok, modules} = :application.get_key(:spark_ex, :modules)

    for module <- modules,
        Code.ensure_loaded?(module),
        not function_exported?(module, :__impl__, 1),
        in_lib?(to_string(module.module_info(:compile)[:source])),
        not match?({_, _, _, _, :hidden, _, _}, Code.fetch_docs(module)),
        do: module
  end

  # A build that was copied has the paths of another checkout.
  defp in_lib?(source) do
    case Regex.run(~r{.*/(lib/.+)$}, source, capture: :all_but_first) do
      [path] -> File.exists?(path)
      nil -> false
    end
  end

  @doc "Returns the functions of a module that have specs, with the specs in Erlang's form."
  @spec specs(module) :: [{{atom, arity}, [tuple]}]
  def specs(module) do
    case Code.Typespec.fetch_specs(module) do
      {:ok, specs} -> specs
      :error -> []
    end
  end

  @doc "Returns the members of each function's return type."
  @spec returns(module) :: [{{atom, arity}, [tuple]}]
  def returns(module) do
    for {function, specs} <- specs(module),
        do: {function, Enum.flat_map(specs, &(&1 |> result() |> members(module)))}
  end

  defp result({:type, _, :bounded_fun, [spec, _constraints]}), do: result(spec)
  defp result({:type, _, :fun, [_arguments, result]}), do: result

  defp members({:type, _, :union, types}, module), do: Enum.flat_map(types, &members(&1, module))
  defp members({:ann_type, _, [_name, type]}, module), do: members(type, module)

  defp members({:user_type, _, name, arguments} = type, module),
    do: named(type, module, name, arguments)

  defp members({:remote_type, _, [{:atom, _, module}, {:atom, _, name}, arguments]} = type, _in),
    do: named(type, module, name, arguments)

  defp members(type, _module), do: [type]

  defp named(type, module, name, arguments) do
    with {:ok, types} <- Code.Typespec.fetch_types(module),
         {definition, variables} <- Enum.find_value(types, &definition(&1, name, arguments)) do
      names = for {:var, _, name} <- variables, do: name
      definition |> bind(names |> Enum.zip(arguments) |> Map.new()) |> members(module)
    else
      _unknown -> [type]
    end
  end

  defp definition({_kind, {name, definition, variables}}, name, arguments)
       when length(variables) == length(arguments),
       do: {definition, variables}

  defp definition(_type, _name, _arguments), do: nil

  defp bind({:var, _, name} = variable, bound), do: Map.get(bound, name, variable)
  defp bind(list, bound) when is_list(list), do: Enum.map(list, &bind(&1, bound))

  defp bind(tuple, bound) when is_tuple(tuple),
    do: tuple |> Tuple.to_list() |> bind(bound) |> List.to_tuple()

  defp bind(other, _bound), do: other
end
