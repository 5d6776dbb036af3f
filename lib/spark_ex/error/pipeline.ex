defmodule SparkEx.Error.Pipeline do
  @moduledoc """
  A failed run of a pipeline, see `SparkEx.Pipeline.run/3`.

    * `:failures` - what failed, each a map with `:flow`, the name of the flow or dataset,
      `:message`, and `:file` and `:line`, where it is defined, or `nil`
    * `:cause` - the exception with which Spark ended the run
    * `:events` - all events of the run

  Spark reports the error of a flow as an event, and its last exception often only names the flow.
  A flow that completes when Spark retries it is not among the failures.
  """

  @derive {Inspect, except: [:events]}
  defexception [:cause, failures: [], events: []]

  @typedoc "A flow or dataset that failed."
  @type failure :: %{
          flow: String.t() | nil,
          message: String.t(),
          file: String.t() | nil,
          line: pos_integer | nil
        }

  @type t :: %__MODULE__{
          cause: Exception.t(),
          failures: [failure],
          events: [SparkEx.Pipeline.Event.t()]
        }

  @impl true
  def message(%__MODULE__{failures: [], cause: cause}),
    do: "the pipeline failed: " <> Exception.message(cause)

  def message(%__MODULE__{failures: failures}) do
    failures
    |> Enum.chunk_by(& &1.message)
    |> Enum.map_join("\n\n", fn [failure | _same] = failures ->
      Enum.map_join(failures, ", ", &title/1) <> ": " <> failure.message
    end)
    |> then(&("the pipeline failed: " <> &1))
  end

  defp title(%{flow: nil} = failure), do: place(failure) || "a definition"

  defp title(%{flow: flow} = failure) do
    case place(failure) do
      nil -> flow
      place -> "#{flow} (#{place})"
    end
  end

  defp place(%{file: nil}), do: nil
  defp place(%{file: file, line: nil}), do: file
  defp place(%{file: file, line: line}), do: "#{file}:#{line}"
end
