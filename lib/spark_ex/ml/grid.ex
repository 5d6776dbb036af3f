defmodule SparkEx.ML.Grid do
  @moduledoc false
  # Grids of parameters: for each candidate the parameters of stages, by the ids of the stages.

  alias SparkEx.Error
  alias SparkEx.ML.{Composite, OneVsRest, Operator, Params, Pipeline, Stage, Stages, Table}
  alias SparkEx.Types.JSONCodec

  @type t :: [%{(uid :: String.t()) => Params.t()}]

  @doc "Every combination of the values; those of the last parameter change fastest."
  @spec new!([{Stage.t(), keyword}]) :: t
  def new!(entries) do
    axes =
      for {stage, params} <- entries!(entries),
          {name, values} <- params,
          do: axis!(stage, name, values)

    Enum.reduce(axes, [%{}], fn {uid, choices}, grid ->
      for candidate <- grid,
          params <- choices,
          do: Map.update(candidate, uid, params, &Map.merge(&1, params))
    end)
  end

  defp entries!(entries) do
    if is_list(entries) and Enum.all?(entries, &entry?/1),
      do: entries,
      else:
        raise(
          Error.Argument,
          "param_grid/1 takes pairs of a stage and a keyword list of values, got: " <>
            inspect(entries, limit: 5)
        )
  end

  defp entry?({%struct{}, params}) when struct in [Operator, OneVsRest],
    do: Keyword.keyword?(params)

  defp entry?(_other), do: false

  defp axis!(stage, name, values) when is_list(values) and values != [] do
    {stage.uid, Enum.map(values, &Stage.put(clear(stage), [{name, &1}]).params)}
  end

  defp axis!(_stage, name, values) do
    raise Error.Argument,
          "param_grid/1: expected a list of values for #{inspect(name)}, got: #{inspect(values)}"
  end

  defp clear(stage), do: %{stage | params: %{}}

  @doc "Raises unless all stages of a grid are in the estimator."
  @spec check!(t, Stage.t()) :: t
  def check!(grid, estimator) do
    uids = Enum.map(Composite.all(estimator), & &1.uid)

    case grid |> Enum.flat_map(&Map.keys/1) |> Enum.uniq() |> Enum.reject(&(&1 in uids)) do
      [] ->
        grid

      [uid | _rest] ->
        raise Error.Argument, "the grid has a stage that the estimator lacks: #{uid}"
    end
  end

  @doc "The estimator with the parameters of a candidate."
  @spec apply_to(%{String.t() => Params.t()}, Stage.t()) :: Stage.t()
  def apply_to(candidate, %Pipeline{} = pipeline),
    do: %{pipeline | stages: Enum.map(pipeline.stages, &apply_to(candidate, &1))}

  def apply_to(candidate, %OneVsRest{params: params} = stage) do
    params = Map.merge(params, Map.get(candidate, stage.uid, %{}))
    %{stage | params: Map.update!(params, "classifier", &apply_to(candidate, &1))}
  end

  def apply_to(candidate, %Operator{} = stage),
    do: %{stage | params: Map.merge(stage.params, Map.get(candidate, stage.uid, %{}))}

  def apply_to(_candidate, stage), do: stage

  @doc "The grid in the metadata of a saved tuner."
  @spec to_json!(t) :: [[map]]
  def to_json!(grid) do
    for candidate <- grid do
      for {uid, params} <- candidate, {name, value} <- Enum.sort(params) do
        %{parent: uid, name: name, value: JSONCodec.encode!(value), isJson: true}
      end
    end
  end

  @doc "The grid of the metadata of a saved tuner."
  @spec from_json!([[map]], Stage.t()) :: t
  def from_json!(maps, estimator) do
    classes = Map.new(Composite.all(estimator), &{&1.uid, Map.get(&1, :class)})

    for map <- maps do
      for %{"parent" => uid, "name" => name, "value" => json} <- map, reduce: %{} do
        candidate ->
          value = value!(JSONCodec.decode!(json), name, classes[uid])
          Map.update(candidate, uid, value, &Map.merge(&1, value))
      end
    end
  end

  defp value!(value, name, class),
    do: Params.new!(%{name => value}, Table.params(class), class || Stages.uid("Stage"))
end
