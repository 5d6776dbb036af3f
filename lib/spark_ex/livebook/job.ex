defmodule SparkEx.Livebook.Job do
  @moduledoc false
  # What a widget has done beside itself, so that it answers while a query runs. A job ends with its
  # widget, which ends with its cell; and a query is interrupted when its process ends.

  @enforce_keys [:pid, :ref]
  defstruct @enforce_keys

  @type t :: %__MODULE__{pid: pid, ref: reference}

  @doc "Runs a function; the caller is sent `{ref, result}`, what it raises as `{:error, exception}`."
  @spec start((() -> {:ok, term} | {:error, Exception.t()})) :: t
  def start(function) do
    owner = self()
    ref = make_ref()
    %__MODULE__{pid: spawn_link(fn -> send(owner, {ref, result(function)}) end), ref: ref}
  end

  @doc "Ends a job, if it still runs. A message of it may still come; its reference tells it."
  @spec stop(t | nil) :: :ok
  def stop(nil), do: :ok

  def stop(%__MODULE__{pid: pid}) do
    Process.unlink(pid)
    Process.exit(pid, :kill)
    :ok
  end

  @doc "What a function gives, or raises."
  @spec result((() -> result)) :: result | {:error, Exception.t()} when result: term
  def result(function) do
    function.()
  rescue
    exception -> {:error, exception}
  catch
    :exit, reason -> {:error, %RuntimeError{message: Exception.format_exit(reason)}}
  end
end
