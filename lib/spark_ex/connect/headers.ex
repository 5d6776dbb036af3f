defmodule SparkEx.Connect.Headers do
  @moduledoc false
  # The gRPC headers that a user adds to every call. Values may be secrets, so errors show only
  # names.

  alias SparkEx.Error

  # Set by gRPC or HTTP/2; another value would break the call.
  @reserved ~w(connection content-length content-type host keep-alive proxy-connection te trailer
               transfer-encoding upgrade user-agent)

  @type t :: [{String.t(), binary}]

  @doc "The pairs of the option `:headers`."
  @spec pairs(term) :: {:ok, [{term, term}]} | {:error, Error.Argument.t()}
  def pairs(map) when is_map(map) and not is_struct(map), do: {:ok, Map.to_list(map)}

  def pairs(list) when is_list(list) and length(list) >= 0 do
    if Enum.all?(list, &match?({_name, _value}, &1)), do: {:ok, list}, else: not_pairs()
  end

  def pairs(_other), do: not_pairs()

  defp not_pairs,
    do: error("the option :headers is a map or a list of pairs of names and values")

  @doc """
  The headers with names in lower case.

      iex> SparkEx.Connect.Headers.validate([{"X-Tenant", "a"}, {:"trace-bin", <<0, 255>>}])
      {:ok, [{"x-tenant", "a"}, {"trace-bin", <<0, 255>>}]}

      iex> {:error, error} = SparkEx.Connect.Headers.validate([{"grpc-timeout", "1S"}])
      iex> Exception.message(error)
      ~s(the header "grpc-timeout" is set by gRPC itself; see the option :timeout of an action, and :rpc_timeout)
  """
  @spec validate([{term, term}]) :: {:ok, t} | {:error, Error.Argument.t()}
  def validate(pairs) do
    headers = for {name, value} <- pairs, do: {normalize(name), value}

    case Enum.find_value(headers, &problem/1) do
      nil -> {:ok, headers}
      problem -> error(problem)
    end
  end

  defp normalize(name) when is_atom(name) and name not in [nil, true, false],
    do: name |> Atom.to_string() |> normalize()

  defp normalize(name) when is_binary(name), do: String.downcase(name, :ascii)
  defp normalize(other), do: other

  defp problem({name, value}) do
    cond do
      not is_binary(name) ->
        "the name of a header is a string or an atom"

      reserved = reserved(name) ->
        reserved

      not (name =~ ~r/\A[0-9a-z_.-]+\z/) ->
        "the name of a header has only letters, digits, _, - and ."

      not is_binary(value) ->
        "the value of the header #{inspect(name)} must be a string"

      not (String.ends_with?(name, "-bin") or value =~ ~r/\A[\x20-\x7E]*\z/) ->
        "the value of the header #{inspect(name)} must be printable ASCII; only a header whose " <>
          "name ends in -bin takes other bytes"

      true ->
        nil
    end
  end

  defp reserved("grpc-timeout"),
    do:
      ~s(the header "grpc-timeout" is set by gRPC itself; see the option :timeout of an action, ) <>
        "and :rpc_timeout"

  defp reserved("user-agent"),
    do: ~s(the header "user-agent" is set by gRPC itself; see the option :client_type)

  defp reserved(":authority"),
    do: ~s(the header ":authority" is set by HTTP/2 itself; see the option :authority)

  defp reserved("grpc-" <> _rest = name), do: "the header #{inspect(name)} is set by gRPC itself"
  defp reserved(":" <> _rest = name), do: "the header #{inspect(name)} is set by HTTP/2 itself"

  defp reserved(name) when name in @reserved,
    do: "the header #{inspect(name)} is set by gRPC itself"

  defp reserved(_name), do: nil

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
