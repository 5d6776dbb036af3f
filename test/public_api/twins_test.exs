defmodule SparkEx.PublicAPI.TwinsTest do
  @moduledoc """
  Every function that returns `{:error, exception}` has a twin that raises, as `collect/2` has
  `collect!/2`. One that returns `{:ok, boolean}` also has a twin that ends in `?`, as
  `is_empty/2` has `empty?/2`.
  """

  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, PublicAPI}

  # Functions without a twin, with the reason.
  @exceptions %{start_link: "a supervisor wants the tuple"}

  test "every public function that may return an error has a twin" do
    lacking =
      for module <- PublicAPI.modules(),
          function <- failing(module),
          Enum.all?(twins(function), &(&1 not in module.__info__(:functions))),
          do: {module, function}

    assert lacking == []
  end

  test "specs tell which functions may return an error, also through types of other modules" do
    for function <- [:collect, :show, :create_temp_view, :is_empty],
        do: assert(function in (DataFrame |> failing() |> Enum.map(&elem(&1, 0))))

    refute :filter in (DataFrame |> failing() |> Enum.map(&elem(&1, 0)))
    assert {:set_current_catalog, 2, :value} in failing(SparkEx.Catalog)
    assert {:table_exists, 3, :boolean} in failing(SparkEx.Catalog)
    assert {:parquet, 2, :value} in failing(SparkEx.Writer)
  end

  # One entry for each arity that default arguments give.
  defp failing(module) do
    functions = module.__info__(:functions)

    for {{name, arity}, returned} <- PublicAPI.returns(module),
        Enum.any?(returned, &error?/1),
        not String.ends_with?(Atom.to_string(name), "!"),
        not is_map_key(@exceptions, name),
        documented?(module, name, arity),
        lesser <- lesser(module, name, arity),
        {name, lesser} in functions,
        do: {name, lesser, if(Enum.any?(returned, &boolean?/1), do: :boolean, else: :value)}
  end

  defp documented?(module, name, arity) do
    {:docs_v1, _, _, _, _, _, entries} = Code.fetch_docs(module)

    Enum.any?(entries, fn {function, _, _, doc, _} ->
      function == {:function, name, arity} and doc != :hidden
    end)
  end

  defp lesser(module, name, arity) do
    {:docs_v1, _, _, _, _, _, entries} = Code.fetch_docs(module)
    {_, _, _, _, metadata} = List.keyfind(entries, {:function, name, arity}, 0)
    (arity - Map.get(metadata, :defaults, 0))..arity
  end

  defp error?({:type, _, :tuple, [{:atom, _, :error} | _]}), do: true
  defp error?(_type), do: false

  defp boolean?({:type, _, :tuple, [{:atom, _, :ok}, {:type, _, :boolean, []}]}), do: true
  defp boolean?(_type), do: false

  defp twins({name, arity, :value}), do: [{:"#{name}!", arity}]

  defp twins({name, arity, :boolean}) do
    question = name |> Atom.to_string() |> String.replace(~r/(^|_)is_/, "\\1")
    [{:"#{question}?", arity} | twins({name, arity, :value})]
  end
end
