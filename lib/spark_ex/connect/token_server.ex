defmodule SparkEx.Connect.TokenServer do
  @moduledoc false
  # Calls a session's token function whenever the native core needs a token, in a process of its
  # own: a slow function holds up nothing but the calls that wait for its token.

  alias SparkEx.Native

  @doc "Starts the process, linked to the caller."
  @spec start_link((() -> String.t())) :: pid
  def start_link(function), do: spawn_link(fn -> loop(function) end)

  defp loop(function) do
    receive do
      {:spark_ex_token, request} ->
        Native.token_answer(request, answer(function))
        loop(function)
    end
  end

  # What the function raised may hold the secret, so only its kind is passed on.
  defp answer(function) do
    case function.() do
      token when is_binary(token) and token != "" -> {:ok, token}
      {:ok, token} when is_binary(token) and token != "" -> {:ok, token}
      _other -> {:error, "it returned no string"}
    end
  rescue
    exception -> {:error, "it raised #{inspect(exception.__struct__)}"}
  catch
    kind, _value -> {:error, "it ended with #{kind}"}
  end
end
