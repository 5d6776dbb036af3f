if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.Once do
    @moduledoc false
    # A value that several widgets need and that is to be made once: when it is first asked for, in a
    # process of its own that ends with the cell.

    alias SparkEx.Livebook.Job

    @type result :: {:ok, term} | {:error, Exception.t()}

    @spec start((() -> result)) :: pid
    def start(function), do: Kino.start_child!({Task, fn -> serve(function) end})

    @doc "The value; waits for it. To be called from a job, never from a widget."
    @spec value(pid) :: result
    def value(once) do
      monitor = Process.monitor(once)
      send(once, {:value, self(), monitor})

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
          answer(request, result)
          serve_made(result)
      end
    end

    defp serve_made(result) do
      receive do
        request -> answer(request, result)
      end

      serve_made(result)
    end

    defp answer({:value, from, ref}, result), do: send(from, {ref, result})
    defp answer(_other, _result), do: :ok
  end
end
