defmodule SparkEx.LocalServer.Sail do
  @moduledoc false
  # Sail, a server of the same protocol without a JVM, from the Python package pysail.

  @behaviour SparkEx.LocalServer.Engine

  alias SparkEx.LocalServer.{Command, Python}

  @impl true
  def options, do: []

  @impl true
  def command(options, _directory) do
    with {:ok, [executable | arguments]} <- sail(options) do
      {:ok,
       %Command{
         executable: executable,
         arguments: arguments ++ ["spark", "server", "--port", Integer.to_string(options[:port])],
         # The level at which Sail says where it listens.
         environment: %{"RUST_LOG" => "warn,sail_cli=info"},
         listening: ~r/Spark Connect server on .*:(\d+)/
       }}
    end
  end

  @impl true
  def installed(options), do: with({:ok, _command} <- sail(options), do: :ok)

  defp sail(options) do
    installed = if not Python.named?(options), do: System.find_executable("sail")
    if installed, do: {:ok, [installed]}, else: sail_of_python(options)
  end

  defp sail_of_python(options) do
    with {:ok, python} <- Python.find(options),
         {:ok, _folder} <- Python.package(python, "pysail") do
      {:ok, [python, "-m", "pysail"]}
    else
      {:error, reason} ->
        {:error,
         "no Sail was found: #{reason}. Put `sail` on the PATH, or set SPARK_EX_PYTHON or the " <>
           "option :python to a Python with pysail in it (`pip install pysail`)"}
    end
  end
end
