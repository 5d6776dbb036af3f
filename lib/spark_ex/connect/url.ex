defmodule SparkEx.Connect.URL do
  @moduledoc false
  # The URL of a Spark Connect server. Errors show no part of it that could be a token.

  alias SparkEx.Connect.Pings
  alias SparkEx.Error

  @default_port 15_002
  @own_params ~w(use_ssl token user_id user_agent session_id) ++ Pings.params()

  @doc "The parameters that are not headers."
  @spec own_params() :: [String.t()]
  def own_params, do: @own_params

  @doc """
  Host, port and the decoded parameters of `sc://host[:port][/;key=value…]`.

      iex> SparkEx.Connect.URL.parse("sc://[::1]/;user_id=ann;x-tenant=a%3Bb")
      {:ok, "::1", 15002, %{"user_id" => "ann", "x-tenant" => "a;b"}}
  """
  @spec parse(String.t()) ::
          {:ok, String.t(), :inet.port_number(), %{String.t() => String.t()}}
          | {:error, Error.Argument.t()}
  def parse("sc://" <> rest) do
    {authority, path} =
      case String.split(rest, "/", parts: 2) do
        [authority, path] -> {authority, path}
        [authority] -> {authority, ""}
      end

    with {:ok, host, port} <- host_and_port(authority),
         {:ok, params} <- params(path),
         do: {:ok, host, port, params}
  end

  def parse(url) do
    scheme = url |> String.split("://", parts: 2) |> hd()
    shown = scheme != url and scheme =~ ~r/\A[A-Za-z][A-Za-z0-9+.-]*\z/
    given = if shown, do: ", got the scheme #{inspect(scheme)}", else: ""
    error("a Spark Connect URL is sc://host[:port][/;key=value…]" <> given)
  end

  # The text before the port may be a misplaced token, so errors don't show it.
  defp host_and_port(authority) do
    case Regex.run(~r/\A(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::([0-9]+))?\z/, authority) do
      [_, "", host | port] -> host(host, List.first(port))
      [_, ipv6 | rest] -> if ipv6?(ipv6), do: host(ipv6, Enum.at(rest, 1)), else: bad_host()
      nil -> bad_host()
    end
  end

  defp bad_host do
    error(
      "a Spark Connect URL names a server as host, host:port or [ipv6]:port; " <>
        "parameters follow /; as in sc://host:15002/;use_ssl=true"
    )
  end

  defp ipv6?(text),
    do: match?({:ok, _address}, :inet.parse_ipv6strict_address(String.to_charlist(text)))

  defp host(host, nil), do: {:ok, host, @default_port}

  defp host(host, port) do
    case Integer.parse(port) do
      {port, ""} when port in 1..65_535 -> {:ok, host, port}
      _ -> error("the port of a Spark Connect URL is 1 to 65535, got: #{port}")
    end
  end

  defp params(""), do: {:ok, %{}}

  defp params(";" <> params) do
    params
    |> String.split(";", trim: true)
    |> Enum.with_index(1)
    |> Enum.reduce_while({:ok, %{}}, fn {param, place}, {:ok, known} ->
      case param(param, place) do
        {:ok, key, value} -> {:cont, {:ok, Map.put(known, key, value)}}
        error -> {:halt, error}
      end
    end)
  end

  defp params(_path) do
    error(
      "a Spark Connect URL has no path: gRPC has none below which a server could be served; " <>
        "parameters follow /; as in sc://host:15002/;use_ssl=true"
    )
  end

  # An unknown key may be the rest of a token with a ; in it.
  defp param(param, place) do
    with [key, value] when key != "" <- String.split(param, "="),
         {:ok, key} <- decode(key),
         {:ok, value} <- decode_value(key, value) do
      {:ok, key, value}
    else
      _ ->
        key = param |> String.split("=") |> hd()
        shown = if key in @own_params, do: " (#{key})", else: ""

        error(
          "parameter #{place}#{shown} of the Spark Connect URL is not key=value; " <>
            "a = or ; within a value is written %3D or %3B"
        )
    end
  end

  defp decode_value(key, value) do
    if String.ends_with?(String.downcase(key, :ascii), "-bin"),
      do: {:ok, URI.decode(value)},
      else: decode(value)
  end

  defp decode(text) do
    decoded = URI.decode(text)
    if String.valid?(decoded), do: {:ok, decoded}, else: :error
  end

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
