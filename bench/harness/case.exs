defmodule Bench.Case do
  @moduledoc false
  # One row of a table: a job and its contenders. The first one is SparkEx, to which ratios refer.

  alias SparkEx.Arguments.Thunk

  @enforce_keys [:id, :name, :contenders]
  defstruct [
    :id,
    :name,
    # `[{name, job}]`. A job does the work once and returns its measurements:
    # `%{seconds: 0.1, size: rows}` and its own figures.
    :contenders,
    # The number of repetitions in one job; the table shows the time of one.
    per: 1,
    # A long case needs none if another one has warmed up the same code.
    warm_up: true,
    # Whether all contenders must return the same size.
    same_size: true
  ]

  @type id :: atom | tuple
  @type job :: Thunk.t(map)
  @type t :: %__MODULE__{
          id: id,
          name: String.t(),
          contenders: [{String.t(), job}],
          per: pos_integer,
          warm_up: boolean,
          same_size: boolean
        }
end
