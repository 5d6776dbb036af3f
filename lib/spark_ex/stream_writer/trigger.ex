defmodule SparkEx.StreamWriter.Trigger do
  @moduledoc false
  # When a streaming query processes its next micro-batch, as fields of WriteStreamOperationStart.

  alias SparkEx.Arguments.Options
  alias SparkEx.Error

  @intervals %{
    processing_time: :processing_time_interval,
    continuous: :continuous_checkpoint_interval,
    real_time: :real_time_batch_duration
  }
  @flags [:available_now, :once]
  @names Map.keys(@intervals) ++ @flags

  @type t :: %{atom => String.t() | true}
  @type input :: :available_now | :once | keyword

  @doc """
  Validates a trigger.

      iex> SparkEx.StreamWriter.Trigger.new!(processing_time: 1_500)
      %{processing_time_interval: "1500 milliseconds"}
      iex> SparkEx.StreamWriter.Trigger.new!(:available_now)
      %{available_now: true}
      iex> SparkEx.StreamWriter.Trigger.new!(available_now: true, once: true)
      ** (SparkEx.Error.Argument) trigger/2 takes exactly one trigger, got: [available_now: true, once: true]
  """
  @spec new!(input) :: t
  def new!(flag) when flag in @flags, do: %{flag => true}
  def new!([{flag, true}]) when flag in @flags, do: %{flag => true}

  def new!([{name, interval}]) when is_map_key(@intervals, name),
    do: %{Map.fetch!(@intervals, name) => interval!(name, interval)}

  def new!([{name, value}]) when name in @flags,
    do: raise(Error.Argument, "trigger/2: #{inspect(name)} must be true, got: #{inspect(value)}")

  def new!([{name, _value}]) when is_atom(name), do: unknown!(name)
  def new!(name) when is_atom(name), do: unknown!(name)

  def new!(other),
    do: raise(Error.Argument, "trigger/2 takes exactly one trigger, got: #{inspect(other)}")

  @spec unknown!(atom) :: no_return
  defp unknown!(name) do
    raise Error.Argument,
          "unknown trigger #{inspect(name)}#{Options.did_you_mean(name, @names)} " <>
            "(allowed: #{Enum.map_join(@names, ", ", &inspect/1)})"
  end

  defp interval!(_name, milliseconds) when is_integer(milliseconds) and milliseconds >= 0,
    do: "#{milliseconds} milliseconds"

  defp interval!(name, text) do
    if is_binary(text) and String.valid?(text) and String.trim(text) != "" do
      String.trim(text)
    else
      raise Error.Argument,
            "trigger/2: #{inspect(name)} must be an interval such as \"5 seconds\", or an integer " <>
              "of milliseconds, got: #{inspect(text)}"
    end
  end

  @doc """
  The trigger as text.

      iex> SparkEx.StreamWriter.Trigger.text(%{processing_time_interval: "5 seconds"})
      "processing_time 5 seconds"
  """
  @spec text(t) :: String.t()
  def text(trigger) do
    case Map.to_list(trigger) do
      [{flag, true}] -> Atom.to_string(flag)
      [{:processing_time_interval, interval}] -> "processing_time " <> interval
      [{:continuous_checkpoint_interval, interval}] -> "continuous " <> interval
      [{:real_time_batch_duration, interval}] -> "real_time " <> interval
    end
  end
end
