defmodule SparkEx.Python.Loader do
  @moduledoc false
  # Functions as values of a pickle: a call that makes them on the worker, of their text.

  alias SparkEx.{Error, Python}
  alias SparkEx.Python.{Pickle, Source, Wrapped}

  @typedoc "What the workers call."
  @type callee :: Python.t() | Wrapped.t()

  @source Path.join([__DIR__, "..", "..", "..", "priv", "python", "load.py"])
  @external_resource @source

  # Each function carries the text, so it has no comments.
  @load @source
        |> File.read!()
        |> String.split("\n")
        |> Enum.reject(&(&1 =~ ~r/^\s*(#.*)?$/))
        |> Enum.join("\n")

  @evaluate "(exec(compile(load, '<spark_ex>', 'exec'), d := {}), d['load'](text, name, file, line))[1]"

  @doc """
  The function as Python knows it.

      iex> SparkEx.Python.Loader.name(SparkEx.Python.new("lambda x: x"))
      "<lambda>"
  """
  @spec name(callee) :: String.t()
  def name(%Python{name: name}), do: name || "<lambda>"
  def name(%Wrapped{name: name}), do: name

  @doc "Raises where a text defines several names and none is chosen."
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

  # Texts without a file have different names, so that each is shown with its own lines.
  defp anonymous(%{name: name, source: text}) do
    hash = :md5 |> :crypto.hash(text) |> Base.encode16(case: :lower) |> binary_part(0, 8)
    "<#{name || "lambda"} #{hash}>"
  end
end
