defmodule SparkEx.Connect.TokenServer do
  @moduledoc false
  # Calls the token function of a session when the native core needs a token, and keeps the token
  # for a while. Each call is a process of its own, so that a function that is slow, hangs or dies
  # affects only the RPC that waits for it.

  alias SparkEx.Arguments.Thunk
  alias SparkEx.Native

  # After the session's process has ended, the native core still interrupts its queries and
  # releases the session. It gives itself as much time.
  @linger 10_000

  @enforce_keys [:function, :ttl, :session]
  @derive {Inspect, except: [:token]}
  defstruct [:function, :ttl, :session, :token, :expires_at, requests: %{}]

  @doc """
  Starts the process, linked to the caller, which it outlives by some seconds. A token is used for
  `ttl` milliseconds, or until the server refuses it.
  """
  @spec start_link(Thunk.t(String.t()), non_neg_integer) :: pid
  def start_link(function, ttl) do
    state = %__MODULE__{function: function, ttl: ttl, session: self()}

    spawn_link(fn ->
      Process.flag(:trap_exit, true)
      loop(state)
    end)
  end

  defp loop(%{session: session} = state) do
    receive do
      {:spark_ex_token, request} ->
        state |> answer(request) |> loop()

      :spark_ex_token_refused ->
        loop(%{state | token: nil})

      {:token, token} ->
        loop(%{state | token: token, expires_at: now() + state.ttl})

      {:EXIT, ^session, _reason} ->
        Process.send_after(self(), :expired, @linger)
        loop(state)

      {:EXIT, pid, _reason} ->
        {request, requests} = Map.pop(state.requests, pid)
        # Has no effect if the process answered before it ended.
        if request, do: Native.token_answer(request, {:error, "it was killed"})
        loop(%{state | requests: requests})

      :expired ->
        exit(:shutdown)
    end
  end

  defp answer(state, request) do
    if state.token != nil and now() < state.expires_at do
      Native.token_answer(request, {:ok, state.token})
      state
    else
      server = self()
      pid = spawn_link(fn -> fetch(server, request, state.function) end)
      put_in(state.requests[pid], request)
    end
  end

  defp fetch(server, request, function) do
    result = call(function)
    with {:ok, token} <- result, do: send(server, {:token, token})
    Native.token_answer(request, result)
  end

  # Exceptions may hold the secret, so errors name only their kind.
  defp call(function) do
    case function.() do
      {:ok, token} -> validate(token)
      token -> validate(token)
    end
  rescue
    exception -> {:error, "it raised #{inspect(exception.__struct__)}"}
  catch
    kind, _value -> {:error, "it ended with #{kind}"}
  end

  defp validate(token) do
    if is_binary(token) and token != "" and String.valid?(token),
      do: {:ok, token},
      else: {:error, "it returned no string, or an empty one"}
  end

  defp now, do: System.monotonic_time(:millisecond)
end
