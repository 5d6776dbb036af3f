defmodule Mix.Tasks.SparkEx.Installing do
  @shortdoc "Writes the dependency on SparkEx into the documents"

  @moduledoc """
  Writes the dependency on SparkEx into README, guides and notebooks.

      mix spark_ex.installing

  `@hex_package` in mix.exs decides whether it is the git repository or a package on Hex. The
  task is part of the repository, not of the Hex package.
  """

  use Mix.Task

  alias SparkEx.Installing

  @impl Mix.Task
  def run([]), do: Enum.each(Installing.documents(), &write/1)

  defp write(path) do
    text = File.read!(path)

    case Installing.rewrite(text) do
      ^text -> :ok
      new -> File.write!(path, new)
    end
  end
end
