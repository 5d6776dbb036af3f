defmodule SparkEx.Python.PickleTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, TestPython}
  alias SparkEx.Python.Pickle

  doctest Pickle

  @rounds 300

  # Reads base64 pickles, one per line, and prints their values as Elixir terms.
  @unpickle """
  import base64, pickle, sys

  def text(value):
      if value is None: return "nil"
      if value is True: return "true"
      if value is False: return "false"
      if isinstance(value, int): return str(value)
      if isinstance(value, float): return "{:float, %d}" % __import__("struct").unpack(">Q", __import__("struct").pack(">d", value))
      if isinstance(value, str): return '{:text, "%s"}' % base64.b64encode(value.encode()).decode()
      if isinstance(value, tuple): return "{:tuple, [%s]}" % ",".join(map(text, value))
      if isinstance(value, list): return "[%s]" % ",".join(map(text, value))
      if isinstance(value, dict):
          return "%%{%s}" % ",".join("%s => %s" % (text(k), text(v)) for k, v in value.items())
      return "{:other, %r}" % str(value)

  for line in sys.stdin:
      print(text(pickle.loads(base64.b64decode(line))))
  """

  @tag :python
  test "Python reads the written pickles" do
    :rand.seed(:exsss, ExUnit.configuration()[:seed])
    values = edges() ++ for _ <- 1..@rounds, do: value(4)
    assert values |> unpickle() |> Enum.zip(values) |> Enum.reject(&same?/1) == []
  end

  @tag :python
  test "imports globals and makes calls" do
    upper = Pickle.global("builtins", "str.upper")
    power = Pickle.global("math", "pow")
    twice = Pickle.call(upper, ["añ"])

    assert unpickle([twice, {Pickle.call(power, [2, 3])}]) == [
             {:text, "AÑ"},
             {:tuple, [float(8.0)]}
           ]
  end

  # Below protocol 3, unpicklers rename the modules of Python 2.
  @tag :python
  @tag :tmp_dir
  test "keeps the name of a module that Python 2 had too", %{tmp_dir: folder} do
    File.write!(Path.join(folder, "commands.py"), "def run(x):\n    return x + 1\n")
    call = Pickle.call(Pickle.global("commands", "run"), [41])
    assert unpickle([call], [{"PYTHONPATH", folder}]) == [42]
  end

  test "rejects terms without a Python equivalent and invalid names" do
    for value <- [:atom, self(), ~D[2026-01-01], <<0xFF>>, [1 | <<0xFF>>] |> List.wrap() |> tl()] do
      assert_raise Error.Argument, fn -> Pickle.dump({value}) end
    end

    for name <- ["os\nsystem", "", "a..b", "1a", :os, "a b"] do
      assert_raise Error.Argument, ~r/expected a name in Python/, fn ->
        Pickle.dump(Pickle.global(name, "x"))
      end
    end
  end

  defp same?({read, value}), do: read == expected(value)

  defp expected(value) when is_float(value), do: float(value)
  defp expected(value) when is_binary(value), do: {:text, value}
  defp expected(value) when is_list(value), do: Enum.map(value, &expected/1)

  defp expected(value) when is_tuple(value),
    do: {:tuple, value |> Tuple.to_list() |> Enum.map(&expected/1)}

  defp expected(value) when is_map(value),
    do: Map.new(value, fn {key, item} -> {expected(key), expected(item)} end)

  defp expected(value), do: value

  # The bits distinguish 0.0 from -0.0.
  defp float(value) do
    <<bits::64>> = <<value::float-big-64>>
    {:float, bits}
  end

  defp unpickle(values, env \\ []) do
    lines = Enum.map_join(values, "\n", &(&1 |> Pickle.dump() |> Base.encode64()))

    for line <- @unpickle |> TestPython.run!(lines, env) |> String.split("\n", trim: true) do
      {value, _binding} = Code.eval_string(line)
      decoded(value)
    end
  end

  defp decoded({:text, base64}), do: {:text, Base.decode64!(base64)}
  defp decoded({:tuple, items}), do: {:tuple, Enum.map(items, &decoded/1)}
  defp decoded(list) when is_list(list), do: Enum.map(list, &decoded/1)

  defp decoded(map) when is_map(map),
    do: Map.new(map, fn {key, item} -> {decoded(key), decoded(item)} end)

  defp decoded(value), do: value

  defp edges do
    powers =
      for bits <- [7, 8, 15, 16, 31, 32, 63, 64, 127, 2039, 2040, 2047, 2048, 5000], do: 2 ** bits

    integers = Enum.flat_map(powers, &[&1 - 1, &1, &1 + 1, -&1 - 1, -&1, -&1 + 1])

    texts = [
      "",
      "ünï \u{1F600} \u2028",
      ~S(a\b\\n "double" 'single' """three"""),
      "tab\tnull\0 CRLF\r\n CR\r LF\n",
      String.duplicate("x", 1_048_576)
    ]

    floats = [0.0, -0.0, 1.5, -1.0e308, 5.0e-324, 1.7976931348623157e308]
    tuples = for size <- 0..5, do: 1..size//1 |> Enum.to_list() |> List.to_tuple()

    integers ++
      texts ++ floats ++ tuples ++ [nil, true, false, [], [[]], %{}, %{"a" => %{1 => nil}}]
  end

  defp value(0), do: scalar()

  defp value(depth) do
    case :rand.uniform(6) do
      1 -> for _ <- 1..:rand.uniform(5)//1, do: value(depth - 1)
      2 -> List.to_tuple(for _ <- 1..:rand.uniform(6)//1, do: value(depth - 1))
      3 -> for _ <- 1..:rand.uniform(5)//1, into: %{}, do: {text(), value(depth - 1)}
      _scalar -> scalar()
    end
  end

  defp scalar do
    case :rand.uniform(5) do
      1 -> Enum.random([nil, true, false])
      2 -> :rand.uniform(2 ** :rand.uniform(200)) - 2 ** :rand.uniform(199)
      3 -> :rand.normal() * 10 ** :rand.uniform(300)
      _text -> text()
    end
  end

  defp text do
    characters = ~c"ab\\'\"\t\r\n\0{}%#é\u20AC\u{1F40D}"
    for(_ <- 0..:rand.uniform(12), do: Enum.random(characters)) |> List.to_string()
  end
end
