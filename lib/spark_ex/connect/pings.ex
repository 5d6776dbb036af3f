defmodule SparkEx.Connect.Pings do
  @moduledoc false
  # Settings of HTTP/2 pings from the URL, with PySpark's parameters.

  alias SparkEx.Error

  @params ~w(grpc_keepalive_enabled grpc_keepalive_time_ms grpc_keepalive_timeout_ms
             grpc_keepalive_without_calls)

  @doc "The parameters of a URL that set pings."
  @spec params() :: [String.t()]
  def params, do: @params

  @doc """
  Returns the settings for the native core, in milliseconds. `nil` depends on the server's
  version.

      iex> SparkEx.Connect.Pings.new(%{"grpc_keepalive_time_ms" => "30000"})
      {:ok, %{enabled: true, after: 30_000, timeout: nil, while_idle: nil}}
      iex> {:error, error} = SparkEx.Connect.Pings.new(%{"grpc_keepalive_enabled" => "no"})
      iex> Exception.message(error)
      "grpc_keepalive_enabled in a Spark Connect URL is true or false"
  """
  @spec new(%{String.t() => String.t()}) :: {:ok, map} | {:error, Error.Argument.t()}
  def new(params) do
    with {:ok, enabled} <- boolean(params, "grpc_keepalive_enabled"),
         {:ok, time} <- milliseconds(params, "grpc_keepalive_time_ms"),
         {:ok, timeout} <- milliseconds(params, "grpc_keepalive_timeout_ms"),
         {:ok, while_idle} <- boolean(params, "grpc_keepalive_without_calls") do
      {:ok, %{enabled: enabled != false, after: time, timeout: timeout, while_idle: while_idle}}
    end
  end

  defp boolean(params, name) do
    case params[name] && String.downcase(params[name]) do
      nil -> {:ok, nil}
      "true" -> {:ok, true}
      "false" -> {:ok, false}
      _other -> error("#{name} in a Spark Connect URL is true or false")
    end
  end

  # PySpark's maximum, a signed integer of 32 bits.
  defp milliseconds(params, name) do
    case params[name] && Integer.parse(params[name]) do
      nil -> {:ok, nil}
      {number, ""} when number in 1..0x7FFF_FFFF -> {:ok, number}
      _other -> error("#{name} in a Spark Connect URL is a positive number of milliseconds")
    end
  end

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
