defmodule SparkEx.Connect.RowStructs do
  @moduledoc false
  # Rows as structs. Ecto schemas load their own values.

  alias SparkEx.Error

  @type result(value) :: {:ok, value} | {:error, Error.Decode.t()}
  @type builder :: ([[term]] -> result([struct]))

  @doc "A function that makes structs of rows with columns of these names."
  @spec builder(module, [String.t()]) :: result(builder)
  def builder(module, names) do
    keys = keys(module)

    with :ok <- check_columns(names, keys, module),
         :ok <- check_enforced(for(name <- names, do: keys[name]), module) do
      if schema?(module),
        do: {:ok, &load(&1, module, names)},
        else: {:ok, &structs(&1, module, for(name <- names, do: keys[name]))}
    end
  end

  defp schema?(module), do: function_exported?(module, :__schema__, 1)

  # The column of a field may have another name, its source.
  defp keys(module) do
    if schema?(module) do
      for field <- module.__schema__(:fields), into: %{} do
        {Atom.to_string(module.__schema__(:field_source, field)), field}
      end
    else
      for key <- Map.keys(module.__struct__()), key != :__struct__, into: %{} do
        {Atom.to_string(key), key}
      end
    end
  end

  defp check_columns(names, keys, module) do
    case Enum.reject(names, &is_map_key(keys, &1)) do
      [] ->
        :ok

      unknown ->
        known = keys |> Map.keys() |> Enum.sort() |> Enum.join(", ")

        error(
          "#{inspect(module)} has no key for the columns #{quoted(unknown)}: leave them out or " <>
            "rename them (select/2, with_column_renamed/3). Its keys: #{known}"
        )
    end
  end

  # Only `struct!/2` knows which keys are enforced.
  defp check_enforced(keys, module) do
    struct!(module, for(key <- keys, do: {key, nil}))
    :ok
  rescue
    exception in ArgumentError ->
      error("columns for #{inspect(module)} are missing: #{Exception.message(exception)}")
  end

  defp structs(rows, module, keys) do
    template = module.__struct__()

    {:ok,
     for(row <- rows, do: keys |> Enum.zip(row) |> Map.new() |> then(&Map.merge(template, &1)))}
  end

  defp load(rows, module, names) do
    {:ok,
     for(row <- rows, do: Ecto.embedded_load(module, names |> Enum.zip(row) |> Map.new(), :json))}
  rescue
    exception in ArgumentError -> error(Exception.message(exception))
  end

  defp quoted(names), do: Enum.map_join(names, ", ", &inspect/1)

  defp error(text), do: {:error, %Error.Decode{text: text}}
end
