defmodule SparkEx.ML.Model do
  @moduledoc """
  A fitted model, which is kept by the server.

  It belongs to the session in which it was fitted or loaded. The server forgets it when the VM
  has collected the struct, all copies of it, and the frames that were made with it.

  | Field      | Holds                                                                  |
  |------------|------------------------------------------------------------------------|
  | `:id`      | the id in the server's cache                                           |
  | `:class`   | the name of the class on the server; `nil` for a third party's         |
  | `:uid`     | the id of the estimator, which saved files have as well                |
  | `:params`  | the given parameters, by their names on the server                     |
  | `:session` | the session                                                            |
  """

  alias SparkEx.Connect.SessionHandle
  alias SparkEx.ML.{Command, Params, Table}

  @enforce_keys [:id, :session, :session_id, :finalizer]
  defstruct [:id, :class, :uid, :session, :session_id, :finalizer, :dataset, params: %{}]

  @type t :: %__MODULE__{
          id: String.t(),
          class: String.t() | nil,
          uid: String.t() | nil,
          params: %{String.t() => term},
          session: SparkEx.Session.t(),
          session_id: String.t(),
          finalizer: reference,
          dataset: map | nil
        }

  # Runs a command that makes a model. `fields` gives the fields of the struct by the id.
  @doc false
  @spec run(SparkEx.Session.t(), map, keyword, (String.t() -> map)) ::
          {:ok, t} | {:error, Exception.t()}
  def run(session, command, options, fields) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, {:info, %{obj_ref: %{id: id}}}} <- Command.run(handle, command, options),
         do: new(handle, session, fields.(id))
  end

  # A model of the session; models that the server has not named a class of take all parameters.
  @doc false
  @spec new(SessionHandle.t(), SparkEx.Session.t(), map) :: {:ok, t} | {:error, Exception.t()}
  def new(handle, session, %{id: id} = fields) do
    with {:ok, finalizer} <- Command.finalizer(handle, id) do
      model = %__MODULE__{
        id: id,
        session: session,
        session_id: handle.session_id,
        finalizer: finalizer
      }

      model = struct!(model, fields)
      {:ok, %{model | params: Params.of_model(model.params, model.class)}}
    end
  end

  # The name of the model in messages.
  @doc false
  @spec name(t) :: String.t()
  def name(%{class: nil, uid: uid, id: id}), do: uid || id
  def name(%{class: class, uid: uid}), do: "#{Table.short(class)} (#{uid})"

  defimpl Inspect do
    def inspect(model, options) do
      class = if model.class, do: SparkEx.ML.Table.short(model.class), else: "Model"
      SparkEx.ML.Params.inspect(class, model.params, options)
    end
  end
end

defimpl SparkEx.ML.Stage, for: SparkEx.ML.Model do
  alias SparkEx.{DataFrame, Plan}
  alias SparkEx.ML.{Command, Model, Params, Stages, Table}

  def estimator?(_model), do: false

  def fit(model, _frame, _options),
    do: {:error, Stages.refuse(model, "fit/3", "is a model already")}

  def transform(model, frame) do
    DataFrame.in_session!(frame, model.session)

    relation = %{
      transform: %{
        obj_ref: %{id: model.id},
        input: frame.plan,
        params: Params.message(model.params)
      }
    }

    frame = DataFrame.new(frame.session, %{ml_relation: relation})
    %{frame | plan: Plan.attach(frame.plan, {:finalizer, model.finalizer})}
  end

  def write(model, _session, path, options) do
    write = %{
      obj_ref: %{id: model.id},
      params: Params.message(model.params),
      path: path,
      should_overwrite: options[:overwrite],
      options: options[:options]
    }

    with {:ok, _done} <- Command.run_on(model, Model.name(model), %{write: write}, options),
         do: :ok
  end

  def put(model, params) do
    params = Params.new!(params, Table.params(model.class), Model.name(model))
    %{model | params: Map.merge(model.params, params)}
  end
end
