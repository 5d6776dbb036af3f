defmodule SparkEx.Connect.TokenServer do
  @moduledoc false
  # Calls a session's token function whenever the native core needs a token. Every call is a process
  # of its own, so that a function that is slow, hangs or dies harms only the RPC that waits for it.

  alias SparkEx.Native

  # The native core still speaks to the server when the session's process is gone, to interrupt what
  # runs and to release the session. It gives itself as much time.
  @linger 10_000

  @doc "Starts the process, linked to the caller, whom it outlives by a little."
  @spec start_link((() -> String.t())) :: pid
  def start_link(function) do
    session = self()

    spawn_link(fn ->
      Process.flag(:trap_exit, true)
      loop(function, session, %{})
    end)
  end

  defp loop(function, session, requests) do
    receive do
      {:spark_ex_token, request} ->
        asked = spawn_link(fn -> Native.token_answer(request, answer(function)) end)
        loop(function, session, Map.put(requests, asked, request))

      {:EXIT, ^session, _reason} ->
        Process.send_after(self(), :expired, @linger)
        loop(function, session, requests)

      {:EXIT, asked, _reason} ->
        {request, requests} = Map.pop(requests, asked)
        # Counts only where the process died before it answered.
        if request, do: Native.token_answer(request, {:error, "it was killed"})
        loop(function, session, requests)

      :expired ->
        exit(:shutdown)
    end
  end

  # What the function raised may hold the secret, so only its kind is passed on.
  defp answer(function) do
    case function.() do
      {:ok, token} -> checked(token)
      token -> checked(token)
    end
  rescue
    exception -> {:error, "it raised #{inspect(exception.__struct__)}"}
  catch
    kind, _value -> {:error, "it ended with #{kind}"}
  end

  defp checked(token) do
    if is_binary(token) and token != "" and String.valid?(token),
      do: {:ok, token},
      else: {:error, "it returned no string, or an empty one"}
  end
end
