defmodule SparkEx.ExUnit.Suite do
  @moduledoc false
  # The sessions of a test suite: one for each set of options, and the clones of modules and tests.

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{Error, LocalServer, Session}
  alias SparkEx.Connect.Errors

  @default_url "local[2]"

  @typedoc "Options of a session, a session, or a function that returns one of them."
  @type source :: keyword | Session.t() | Thunk.t(keyword | Session.t())

  @doc "Why this machine cannot start the session's local server, or `nil`."
  @spec missing(source) :: String.t() | nil
  def missing(options) do
    with true <- options?(options),
         options = with_url(options),
         "local" <> _master <- options[:url],
         {:error, reason} <- LocalServer.available(options[:server] || []) do
      "SparkEx.ExUnit cannot start a local server: #{reason}"
    else
      _available -> nil
    end
  end

  @doc "A session for a module, linked to the caller."
  @spec module_session(source) :: pid
  def module_session(function) when is_function(function, 0), do: module_session(function.())

  def module_session(source) do
    session = if options?(source), do: suite_session(with_url(source)), else: source
    isolated(session)
  end

  @doc "A session with the state of another one, linked to the caller."
  @spec isolated(Session.t()) :: pid
  def isolated(session) do
    case Session.clone(session) do
      {:ok, clone} -> clone
      {:error, exception} -> if clones?(exception), do: raise(exception), else: new(session)
    end
  end

  defp clones?(%Error.Transport{reason: reason}), do: reason != :unimplemented
  defp clones?(%Error.Remote{grpc_status: status}), do: status != :unimplemented
  # Refused here: the server's version lacks it.
  defp clones?(%Error.Argument{}), do: false
  defp clones?(_other), do: true

  defp new(session), do: session |> Session.beside() |> Errors.unwrap!()

  defp options?(options), do: is_list(options)

  defp with_url(options) do
    Keyword.put_new_lazy(options, :url, fn -> System.get_env("SPARK_REMOTE", @default_url) end)
  end

  # One caller opens the session; the others wait for it.
  defp suite_session(options) do
    key = {__MODULE__, options}
    open = fn -> running(:persistent_term.get(key, nil)) || open(key, options) end
    :global.trans({key, self()}, open, [node()])
  end

  defp open(key, options) do
    session = options |> connect() |> Errors.unwrap!()
    :persistent_term.put(key, session)
    session
  end

  defp running(session), do: if(session && Process.alive?(session), do: session)

  # The session is linked to a process that lives as long as the suite.
  defp connect(options) do
    caller = self()
    tag = make_ref()

    {owner, monitor} =
      spawn_monitor(fn ->
        result = Session.connect(options)
        send(caller, {tag, result})
        if match?({:ok, _session}, result), do: keep(elem(result, 1))
      end)

    receive do
      {^tag, result} ->
        Process.demonitor(monitor, [:flush])
        ExUnit.after_suite(fn _result -> stop(owner) end)
        result

      {:DOWN, ^monitor, :process, ^owner, reason} ->
        raise "the session of the suite could not be started: #{inspect(reason)}"
    end
  end

  defp keep(session) do
    receive do
      {:stop, from, tag} ->
        Session.stop(session)
        send(from, tag)
    end
  end

  defp stop(owner) do
    monitor = Process.monitor(owner)
    send(owner, {:stop, self(), monitor})

    receive do
      ^monitor -> :ok
      {:DOWN, ^monitor, :process, ^owner, _reason} -> :ok
    end
  end
end
