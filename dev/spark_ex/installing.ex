defmodule SparkEx.Installing do
  @moduledoc """
  The dependency that documents tell users to add.

  `@hex_package` of mix.exs decides it. As long as it is `nil`, no release is published and the
  dependency is the git repository; afterwards it is the package of that name. The name `spark_ex`
  on Hex belongs to another client.
  """

  # A path is a checkout of the reader's own.
  @dependency ~r/\{:spark_ex, +(?:git:|github:|"[~>=])[^}]*\}/

  @doc """
  Returns the dependency as source text.

      iex> SparkEx.Installing.dependency(hex_package: nil, source_url: "https://example.com/x")
      ~S|{:spark_ex, git: "https://example.com/x"}|
      iex> SparkEx.Installing.dependency(hex_package: :spark_ex_connect, version: "0.2.1")
      ~S|{:spark_ex, "~> 0.2", hex: :spark_ex_connect}|

  """
  @spec dependency(keyword) :: String.t()
  def dependency(project \\ Mix.Project.config()) do
    case project[:hex_package] do
      nil ->
        ~s({:spark_ex, git: "#{project[:source_url]}"})

      name ->
        ~s({:spark_ex, "~> #{minor(project[:version])}", hex: #{inspect(name)}})
    end
  end

  defp minor(version), do: version |> String.split(".") |> Enum.take(2) |> Enum.join(".")

  @doc "Returns the dependencies on a published or fetched SparkEx that a text names."
  @spec named(String.t()) :: [String.t()]
  def named(text), do: for([dependency] <- Regex.scan(@dependency, text), do: dependency)

  @doc "Returns a text with the dependency that is right for a project."
  @spec rewrite(String.t(), keyword) :: String.t()
  def rewrite(text, project \\ Mix.Project.config()),
    do: String.replace(text, @dependency, dependency(project))

  @doc "Returns the documents of the repository that may name the dependency."
  @spec documents() :: [Path.t()]
  def documents,
    do: Enum.flat_map(~w(*.md guides/*.{md,cheatmd} livebook/*.livemd), &Path.wildcard/1)
end
