defmodule SparkEx.RandomValues do
  @moduledoc """
  Random types and values, reproducible by seed.

  Values have the form in which rows hold them, so that they round-trip. Bounds, empty values and
  nulls are frequent.
  """

  import SparkEx.Decimals

  alias SparkEx.{Interval, Types}
  alias SparkEx.Types.Field

  @intervals [{:day_time_interval, :day, :second}, {:year_month_interval, :year, :month}]
  @leaves [
    :boolean,
    :byte,
    :short,
    :integer,
    :long,
    :float,
    :double,
    :string,
    :binary,
    :date,
    :timestamp,
    :timestamp_ntz,
    {:decimal, 38, 18},
    {:decimal, 5, 5},
    {:decimal, 9, 0}
    | @intervals
  ]
  @keys [:boolean, :byte, :integer, :long, :string, :binary, :date, :timestamp, {:decimal, 9, 0}]
  # Names that SQL has to quote, that differ only in case, and duplicates.
  @odd_names ["a", "a", "b", "A", "a.b", "", " ", "`q`", "x,y", "ünï 🎉", "0"]
  @bits %{byte: 8, short: 16, integer: 32, long: 64}
  # 0001-01-01 and 9999-12-31.
  @days -719_162..2_932_896
  @day_micros 86_400_000_000

  @doc "Seeds the generator of the calling process."
  @spec seed(integer) :: :ok
  def seed(seed) do
    :rand.seed(:exsss, seed)
    :ok
  end

  @doc "Lists all scalar types."
  @spec leaves() :: [Types.t()]
  def leaves, do: @leaves

  @doc "Returns a type of at most this depth; struct fields have plain or odd names."
  @spec type(non_neg_integer, :plain | :odd) :: Types.t()
  def type(depth, names \\ :plain)
  def type(0, _names), do: Enum.random(@leaves)

  def type(depth, names) do
    case :rand.uniform(4) do
      1 -> {:array, type(depth - 1, names), true}
      2 -> {:map, Enum.random(@keys), type(depth - 1, names), true}
      3 -> {:struct, for(at <- 1..:rand.uniform(3), do: field(at, depth - 1, names))}
      4 -> type(0)
    end
  end

  defp field(at, depth, names),
    do: %Field{name: field_name(at, names), type: type(depth, names)}

  defp field_name(at, :plain), do: "f#{at}"
  defp field_name(_at, :odd), do: Enum.random(@odd_names)

  @doc "Returns a value of a type, or `nil`."
  @spec value(Types.t()) :: term
  def value(type), do: if(:rand.uniform(6) == 1, do: nil, else: non_null(type))

  @doc "Returns a non-null value of a type."
  @spec non_null(Types.t()) :: term
  def non_null(:boolean), do: :rand.uniform(2) == 1

  def non_null(type) when is_map_key(@bits, type) do
    limit = Integer.pow(2, @bits[type] - 1)
    Enum.random([0, -1, limit - 1, -limit, uniform(-limit..(limit - 1))])
  end

  def non_null(:double),
    do: Enum.random([:nan, :infinity, :neg_infinity, 0.0, 1.0e308, 5.0e-324, -:rand.uniform()])

  def non_null(:float),
    do: Enum.random([:nan, :infinity, :neg_infinity, 0.0, 0.15625, -16_777_216.0])

  def non_null(:string), do: Enum.random(["", "a", "ünï 🎉", text()])
  def non_null(:binary), do: Enum.random([<<>>, <<0, 255>>, :rand.bytes(:rand.uniform(80))])
  def non_null(:date), do: Date.add(~D[1970-01-01], uniform(@days))
  def non_null(:timestamp), do: DateTime.from_unix!(moment(), :microsecond)

  def non_null(:timestamp_ntz),
    do: NaiveDateTime.add(~N[1970-01-01 00:00:00.000000], moment(), :microsecond)

  def non_null({:decimal, precision, scale}) do
    most = Integer.pow(10, precision) - 1
    digits = Enum.random([0, 1, most, uniform(0..most)])
    sign = if digits > 0 and :rand.uniform(2) == 1, do: "-", else: ""
    decimal(sign <> pointed(Integer.to_string(digits), scale))
  end

  def non_null({:day_time_interval, _first, _last}),
    do: %Interval.DayTime{microseconds: non_null(:long)}

  def non_null({:year_month_interval, _first, _last}),
    do: %Interval.YearMonth{months: non_null(:integer)}

  def non_null({:array, element, _null}), do: for(_ <- 1..size()//1, do: value(element))

  def non_null({:map, key, value, _null}),
    do: for(_ <- 1..size()//1, into: %{}, do: {non_null(key), value(value)})

  def non_null({:struct, fields}) do
    pairs = for field <- fields, do: {field.name, value(field.type)}
    map = Map.new(pairs)
    if map_size(map) == length(pairs), do: map, else: pairs
  end

  @doc "Returns a value that a variant can hold, of at most this depth."
  @spec variant(non_neg_integer) :: term
  def variant(depth) do
    nested(depth, &variant/1, fn ->
      value(Enum.random(@leaves -- [:binary | @intervals]))
    end)
  end

  @doc "Returns a value that JSON can represent, of at most this depth."
  @spec json(non_neg_integer) :: term
  def json(depth) do
    nested(depth, &json/1, fn ->
      Enum.random([value(:boolean), value(:long), value(:short), value(:string), number()])
    end)
  end

  defp nested(depth, element, leaf) do
    case if(depth > 0, do: :rand.uniform(4)) do
      1 -> for _ <- 1..size()//1, do: element.(depth - 1)
      2 -> for _ <- 1..size()//1, into: %{}, do: {name(), element.(depth - 1)}
      3 -> for at <- 1..300, into: %{}, do: {"many #{at}", if(at == 7, do: leaf.(), else: at)}
      _leaf -> leaf.()
    end
  end

  defp name, do: Enum.random(["", "a", "b", "ünï 🎉", "a.b", text()])
  defp number, do: Enum.random([0.0, -1.5, 1.0e300, 5.0e-324, :rand.uniform()])

  defp size, do: :rand.uniform(4) - 1
  defp text, do: for(_ <- 1..:rand.uniform(100), into: "", do: <<Enum.random(?a..?z)>>)

  defp moment,
    do: Enum.random([0, -1, 1, uniform(@days) * @day_micros + uniform(0..86_399_999_999)])

  defp uniform(first..last//1), do: first + :rand.uniform(last - first + 1) - 1

  defp pointed(digits, 0), do: digits

  defp pointed(digits, scale) do
    {whole, fraction} = digits |> String.pad_leading(scale + 1, "0") |> String.split_at(-scale)
    whole <> "." <> fraction
  end
end
