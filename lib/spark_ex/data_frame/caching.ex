defmodule SparkEx.DataFrame.Caching do
  @moduledoc false
  # Caching of frames: `AnalyzePlanRequest.Persist` and related requests, which take a relation
  # where other analyses take a plan.

  alias SparkEx.Connect.{Client, PlanEncoder}
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, StorageLevel}
  alias SparkEx.DataFrame.Actions

  @unpersist [
    blocking: [
      type: :boolean,
      default: false,
      positional: true,
      doc: "Whether to wait until all cached blocks are removed."
    ]
  ]

  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  @spec unpersist_options() :: Options.schema()
  def unpersist_options, do: @unpersist ++ Actions.timeout_options()

  @spec persist(DataFrame.t(), StorageLevel.input(), keyword) :: result(DataFrame.t())
  def persist(frame, level, options) do
    with {:ok, options} <- Options.validate(options, Actions.timeout_options(), "persist/3"),
         request = %{relation: relation(frame), storage_level: StorageLevel.to_proto(level)},
         {:ok, _done} <- Client.analyze(frame.session, %{persist: request}, options),
         do: {:ok, frame}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @spec unpersist(DataFrame.t(), keyword) :: result(DataFrame.t())
  def unpersist(frame, options) do
    with {:ok, options} <- Options.validate(options, unpersist_options(), "unpersist/2"),
         request = %{relation: relation(frame), blocking: options[:blocking]},
         {:ok, _done} <- Client.analyze(frame.session, %{unpersist: request}, options),
         do: {:ok, frame}
  end

  @spec storage_level(DataFrame.t(), keyword) :: result(StorageLevel.t())
  def storage_level(frame, options) do
    with {:ok, options} <-
           Options.validate(options, Actions.timeout_options(), "storage_level/2"),
         request = %{get_storage_level: %{relation: relation(frame)}},
         {:ok, %{storage_level: level}} <- Client.analyze(frame.session, request, options),
         do: {:ok, StorageLevel.from_proto(level)}
  end

  @spec is_cached(DataFrame.t(), keyword) :: result(boolean)
  def is_cached(frame, options) do
    with {:ok, level} <- storage_level(frame, options), do: {:ok, level != StorageLevel.none()}
  end

  defp relation(frame), do: PlanEncoder.root(DataFrame.frame!(frame).plan).root
end
