if Code.ensure_loaded?(Explorer) do
  defmodule SparkEx.LocalData.ExplorerFrame do
    @moduledoc false
    # Frames of Explorer as columns, with the types that they have in Spark.

    alias Explorer.DataFrame
    alias SparkEx.{Error, Interval}
    alias SparkEx.Types.Field

    @types %{
      {:s, 8} => :byte,
      {:s, 16} => :short,
      {:s, 32} => :integer,
      {:s, 64} => :long,
      {:u, 8} => :short,
      {:u, 16} => :integer,
      {:u, 32} => :long,
      {:u, 64} => {:decimal, 20, 0},
      {:f, 32} => :float,
      {:f, 64} => :double,
      :binary => :binary,
      :boolean => :boolean,
      :category => :string,
      :date => :date,
      :null => :null,
      :string => :string,
      :time => {:time, 6}
    }

    @doc "The columns of a frame, and what Spark has of their types."
    @spec columns!(DataFrame.t()) :: {[{String.t(), list}], [Field.t()]}
    def columns!(frame) do
      dtypes = DataFrame.dtypes(frame)
      names = DataFrame.names(frame)
      columns = for name <- names, do: {name, values(frame[name], dtypes[name])}
      {columns, for(name <- names, do: %Field{name: name, type: type!(dtypes[name], name)})}
    end

    defp values(series, {:duration, _unit}) do
      for duration <- Explorer.Series.to_list(series), do: duration && interval(duration)
    end

    defp values(series, _dtype), do: Explorer.Series.to_list(series)

    defp interval(%{value: value, precision: :millisecond}), do: day_time(value * 1_000)
    defp interval(%{value: value, precision: :microsecond}), do: day_time(value)

    defp interval(%{value: value, precision: :nanosecond}) when rem(value, 1_000) == 0,
      do: day_time(div(value, 1_000))

    defp interval(duration) do
      raise Error.Argument,
            "Spark counts whole microseconds, got: #{inspect(duration)}; cast it first"
    end

    defp day_time(microseconds), do: %Interval.DayTime{microseconds: microseconds}

    defp type!(dtype, _name) when is_map_key(@types, dtype), do: @types[dtype]
    defp type!({:naive_datetime, _unit}, _name), do: :timestamp_ntz
    defp type!({:datetime, _unit, _zone}, _name), do: :timestamp
    defp type!({:duration, _unit}, _name), do: {:day_time_interval, :day, :second}
    defp type!({:decimal, precision, scale}, _name), do: {:decimal, precision || 38, scale}
    defp type!({:list, dtype}, name), do: {:array, type!(dtype, name), true}

    defp type!({:struct, fields}, name),
      do:
        {:struct,
         for({field, dtype} <- fields, do: %Field{name: field, type: type!(dtype, name)})}

    defp type!(dtype, name) do
      raise Error.Argument,
            "column #{inspect(name)}: Spark has no type for Explorer's #{inspect(dtype)}; cast it first"
    end
  end
end
