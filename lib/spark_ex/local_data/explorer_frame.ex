if Code.ensure_loaded?(Explorer) do
  defmodule SparkEx.LocalData.ExplorerFrame do
    @moduledoc false
    # Frames of Explorer as Arrow data.

    alias Explorer.DataFrame
    alias SparkEx.Error

    @doc "All columns as an Arrow IPC stream."
    @spec to_ipc!(DataFrame.t()) :: binary
    def to_ipc!(frame) do
      case DataFrame.dump_ipc_stream(frame) do
        {:ok, ipc} -> ipc
        {:error, error} -> refuse(Exception.message(error))
      end
    rescue
      # A panic in Explorer's native code, a lazy frame that can't be computed.
      error in [ErlangError, RuntimeError, ArgumentError] -> refuse(Exception.message(error))
    end

    @doc "Series, each with its name, as a frame."
    @spec from_series!([{atom | String.t(), Explorer.Series.t()}]) :: DataFrame.t()
    def from_series!(pairs) do
      pairs |> Enum.map(fn {name, series} -> {to_string(name), series} end) |> DataFrame.new()
    rescue
      error in [ErlangError, RuntimeError, ArgumentError] -> refuse(Exception.message(error))
    end

    @spec refuse(String.t()) :: no_return
    defp refuse(reason),
      do: raise(Error.Argument, "Explorer does not give its frame as Arrow data: #{reason}")
  end
end
