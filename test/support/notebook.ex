defmodule SparkEx.Notebook do
  @moduledoc """
  A notebook as the code that Livebook would run: its Elixir cells in their order, without the setup
  cell and without those that are only shown (`force_markdown`).
  """

  @fence ~S"(<!-- livebook:[^\n]*-->\s*)?^```elixir\n(.*?)^```$"

  @libraries [Explorer: Explorer, VegaLite: VegaLite, Kino: Kino, "SparkEx.Livebook": Kino]

  @doc "The cells of a notebook, the setup cell first."
  @spec cells(Path.t()) :: [String.t()]
  def cells(path) do
    for [_, mark, code] <- Regex.scan(Regex.compile!(@fence, "ms"), File.read!(path)),
        not String.contains?(mark, "force_markdown"),
        do: code
  end

  @doc "Whether all libraries that a cell names are here."
  @spec runs_here?(String.t()) :: boolean
  def runs_here?(cell) do
    Enum.all?(@libraries, fn {name, module} ->
      not (cell =~ ~r/\b#{Regex.escape(to_string(name))}\./) or Code.ensure_loaded?(module)
    end)
  end

  @doc "Evaluates cells in one binding and one environment; gives out the value of each."
  @spec evaluate([String.t()], Path.t()) :: [term]
  def evaluate(cells, path) do
    env = %{Code.env_for_eval(file: path) | module: nil}

    {values, _state} =
      Enum.map_reduce(cells, {[], env}, fn cell, {binding, env} ->
        quoted = Code.string_to_quoted!(cell, file: path)
        {value, binding, env} = Code.eval_quoted_with_env(quoted, binding, env)
        {value, {binding, env}}
      end)

    values
  end
end
