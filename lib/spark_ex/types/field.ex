defmodule SparkEx.Types.Field do
  @moduledoc """
  A field of a struct type: a name, a type, whether it may be null, and metadata
  (`DataType.StructField`, PySpark's `StructField`).

  A schema is a struct type, so its columns are fields too. Fields are seldom written by hand:
  `SparkEx.Types.normalize/1` makes them from `name: type`, `{name, type}` and
  `{name, type, nullable: false, metadata: %{}}`.
  """

  @enforce_keys [:name, :type]
  defstruct [:name, :type, nullable: true, metadata: %{}]

  @type t :: %__MODULE__{
          name: String.t(),
          type: SparkEx.Types.t(),
          nullable: boolean,
          metadata: %{optional(String.t()) => term}
        }
end
