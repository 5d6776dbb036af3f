defmodule SparkEx.Python.Loader do
  @moduledoc false
  # Functions as pickle values: a call that builds them from their text on the worker.

  alias SparkEx.{Error, Python}
  alias SparkEx.Python.{Pickle, Source, Wrapped}

  @typedoc "What the workers call."
  @type callee :: Python.t() | Wrapped.t()

  @source Path.join([__DIR__, "..", "..", "..", "priv", "python", "load.py"])
  @external_resource @source

  # Each function carries this text, so it has no comments.
  @load @source
        |> File.read!()
        |> String.split("\n")
        |> Enum.reject(&(&1 =~ ~r/^\s*(#.*)?$/))
        |> Enum.join("\n")

  @evaluate "(exec(compile(load, '<spark_ex>', 'exec'), d := {}), d['load'](text, name, file, line))[1]"

  @doc """
  The name of the function in Python.

      iex> SparkEx.Python.Loader.name(SparkEx.Python.new("lambda x: x"))
      "<lambda>"
  """
  @spec name(callee) :: String.t()
  def name(%Python{name: name}), do: name || "<lambda>"
  def name(%Wrapped{name: name}), do: name

  @doc "Raises if a text defines several names and none is chosen."
  @spec named!(callee) :: callee
  def named!(%Python{name: nil, source: text} = function) do
    case Source.definitions(text) do
      [] ->
        function

      names ->
        raise Error.Argument,
              "the Python text defines #{Enum.join(names, ", ")}: choose one with name: …"
    end
  end

  def named!(%Wrapped{} = function), do: function

  def named!(%Python{} = function), do: function

  @doc "The function as a value of a pickle."
  @spec value(callee) :: Pickle.value()
  def value(%Python{source: {module, name}}), do: Pickle.global(module, name)

  def value(%Wrapped{value: value}), do: value

  def value(%Python{source: text} = function) do
    scope = %{
      "load" => @load,
      "text" => text,
      "name" => function.name,
      "file" => function.file || anonymous(function),
      "line" => function.line
    }

    Pickle.call(Pickle.global("builtins", "eval"), [@evaluate, scope])
  end

  # Texts without a file get unique names, so that tracebacks show the right lines.
  defp anonymous(%{name: name, source: text}) do
    hash = :md5 |> :crypto.hash(text) |> Base.encode16(case: :lower) |> binary_part(0, 8)
    "<#{name || "lambda"} #{hash}>"
  end
end
