defmodule SparkEx.Notebook do
  @moduledoc """
  The Elixir code of Markdown files: the cells of a notebook as Livebook runs them, and the
  snippets of a guide.

  A cell that is not meant to run has a mark before it: Livebook's own `force_markdown`, or
  `<!-- not run -->` in a guide.
  """

  @fence ~S"(<!-- [^\n]*-->\s*)?^```elixir\n(.*?)^```$(?:\s*^```text\n(.*?)^```$)?"

  # Parts of code, and the module of the library that they need.
  @libraries [
    {"Explorer.", Explorer},
    {"VegaLite.", VegaLite},
    {"Kino.", Kino},
    {"telemetry.attach(", :telemetry},
    {"telemetry.detach(", :telemetry},
    {"GenStage.", GenStage},
    {"Broadway.", Broadway},
    {"MyApp.Import.", Broadway},
    {"Oban.", Oban.Worker},
    {"SparkEx.Livebook.", Kino},
    {"Livebook.live_chart(x:", Kino.VegaLite}
  ]

  @typedoc "A cell's code, and the text block after it, which shows the cell's output."
  @type snippet :: {code :: String.t(), output :: String.t() | nil}

  @doc "Returns the snippets of a file that are meant to run."
  @spec snippets(Path.t()) :: [snippet]
  def snippets(path) do
    for {mark, code, output} <- blocks(path), not marked?(mark), do: {code, output}
  end

  @doc "Returns the code of the snippets that are only shown."
  @spec shown(Path.t()) :: [String.t()]
  def shown(path), do: for({mark, code, _output} <- blocks(path), marked?(mark), do: code)

  defp blocks(path) do
    for [_all, mark, code | output] <-
          Regex.scan(Regex.compile!(@fence, "ms"), File.read!(path)),
        do: {mark, code, List.first(output)}
  end

  defp marked?(mark), do: String.contains?(mark, ["force_markdown", "not run"])

  @doc "Returns the cells of a notebook, the setup cell first."
  @spec cells(Path.t()) :: [String.t()]
  def cells(path), do: for({code, _output} <- snippets(path), do: code)

  @doc "Returns whether all libraries that a cell names are loaded."
  @spec runs_here?(String.t()) :: boolean
  def runs_here?(cell) do
    Enum.all?(@libraries, fn {code, module} ->
      not (cell =~ ~r/\b#{Regex.escape(code)}/) or Code.ensure_loaded?(module)
    end)
  end

  @doc """
  Evaluates cells one after the other, with one binding and one environment.

  Returns the value of each and what it printed.
  """
  @spec evaluate([String.t()], Path.t(), keyword) :: [{term, String.t()}]
  def evaluate(cells, path, binding \\ []) do
    env = %{Code.env_for_eval(file: path) | module: nil}

    {results, _state} =
      Enum.map_reduce(cells, {binding, env}, fn cell, {binding, env} ->
        quoted = Code.string_to_quoted!(cell, file: path)

        {{value, binding, env}, output} =
          ExUnit.CaptureIO.with_io(fn -> Code.eval_quoted_with_env(quoted, binding, env) end)

        {{value, output}, {binding, env}}
      end)

    results
  end
end
