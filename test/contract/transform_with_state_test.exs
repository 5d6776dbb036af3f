defmodule SparkEx.Contract.TransformWithStateTest do
  use SparkEx.ContractCase, golden: "transform_with_state", async: true

  alias SparkEx.KnownSchemas

  setup_all do: {:ok, session: start_supervised!({KnownSchemas, __MODULE__})}

  @processor "class Processor: pass"

  defp by_id do
    frame = KnownSchemas.table(__MODULE__, "t", id: :long, name: :string)
    DataFrame.group_by(frame, "id")
  end

  defp initial do
    frame = KnownSchemas.table(__MODULE__, "u", id: :long, n: :long)
    DataFrame.group_by(frame, "id")
  end

  defp transform(kind, options) do
    function =
      case kind do
        "rows" -> &GroupedData.transform_with_state/4
        "pandas" -> &GroupedData.transform_with_state_in_pandas/4
      end

    function.(by_id(), @processor, [n: :long, s: :string], options)
  end

  for kind <- ["rows", "pandas"] do
    parity kind, do: transform(unquote(kind), output_mode: :update)

    parity kind <> " by event time" do
      transform(unquote(kind),
        output_mode: :append,
        time_mode: :event_time,
        event_time_column: :at
      )
    end

    parity kind <> " with initial state" do
      transform(unquote(kind),
        output_mode: :update,
        time_mode: :processing_time,
        initial_state: initial()
      )
    end
  end
end
