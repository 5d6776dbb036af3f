defmodule SparkEx.Python.Pickle do
  @moduledoc """
  Pickles, the format of Python functions for Spark's workers.

  A pickle is a program for a small stack machine. `dump/1` writes one in protocol 4, which every
  Python 3 reads:

  | Elixir                          | Python                                    |
  |---------------------------------|-------------------------------------------|
  | `nil`, `true`, `false`          | `None`, `True`, `False`                   |
  | an integer of any size, a float | `int`, `float`                            |
  | a string                        | `str`                                     |
  | a tuple, a list, a map          | `tuple`, `list`, `dict`                   |
  | `global/2`                      | an object that a module has               |
  | `call/2`                        | the result of a call in the unpickler      |

  A pickle can't hold an Elixir function or the code of a Python function. `SparkEx.Python`
  pickles a call that evaluates source text.
  """

  alias SparkEx.Error

  @typedoc "A value that `dump/1` takes."
  @type value ::
          nil
          | boolean
          | number
          | String.t()
          | tuple
          | [value]
          | %{optional(value) => value}
          | global
          | call

  @opaque global :: {__MODULE__, :global, String.t(), String.t()}
  @opaque call :: {__MODULE__, :call, value, [value]}

  @path ~r/\A[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*\z/u
  @int32 -2_147_483_648..2_147_483_647

  @doc """
  Pickles a value.

      iex> SparkEx.Python.Pickle.dump({1, nil})
      <<0x80, 4, ?J, 1, 0, 0, 0, ?N, 0x86, ?.>>

      iex> SparkEx.Python.Pickle.dump(:x)
      ** (SparkEx.Error.Argument) a pickle can't hold :x

  Raises `SparkEx.Error.Argument` for other values, and for strings that are not UTF-8.
  """
  @spec dump(value) :: binary
  def dump(value), do: IO.iodata_to_binary([0x80, 4, write(value), ?.])

  @doc """
  An object that a module has, such as a function or a class. The unpickler imports the module.

      iex> sqrt = SparkEx.Python.Pickle.global("math", "sqrt")
      iex> SparkEx.Python.Pickle.dump(sqrt)
      <<0x80, 4, "cmath\\nsqrt\\n.">>
  """
  @spec global(String.t(), String.t()) :: global
  def global(module, name), do: {__MODULE__, :global, module, name}

  @doc """
  A call of a callable object.

      iex> sqrt = SparkEx.Python.Pickle.global("math", "sqrt")
      iex> sqrt |> SparkEx.Python.Pickle.call([2]) |> SparkEx.Python.Pickle.dump()
      <<0x80, 4, "cmath\\nsqrt\\n", ?J, 2, 0, 0, 0, 0x85, ?R, ?.>>
  """
  @spec call(value, [value]) :: call
  def call(callable, arguments), do: {__MODULE__, :call, callable, arguments}

  defp write(nil), do: "N"
  defp write(true), do: 0x88
  defp write(false), do: 0x89
  defp write(integer) when integer in @int32, do: <<?J, integer::little-signed-32>>
  defp write(integer) when is_integer(integer), do: long(integer, bytes(integer))
  defp write(float) when is_float(float), do: <<?G, float::float-big-64>>

  defp write(text) when is_binary(text) do
    unless String.valid?(text),
      do: raise(Error.Argument, "expected a string in UTF-8, got: #{inspect(text)}")

    [<<?X, byte_size(text)::little-32>>, text]
  end

  defp write({__MODULE__, :global, module, name}),
    do: [?c, path!(module), ?\n, path!(name), ?\n]

  defp write({__MODULE__, :call, callable, arguments}),
    do: [write(callable), arguments |> List.to_tuple() |> write(), ?R]

  defp write({}), do: ")"
  defp write({a}), do: [write(a), 0x85]
  defp write({a, b}), do: [write(a), write(b), 0x86]
  defp write({a, b, c}), do: [write(a), write(b), write(c), 0x87]

  defp write(tuple) when is_tuple(tuple),
    do: [?(, tuple |> Tuple.to_list() |> Enum.map(&write/1), ?t]

  defp write([]), do: "]"
  defp write(list) when is_list(list), do: ["](", Enum.map(list, &write/1), ?e]

  defp write(map) when is_map(map) and not is_struct(map),
    do: ["}(", Enum.map(map, fn {key, value} -> [write(key), write(value)] end), ?u]

  defp write(other), do: raise(Error.Argument, "a pickle can't hold #{inspect(other)}")

  # Little-endian two's complement, in the fewest bytes that include the sign.
  defp long(integer, size) when size < 256,
    do: <<0x8A, size, integer::little-signed-size(size)-unit(8)>>

  defp long(integer, size),
    do: <<0x8B, size::little-32, integer::little-signed-size(size)-unit(8)>>

  defp bytes(integer) do
    magnitude = if integer < 0, do: -integer - 1, else: integer
    div(magnitude |> :binary.encode_unsigned() |> bit_size_of(), 8) + 1
  end

  defp bit_size_of(<<first, rest::binary>>),
    do: length(Integer.digits(first, 2)) + bit_size(rest)

  # A line break ends a name in a pickle.
  defp path!(name) do
    if is_binary(name) and String.valid?(name) and name =~ @path,
      do: name,
      else: raise(Error.Argument, "expected a name in Python, got: #{inspect(name)}")
  end
end
