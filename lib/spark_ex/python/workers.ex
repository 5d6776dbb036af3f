defmodule SparkEx.Python.Workers do
  @moduledoc false
  # The Python of a server's workers. The session's process asks for it once and keeps it.

  alias SparkEx.{Error, Plan, Python, Session}
  alias SparkEx.Connect.{ResultDecoder, SessionHandle}
  alias SparkEx.Python.{Command, UDF}

  @enforce_keys [:version]
  defstruct [:version, :pandas, :pyarrow]

  @typedoc "Versions; `nil` for a package that is missing."
  @type t :: %__MODULE__{
          version: String.t(),
          pandas: String.t() | nil,
          pyarrow: String.t() | nil
        }

  # No Python has this version, so the error of the workers reports theirs.
  @unknown "0.0"

  # The messages of Spark and of Sail.
  @mismatch ~r/(?:different version: |does not match the Python version at runtime \()(\d+\.\d+)/

  @describe """
  def describe(row):
      import sys
      from importlib.util import find_spec
      from importlib.metadata import version
      found = ["%d.%d" % sys.version_info[:2]]
      for name in ("pandas", "pyarrow"):
          try:
              found.append(version(name) if find_spec(name) else "")
          except Exception:
              found.append("")
      return ",".join(found)
  """

  @doc "Returns the workers of the session's server."
  @spec get(SessionHandle.t()) :: {:ok, t} | {:error, Exception.t()}
  def get(%SessionHandle{} = handle) do
    case Session.python_workers(handle.session) do
      {:ok, %__MODULE__{} = workers} -> {:ok, workers}
      {:ok, version} -> ask(handle, version || @unknown)
      {:error, exception} -> {:error, exception}
    end
  end

  defp ask(handle, version) do
    with {:ok, workers} <- describe(handle, version),
         :ok <- Session.put_python_workers(handle.session, workers),
         do: {:ok, workers}
  end

  defp describe(handle, version) do
    handle = %{handle | progress_handlers: []}

    case ResultDecoder.collect(handle, query(version), [as: :lists], "describe/2") do
      {:ok, [[found]]} -> {:ok, parse(found)}
      {:error, error} -> retry(handle, version, error)
    end
  end

  defp retry(handle, @unknown, %Error.Remote{text: text} = error) do
    case Regex.run(@mismatch, text) do
      [_, version] -> describe(handle, version)
      nil -> {:error, error}
    end
  end

  defp retry(_handle, version, %Error.Remote{text: text} = error) do
    hint =
      if text =~ @mismatch,
        do:
          "The option :python of SparkEx.connect/1 is #{inspect(version)}; without it, a query " <>
            "finds the version."

    {:error, %{error | hint: hint || error.hint}}
  end

  defp retry(_handle, _version, error), do: {:error, error}

  # The message is complete, so sending it needs no workers.
  defp query(version) do
    udf = Python.udf(@describe, use_arrow: false)

    message =
      Command.message(
        Command.udf(udf.function, :string, :row),
        %__MODULE__{version: version},
        :timestamp
      )

    range = Plan.relation(%{range: %{start: 0, end: 1, step: 1, num_partitions: 1}})
    call = %{UDF.inline(udf, [Plan.attribute("id")]) | python_udf: message}

    Plan.relation(%{
      project: %{input: range, expressions: [%{common_inline_user_defined_function: call}]}
    })
  end

  defp parse(found) do
    [version, pandas, pyarrow] = String.split(found, ",")
    %__MODULE__{version: version, pandas: installed(pandas), pyarrow: installed(pyarrow)}
  end

  defp installed(""), do: nil
  defp installed(version), do: version

  @doc """
  Returns the installed packages.

      iex> SparkEx.Python.Workers.packages(%SparkEx.Python.Workers{version: "3.11", pyarrow: "21.0.0"})
      [:pyarrow]
  """
  @spec packages(t) :: [:pandas | :pyarrow]
  def packages(workers), do: for(name <- [:pandas, :pyarrow], Map.fetch!(workers, name), do: name)

  @doc """
  Checks that the workers have the packages.

      iex> workers = %SparkEx.Python.Workers{version: "3.11"}
      iex> {:error, error} = SparkEx.Python.Workers.check(workers, [:pyarrow])
      iex> Exception.message(error)
      "the server's Python 3.11 has no pyarrow, which this kind of function needs"
  """
  @spec check(t, [:pandas | :pyarrow]) :: :ok | {:error, Error.Remote.t()}
  def check(workers, packages) do
    case packages -- packages(workers) do
      [] ->
        :ok

      missing ->
        text =
          "the server's Python #{workers.version} has no #{Enum.join(missing, " and no ")}, " <>
            "which this kind of function needs"

        {:error, %Error.Remote{error_class: "PACKAGE_NOT_INSTALLED", text: text}}
    end
  end
end
