defmodule SparkEx.Connect.Limits do
  @moduledoc false
  # How much of a result its caller is prepared to take, and how much has come.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, Plan}

  @bound {:or, [:pos_integer, {:in, [:infinity]}]}

  @options [
    max_rows: [
      type: @bound,
      doc: "Error above so many rows. Default: the session's `collect_rows_max`."
    ],
    max_bytes: [
      type: @bound,
      doc: "Error above so many bytes received. Default: the session's `collect_bytes_max`."
    ],
    max_batches: [
      type: @bound,
      doc: "Error above so many Arrow batches. Default: the session's `max_batches`."
    ],
    unsafe: [
      type: :boolean,
      default: false,
      doc: "Whether all of it may come, however large it is: no limit but those of this call."
    ]
  ]

  # Spark's own limits are integers of 32 bits.
  @pushed_max 0x7FFF_FFFF

  @defaults %{
    max_rows: :collect_rows_max,
    max_bytes: :collect_bytes_max,
    max_batches: :max_batches
  }

  @enforce_keys [:max]
  defstruct [:max, count: %{max_rows: 0, max_bytes: 0, max_batches: 0}]

  @type t :: %__MODULE__{
          max: %{atom => pos_integer | :infinity},
          count: %{atom => non_neg_integer}
        }

  @doc "The options of a call that set limits."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "The limits of a call; where it sets none, those of the session."
  @spec new(keyword, map) :: t
  def new(options, session_limits) do
    %__MODULE__{
      max:
        Map.new(@defaults, fn {option, default} ->
          {option, options[option] || default(options[:unsafe], session_limits, default)}
        end)
    }
  end

  defp default(true, _session_limits, _limit), do: :infinity
  defp default(_unsafe, session_limits, limit), do: Map.fetch!(session_limits, limit)

  @doc """
  A relation that yields one row more than may be taken, so that Spark does not compute the rest, and
  a result that is too large is told from one that just fits.
  """
  @spec push(Plan.relation(), t) :: Plan.relation()
  def push(relation, %{max: %{max_rows: rows}})
      when is_integer(rows) and rows < @pushed_max,
      do: Plan.relation(%{limit: %{input: relation, limit: rows + 1}})

  def push(relation, _limits), do: relation

  @doc "Counts one more batch."
  @spec count(t, SparkEx.Batch.t()) :: {:ok, t} | {:error, Error.LimitExceeded.t()}
  def count(limits, batch) do
    count = %{
      max_rows: limits.count.max_rows + batch.num_rows,
      max_bytes: limits.count.max_bytes + batch.bytes,
      max_batches: limits.count.max_batches + 1
    }

    # Atoms are greater than numbers: nothing exceeds :infinity.
    case Enum.find(count, fn {option, number} -> number > limits.max[option] end) do
      nil -> {:ok, %{limits | count: count}}
      {option, _number} -> {:error, exceeded(option, limits.max[option])}
    end
  end

  @doc "The rows that have come."
  @spec rows(t) :: non_neg_integer
  def rows(limits), do: limits.count.max_rows

  @names %{max_rows: :rows, max_bytes: :bytes, max_batches: :batches}

  defp exceeded(option, max) do
    %Error.LimitExceeded{
      limit: @names[option],
      max: max,
      option: option,
      default: @defaults[option]
    }
  end
end
