defmodule SparkEx.ML.Summary do
  @moduledoc """
  The summary of a model: of its training (`SparkEx.ML.summary/1`), or of the rows of a frame
  (`SparkEx.ML.evaluate/3`).

  `SparkEx.ML` has a function for each of its values, such as `SparkEx.ML.accuracy/1`.
  """

  alias SparkEx.ML.Model

  @enforce_keys [:model]
  defstruct [:model, :id, :finalizer, :dataset]

  @typedoc "`:id` is `nil` for the summary of the training."
  @type t :: %__MODULE__{
          model: Model.t(),
          id: String.t() | nil,
          finalizer: reference | nil,
          dataset: map | nil
        }

  defimpl Inspect do
    def inspect(%{model: model, id: id}, _options) do
      kind = if id, do: "evaluation", else: "training"
      "#SparkEx.ML.Summary<#{kind} of #{SparkEx.ML.Model.name(model)}>"
    end
  end
end
