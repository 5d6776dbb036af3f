defmodule SparkEx.Contract.GroupMapTest do
  use SparkEx.ContractCase, golden: "group_map", async: true

  alias SparkEx.{CogroupedData, KnownSchemas}

  setup_all do: {:ok, session: start_supervised!({KnownSchemas, __MODULE__})}

  defp df, do: KnownSchemas.table(__MODULE__, "t", id: :long, name: :string)
  defp other, do: KnownSchemas.table(__MODULE__, "u", id: :long, score: :long)
  defp out, do: [n: :long, s: :string]
  defp by(keys), do: DataFrame.group_by(df(), keys)
  defp group, do: "def group(key, frame): return frame"
  defp frames, do: "def frames(parts): return parts"
  defp keyed, do: "def keyed_frames(key, parts): return parts"
  defp tables, do: "def tables(parts): return parts"
  defp stateful, do: "def stateful(key, parts, state): return parts"

  defp pair do
    others = DataFrame.group_by(other(), Column.plus(F.col("id"), 1))
    GroupedData.cogroup(by("id"), others)
  end

  defp groups, do: "def groups(key, left, right): return left"

  parity "apply_in_pandas", do: GroupedData.apply_in_pandas(by("id"), group(), out())
  parity "apply_in_pandas without keys", do: GroupedData.apply_in_pandas(by([]), group(), out())

  parity "apply_in_pandas by expressions" do
    df = df()
    keys = [Column.mod(F.col("id"), 2), df["name"]]
    df |> DataFrame.group_by(keys) |> GroupedData.apply_in_pandas(group(), out())
  end

  parity "apply_in_pandas with an iterator",
    do: GroupedData.apply_in_pandas(by("id"), frames(), out(), iterator: true)

  parity "apply_in_pandas with a key and an iterator",
    do: GroupedData.apply_in_pandas(by("id"), keyed(), out(), iterator: true)

  parity "apply_in_arrow", do: GroupedData.apply_in_arrow(by("id"), group(), out())

  parity "apply_in_arrow with an iterator",
    do: GroupedData.apply_in_arrow(by("id"), tables(), out(), iterator: true)

  parity "cogrouped apply_in_pandas",
    do: CogroupedData.apply_in_pandas(pair(), groups(), out())

  parity "cogrouped apply_in_arrow", do: CogroupedData.apply_in_arrow(pair(), groups(), out())

  parity "apply_in_pandas_with_state" do
    options = [state: [n: :long], output_mode: :update]
    GroupedData.apply_in_pandas_with_state(by("id"), stateful(), out(), options)
  end

  parity "apply_in_pandas_with_state in DDL" do
    GroupedData.apply_in_pandas_with_state(by(["id", "name"]), stateful(), out(),
      state: "n BIGINT",
      output_mode: :append,
      timeout: :event_time
    )
  end
end
