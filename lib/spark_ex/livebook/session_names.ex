defmodule SparkEx.Livebook.SessionNames do
  @moduledoc false
  # The variables of a notebook that hold sessions, for the smart cells to propose.

  @doc """
  Returns the names of the variables of a binding that hold sessions.

      iex> SparkEx.Livebook.SessionNames.list(x: 1, pid: self(), nothing: nil)
      []
  """
  @spec list(Code.binding()) :: [String.t()]
  def list(binding),
    do: for({name, value} <- binding, is_atom(name), session?(value), do: to_string(name))

  # The initial call of a process tells whether it is a session.
  defp session?(pid) when is_pid(pid) and node(pid) == node(),
    do: :proc_lib.translate_initial_call(pid) == {SparkEx.Session.Server, :init, 1}

  defp session?(name) when is_atom(name) and name not in [nil, true, false],
    do: name |> Process.whereis() |> session?()

  defp session?(_value), do: false
end
