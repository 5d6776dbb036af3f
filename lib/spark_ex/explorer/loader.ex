if Code.ensure_loaded?(Explorer) do
  defmodule SparkEx.Explorer.Loader do
    @moduledoc false
    # The one module that calls Explorer: native frames as its frames.
    #
    # The pointer goes to a function of Explorer that is not public, so it is asked for first. The
    # stream behind it is ours, and stays so: it is released here whatever becomes of the call,
    # and if this process is killed, with its term.

    alias Explorer.PolarsBackend
    alias SparkEx.{Connect.Errors, Error, Native}

    @type result :: {:ok, Explorer.DataFrame.t()} | {:error, Exception.t()}

    @doc "The rows of a native frame, which is empty afterwards."
    @spec load(Native.frame(), :auto | :c_stream | :ipc | :file) :: result
    def load(frame, :auto), do: load(frame, if(c_stream?(), do: :c_stream, else: :ipc))

    def load(frame, :c_stream) do
      with :ok <- check_c_stream(),
           {:ok, stream, address} <- native(Native.frame_to_c_stream(frame)) do
        try do
          loaded(fn -> from_address(address) end)
        after
          Native.c_stream_release(stream)
        end
      end
    end

    def load(frame, :ipc) do
      with {:ok, ipc} <- native(Native.frame_to_ipc(frame)),
           do: loaded(fn -> Explorer.DataFrame.load_ipc_stream(ipc) end)
    end

    def load(frame, :file) do
      with {:ok, ipc} <- native(Native.frame_to_ipc(frame)) do
        name = "spark_ex-#{System.unique_integer([:positive])}.arrows"
        path = Path.join(System.tmp_dir!(), name)

        try do
          File.write!(path, ipc)
          loaded(fn -> Explorer.DataFrame.from_ipc_stream(path) end)
        after
          File.rm(path)
        end
      end
    end

    @doc "Whether the installed Explorer, and the backend in use, take an Arrow C stream."
    @spec c_stream?() :: boolean
    def c_stream? do
      Explorer.Backend.get() == PolarsBackend and
        exported?(PolarsBackend.Native, :df_from_arrow_stream_pointer, 1) and
        exported?(PolarsBackend.Shared, :create_dataframe, 1)
    end

    defp exported?(module, name, arity),
      do: Code.ensure_loaded?(module) and function_exported?(module, name, arity)

    defp check_c_stream do
      if c_stream?() do
        :ok
      else
        text = "this Explorer takes no Arrow C stream: leave out via: :c_stream, or use via: :ipc"
        {:error, %Error.Argument{message: text}}
      end
    end

    defp from_address(address) do
      with {:ok, frame} <- PolarsBackend.Native.df_from_arrow_stream_pointer(address),
           do: PolarsBackend.Shared.create_dataframe(frame)
    end

    # Older versions give the frame as it is. A panic in Explorer's native code is an ErlangError.
    defp loaded(load) do
      case load.() do
        {:ok, %Explorer.DataFrame{} = frame} -> {:ok, frame}
        %Explorer.DataFrame{} = frame -> {:ok, frame}
        {:error, reason} -> refused(reason)
      end
    rescue
      error in [ErlangError, RuntimeError, ArgumentError] -> refused(error)
    end

    defp refused(%{__exception__: true} = error), do: refused(Exception.message(error))

    defp refused(reason) do
      text = if is_binary(reason), do: reason, else: inspect(reason)
      {:error, %Error.Decode{text: "Explorer did not take the result: #{text}"}}
    end

    defp native({:error, native}), do: {:error, Errors.from_native(native)}
    defp native(ok), do: ok
  end
end
