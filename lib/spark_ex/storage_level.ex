defmodule SparkEx.StorageLevel do
  @levels [
    none: {false, false, false, false, 1},
    disk_only: {true, false, false, false, 1},
    disk_only_2: {true, false, false, false, 2},
    disk_only_3: {true, false, false, false, 3},
    memory_only: {false, true, false, false, 1},
    memory_only_2: {false, true, false, false, 2},
    memory_and_disk: {true, true, false, false, 1},
    memory_and_disk_2: {true, true, false, false, 2},
    memory_and_disk_deser: {true, true, false, true, 1},
    off_heap: {true, true, true, false, 1}
  ]

  @moduledoc """
  The storage level of a cached frame, see `SparkEx.DataFrame.persist/3`.

  Functions that take a storage level accept this struct or the name of a level, in any case, as
  an atom or a string. For each name there is also a function:

  #{Enum.map_join(@levels, "\n", fn {name, _level} -> "  * `:#{name}`" end)}

      iex> SparkEx.StorageLevel.disk_only()
      %SparkEx.StorageLevel{use_disk: true}

  `:replication` is the number of nodes that store each partition. Source: PySpark `StorageLevel`,
  `spark.connect.StorageLevel`.
  """

  alias SparkEx.Error

  @names Keyword.keys(@levels)

  defstruct use_disk: false,
            use_memory: false,
            use_off_heap: false,
            deserialized: false,
            replication: 1

  @type t :: %__MODULE__{
          use_disk: boolean,
          use_memory: boolean,
          use_off_heap: boolean,
          deserialized: boolean,
          replication: pos_integer
        }

  @typedoc "A storage level, or its name."
  @type input :: t | atom | String.t()

  for {name, {disk, memory, off_heap, deserialized, replication}} <- @levels do
    @doc """
    PySpark's `StorageLevel.#{name |> Atom.to_string() |> String.upcase()}`.

        iex> SparkEx.StorageLevel.#{name}().replication
        #{replication}
    """
    @spec unquote(name)() :: t
    def unquote(name)() do
      %__MODULE__{
        use_disk: unquote(disk),
        use_memory: unquote(memory),
        use_off_heap: unquote(off_heap),
        deserialized: unquote(deserialized),
        replication: unquote(replication)
      }
    end
  end

  @doc false
  # As a `spark.connect.StorageLevel`.
  @spec to_proto(input) :: map
  def to_proto(%__MODULE__{} = level), do: Map.from_struct(level)

  def to_proto(name) when name in @names, do: __MODULE__ |> apply(name, []) |> to_proto()

  def to_proto(other) do
    case Enum.find(@names, &(Atom.to_string(&1) == spelling(other))) do
      nil ->
        raise Error.Argument,
              "a storage level is a SparkEx.StorageLevel or one of " <>
                "#{Enum.map_join(@names, ", ", &inspect/1)}, got: #{inspect(other)}"

      name ->
        to_proto(name)
    end
  end

  defp spelling(name) when is_binary(name) or is_atom(name),
    do: name |> to_string() |> String.downcase()

  defp spelling(_other), do: nil

  @doc false
  @spec from_proto(map) :: t
  def from_proto(level), do: struct!(__MODULE__, Map.take(level, fields()))

  defp fields, do: %__MODULE__{} |> Map.from_struct() |> Map.keys()
end
