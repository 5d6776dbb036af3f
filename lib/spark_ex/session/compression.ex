defmodule SparkEx.Session.Compression do
  @moduledoc false
  # The codec of results on the way, as Spark configuration.

  alias SparkEx.Error

  @key "spark.sql.execution.arrow.compression.codec"
  @loopback ~r/\A(localhost|127(\.\d+){3}|::1)\z/i

  @doc """
  The Spark configuration of the option `:compression`: what must be set, and what is set unless
  the server refuses it. `joins` tells whether the session may be another client's.

      iex> SparkEx.Session.Compression.conf(:zstd, "spark.example.com", false)
      {%{"spark.sql.execution.arrow.compression.codec" => "zstd"}, %{}}
      iex> SparkEx.Session.Compression.conf(:auto, "localhost", false)
      {%{}, %{}}
  """
  @spec conf(:auto | :zstd | :none, String.t(), boolean) :: {map, map}
  def conf(codec, _host, _joins) when codec in [:zstd, :none],
    do: {%{@key => to_string(codec)}, %{}}

  def conf(:auto, _host, true), do: {%{}, %{}}

  def conf(:auto, host, false),
    do: {%{}, if(host =~ @loopback, do: %{}, else: %{@key => "zstd"})}

  @doc """
  Checks a configuration. With lz4, results of Spark 4.1 and 4.3 may hang the server.
  """
  @spec check(map) :: :ok | {:error, Error.Argument.t()}
  def check(%{@key => codec}) do
    if String.downcase(codec) == "lz4",
      do: {:error, %Error.Argument{message: lz4()}},
      else: :ok
  end

  def check(_conf), do: :ok

  defp lz4 do
    "#{@key} can't be \"lz4\", with which a result may hang the server; " <>
      "use \"zstd\" or \"none\""
  end
end
