defmodule SparkEx.DataFrame.Checkpoint do
  @moduledoc false
  # Checkpoints: frames that the server stores under an id (CachedRemoteRelation).
  #
  # The plan of a checkpoint holds a finalizer, a native object that removes the checkpoint from
  # the server when the VM garbage-collects the last term that refers to it. Frames derived from
  # the checkpoint and running queries are such terms.

  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Plan, StorageLevel}
  alias SparkEx.DataFrame.Actions

  @eager [
    eager: [
      type: :boolean,
      default: true,
      positional: true,
      doc: "Whether to compute the rows now. If `false`, the first action computes them."
    ]
  ]
  @level [
    storage_level: [
      type: :any,
      pyspark: :storageLevel,
      doc: "Where the executors store the rows: a `SparkEx.StorageLevel` or its name."
    ]
  ]

  @type result :: {:ok, DataFrame.t()} | {:error, Exception.t()}

  @spec options() :: Options.schema()
  def options, do: @eager ++ Actions.timeout_options()

  @spec local_options() :: Options.schema()
  def local_options, do: @eager ++ @level ++ Actions.timeout_options()

  @spec checkpoint(DataFrame.t(), keyword) :: result
  def checkpoint(frame, options) do
    with {:ok, options} <- Options.validate(options, options(), "checkpoint/2"),
         do: run(frame, %{local: false, eager: options[:eager]}, options)
  end

  @spec local_checkpoint(DataFrame.t(), keyword) :: result
  def local_checkpoint(frame, options) do
    with {:ok, options} <- Options.validate(options, local_options(), "local_checkpoint/2") do
      level = options[:storage_level] && StorageLevel.to_proto(options[:storage_level])
      run(frame, %{local: true, eager: options[:eager], storage_level: level}, options)
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp run(frame, fields, options) do
    %{session: session, plan: plan} = DataFrame.frame!(frame)
    command = %{checkpoint_command: Map.put(fields, :relation, plan)}

    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, responses} <- Client.command(handle, command, Keyword.take(options, [:timeout])),
         {:ok, relation} <- relation(responses),
         {:ok, finalizer} <- Client.finalizer(handle, removal(relation)) do
      frame = DataFrame.new(session, %{cached_remote_relation: relation})
      {:ok, %{frame | plan: Plan.attach(frame.plan, {:finalizer, finalizer})}}
    end
  end

  defp relation(responses) do
    case Enum.find_value(responses, &get_in(&1, [:checkpoint_command_result, :relation])) do
      nil -> {:error, %Error.Decode{text: "the server returned no result of the checkpoint"}}
      relation -> {:ok, relation}
    end
  end

  defp removal(relation), do: %{remove_cached_remote_relation_command: %{relation: relation}}

  @spec release(DataFrame.t(), keyword) :: :ok | {:error, Exception.t()}
  def release(%{plan: %{cached_remote_relation: relation}} = frame, options) do
    with {:ok, options} <- Options.validate(options, Actions.timeout_options(), "release/2"),
         {:ok, _responses} <- Client.command(frame.session, removal(relation), options),
         do: :ok
  end

  def release(frame, _options) do
    message = "release/2 takes a frame that checkpoint/2 has returned, got: #{inspect(frame)}"
    {:error, %Error.Argument{message: message}}
  end
end
