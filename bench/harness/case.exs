defmodule Bench.Case do
  @moduledoc false
  # One row of a table: a job, and who does it. The first contender is SparkEx; ratios are to it.

  @enforce_keys [:id, :name, :contenders]
  defstruct [
    :id,
    :name,
    # `[{name, job}]`; a job is a function that does the work once and returns what it measured:
    # `%{seconds: 0.1, size: rows}` and figures of its own.
    :contenders,
    # How many times one job does it; times are shown divided by it.
    per: 1,
    # Long ones may do without, where another case has warmed up the same code.
    warm_up: true,
    # Whether all contenders must come to the same size.
    same_size: true
  ]

  @type id :: atom | tuple
  @type job :: (() -> map)
  @type t :: %__MODULE__{
          id: id,
          name: String.t(),
          contenders: [{String.t(), job}],
          per: pos_integer,
          warm_up: boolean,
          same_size: boolean
        }
end
