defmodule SparkEx.Connect.Limits do
  @moduledoc false
  # The limits of a result, and what has been received of it.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, Plan}
  alias SparkEx.Connect.LimitPushdown

  @bound {:or, [:pos_integer, {:in, [:infinity]}]}

  @options [
    max_rows: [
      type: @bound,
      doc: "The largest number of rows. Default: the session's `collect_rows_max`."
    ],
    max_bytes: [
      type: @bound,
      doc: "The largest number of bytes received. Default: the session's `collect_bytes_max`."
    ],
    max_batches: [
      type: @bound,
      doc: "The largest number of Arrow batches. Default: the session's `max_batches`."
    ],
    unsafe: [
      type: :boolean,
      default: false,
      doc: "Whether to apply no limits but those of this call."
    ]
  ]

  # Limits in the protocol are integers of 32 bits.
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

  @doc "The options that set limits."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "The limits of a call, by default those of the session."
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
  A relation of one row more than may be taken, where Spark computes that in the same order with
  less work; otherwise the relation itself.
  """
  @spec push(Plan.relation(), t) :: Plan.relation()
  def push(relation, %{max: %{max_rows: rows}}) when is_integer(rows) and rows < @pushed_max,
    do: LimitPushdown.push(relation, rows + 1)

  def push(relation, _limits), do: relation

  @doc "An error about a relation of `push/2`, in terms of the relation that it was made from."
  @spec restore_error(Exception.t(), t) :: Exception.t()
  def restore_error(%Error.Remote{text: text} = error, %{max: %{max_rows: rows}})
      when is_integer(rows),
      do: %{error | text: LimitPushdown.strip(text, rows + 1)}

  def restore_error(error, _limits), do: error

  @doc "Counts a batch; an error if it exceeds a limit."
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

  @doc "The number of rows received."
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
