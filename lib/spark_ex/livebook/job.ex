defmodule SparkEx.Livebook.Job do
  @moduledoc false
  # Work in a process beside a widget, which stays responsive meanwhile. A job ends with its
  # widget and the widget with its cell. A query is interrupted when its process ends.

  alias SparkEx.Arguments.Thunk

  @enforce_keys [:pid, :ref]
  defstruct @enforce_keys

  @type t :: %__MODULE__{pid: pid, ref: reference}

  @doc "Runs a function and sends the caller `{ref, result}`, see `result/1`."
  @spec start(Thunk.t({:ok, term} | {:error, Exception.t()})) :: t
  def start(function) do
    owner = self()
    ref = make_ref()
    %__MODULE__{pid: spawn_link(fn -> send(owner, {ref, result(function)}) end), ref: ref}
  end

  @doc "Ends a job. Its message may already be in the caller's mailbox: compare the reference."
  @spec stop(t | nil) :: :ok
  def stop(nil), do: :ok

  def stop(%__MODULE__{pid: pid}) do
    Process.unlink(pid)
    Process.exit(pid, :kill)
    :ok
  end

  @doc "Returns the result of a function, or `{:error, exception}` if it raises, exits or throws."
  @spec result(Thunk.t(result)) :: result | {:error, Exception.t()} when result: term
  def result(function) do
    function.()
  rescue
    exception -> {:error, exception}
  catch
    :exit, reason -> {:error, %RuntimeError{message: Exception.format_exit(reason)}}
    :throw, value -> {:error, %RuntimeError{message: "uncaught throw: #{inspect(value)}"}}
  end
end
