defmodule SparkEx.Error.LimitExceeded do
  @moduledoc """
  A result was larger than the caller is prepared to take.

  Nothing is cut silently: no rows are given out at all. `:limit` is what was exceeded (`:rows`,
  `:bytes` or `:batches`), `:max` its value, `:option` the option of the call that raises it, and
  `:default` the name of the session's limit that is its default.
  """

  defexception [:limit, :max, :option, :default]

  @type t :: %__MODULE__{
          limit: :rows | :bytes | :batches,
          max: pos_integer,
          option: atom,
          default: atom
        }

  @impl true
  def message(%{limit: limit, max: max, option: option, default: default}) do
    "the result has more than #{amount(limit, max)}: take fewer with limit/2, filter/2 or an " <>
      "aggregate, or allow more with #{option}: in this call (:infinity for no limit) or " <>
      "limits: [#{default}: …] of SparkEx.connect/1"
  end

  defp amount(:bytes, max) when rem(max, 1_000_000) == 0, do: "#{div(max, 1_000_000)} MB"
  defp amount(:rows, 1), do: "1 row"
  defp amount(:bytes, 1), do: "1 byte"
  defp amount(:batches, 1), do: "1 batch"
  defp amount(limit, max), do: "#{max} #{limit}"
end
