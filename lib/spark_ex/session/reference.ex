defmodule SparkEx.Session.Reference do
  @moduledoc false
  # What a caller may give as a session: a pid, or a name of its process.

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Error, Session}

  @doc "Returns an error for a term that is not a session."
  @spec validate(term) :: :ok | {:error, Error.Argument.t()}
  def validate(session), do: if(valid?(session), do: :ok, else: {:error, argument_error(session)})

  @doc "Returns the session; raises for any other term."
  @spec session!(term) :: Session.t()
  def session!(session),
    do: if(valid?(session), do: session, else: raise(argument_error(session)))

  defp valid?(pid) when is_pid(pid), do: true
  defp valid?(name) when is_atom(name), do: name not in [nil, true, false, :ok, :error]
  defp valid?({:global, _term}), do: true
  defp valid?({:via, module, _term}) when is_atom(module), do: true

  defp valid?({name, node}) when is_atom(name) and is_atom(node),
    do: name not in [nil, :ok, :error] and node != nil

  defp valid?(_other), do: false

  defp argument_error(other), do: Receiver.error(other, "a session (a pid or a name)")
end
