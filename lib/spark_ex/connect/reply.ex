defmodule SparkEx.Connect.Reply do
  @moduledoc false
  # The answer of the native core to one request.

  alias SparkEx.Connect.Errors
  alias SparkEx.Telemetry

  @doc """
  Waits for the message with a tag.

  There is no timeout: the native core answers each tag exactly once, in time.
  """
  @spec await(reference, map | keyword) :: {:ok, term} | {:error, Exception.t()}
  def await(tag, metadata) do
    receive do
      {^tag, {:ok, value}} ->
        {:ok, value}

      {^tag, {:error, native}} ->
        {:error, Errors.from_native(native, metadata)}

      {^tag, {:retry, event}} ->
        Telemetry.retry(event, metadata)
        await(tag, metadata)
    end
  end
end
