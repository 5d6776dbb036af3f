if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.Lazy do
    @moduledoc false
    # A value that several widgets share. It is computed at most once, when it is first needed, in
    # a process that ends with the cell.

    alias SparkEx.Arguments.Thunk
    alias SparkEx.Livebook.Job

    @type result :: {:ok, term} | {:error, Exception.t()}

    @doc "Starts the process, which calls `function` when the value is first needed."
    @spec start(Thunk.t(result)) :: pid
    def start(function), do: Kino.start_child!({Task, fn -> serve(function) end})

    @doc "Returns the value. It blocks until that is computed, so call it from a job, never from a widget."
    @spec value(pid) :: result
    def value(lazy) do
      monitor = Process.monitor(lazy)
      send(lazy, {:value, self(), monitor})

      receive do
        {^monitor, result} ->
          Process.demonitor(monitor, [:flush])
          result

        {:DOWN, ^monitor, :process, _pid, reason} ->
          {:error, %RuntimeError{message: Exception.format_exit(reason)}}
      end
    end

    defp serve(function) do
      receive do
        {:value, _from, _ref} = request ->
          result = Job.result(function)
          reply(request, result)
          serve_computed(result)
      end
    end

    defp serve_computed(result) do
      receive do
        request -> reply(request, result)
      end

      serve_computed(result)
    end

    defp reply({:value, from, ref}, result), do: send(from, {ref, result})
    defp reply(_other, _result), do: :ok
  end
end
