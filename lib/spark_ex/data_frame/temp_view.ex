defmodule SparkEx.DataFrame.TempView do
  @moduledoc false
  # Temporary views of frames (`CreateDataFrameViewCommand`).

  alias SparkEx.DataFrame
  alias SparkEx.DataFrame.{Commands, Names}

  @doc "The command that creates the view."
  @spec command(DataFrame.t(), String.t() | atom, keyword) :: map
  def command(frame, name, flags) do
    fields = [input: DataFrame.frame!(frame).plan, name: Names.name!(name, "create_temp_view/3")]
    %{create_dataframe_view: Map.new(fields ++ flags)}
  end

  @spec create(DataFrame.t(), String.t() | atom, keyword, keyword) :: Commands.result()
  def create(frame, name, flags, options),
    do: Commands.run(frame, options, "create_temp_view/3", fn -> command(frame, name, flags) end)
end
