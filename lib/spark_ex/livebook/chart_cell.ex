if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ChartCell do
    @moduledoc false
    # The smart cell "Spark chart". It aggregates a frame of the notebook on Spark and draws a
    # bounded number of rows. Until the user chooses a frame, the cell uses the first.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "form.js"
    use Kino.JS.Live
    use Kino.SmartCell, name: "Spark chart"

    alias SparkEx.DataFrame
    alias SparkEx.Livebook.{ChartData, ChartSource, Form, Job}

    options = &for {value, label} <- &1, do: %{value: to_string(value), label: label}

    @marks options.(ChartSource.marks())
    @types [%{value: "", label: "as the values"} | options.(ChartSource.types())]
    @aggregates [
      %{value: "", label: "each row"},
      %{value: "count", label: "number of rows"} | options.(ChartSource.functions())
    ]

    @with_column for %{value: value} <- @aggregates, value != "count", do: value

    # The others are numbers.
    @of_column_type ["", "min", "max"]

    @fields [
      %{name: "frame", type: :variable, label: "Frame", default: "frame"},
      %{name: "mark", type: :select, label: "Chart", default: "bar", options: @marks},
      %{name: "x", type: :column, label: "X", default: ""},
      %{name: "x_type", type: :select, label: "X as", default: "", options: @types},
      %{name: "aggregate", type: :select, label: "Y", default: "", options: @aggregates},
      %{
        name: "y",
        type: :column,
        label: "of",
        default: "",
        when: [%{name: "aggregate", value: @with_column}]
      },
      %{
        name: "y_type",
        type: :select,
        label: "Y as",
        default: "",
        options: @types,
        when: [%{name: "aggregate", value: @of_column_type}]
      },
      %{name: "color", type: :column, label: "Color", default: ""},
      %{name: "color_type", type: :select, label: "Color as", default: "", options: @types},
      %{
        name: "max_rows",
        type: :number,
        label: "Rows at most",
        default: nil,
        placeholder: "5000"
      }
    ]

    @impl true
    def init(attrs, ctx) do
      {:ok,
       assign(ctx,
         values: Form.values(@fields, attrs),
         chosen: is_binary(attrs["frame"]),
         frames: [],
         frame: nil,
         columns: [],
         job: nil
       )}
    end

    @impl true
    def handle_connect(ctx) do
      payload = %{
        title: "Spark chart",
        fields: @fields,
        values: ctx.assigns.values,
        choices: choices(ctx.assigns),
        notice: nil
      }

      {:ok, payload, ctx}
    end

    @impl true
    def handle_event("change", %{"name" => name, "value" => value}, ctx) do
      values =
        @fields
        |> Form.change(ctx.assigns.values, name, value)
        |> put_y_type(name, ctx.assigns.columns)

      broadcast_event(ctx, "values", values)
      ctx = assign(ctx, values: values, chosen: ctx.assigns.chosen or name == "frame")
      {:noreply, if(name == "frame", do: put_frame(ctx), else: ctx)}
    end

    # Vega-Lite takes a field without a type for names.
    defp put_y_type(values, "y", columns) do
      case Enum.find(columns, &(&1.name == values["y"])) do
        nil -> values
        column -> Map.put(values, "y_type", to_string(ChartData.scale(column.type)))
      end
    end

    defp put_y_type(values, _name, _columns), do: values

    @impl true
    def scan_binding(server, binding, _env) do
      # The names of variables in macros are tuples.
      frames =
        for {name, %DataFrame{} = frame} <- binding,
            is_atom(name),
            do: {to_string(name), frame}

      send(server, {:frames, frames})
    end

    @impl true
    def handle_info({:frames, frames}, ctx) do
      values = choose_frame(ctx.assigns, frames)
      ctx = ctx |> assign(frames: frames, values: values) |> put_frame()
      broadcast_event(ctx, "values", values)
      {:noreply, ctx}
    end

    def handle_info({ref, result}, %{assigns: %{job: %Job{ref: ref}}} = ctx),
      do: {:noreply, ctx |> assign(job: nil) |> put_schema(result) |> broadcast_choices()}

    def handle_info(_message, ctx), do: {:noreply, ctx}

    defp choose_frame(%{chosen: false, values: values}, [{name, _frame} | _]),
      do: Map.put(values, "frame", name)

    defp choose_frame(%{values: values}, _frames), do: values

    # The schema is fetched beside the cell, which stays responsive, and once for each frame.
    defp put_frame(%{assigns: %{values: %{"frame" => name}} = assigns} = ctx) do
      case List.keyfind(assigns.frames, name, 0, {name, nil}) do
        {_name, frame} when frame == assigns.frame ->
          broadcast_choices(ctx)

        {_name, frame} ->
          Job.stop(assigns.job)
          job = if frame, do: Job.start(fn -> DataFrame.schema(frame) end)
          ctx |> assign(frame: frame, columns: [], job: job) |> broadcast_choices()
      end
    end

    defp put_schema(ctx, {:ok, {:struct, columns}}), do: assign(ctx, columns: columns)
    # The next evaluation tries again.
    defp put_schema(ctx, {:error, _exception}), do: assign(ctx, frame: nil)

    defp broadcast_choices(ctx) do
      broadcast_event(ctx, "choices", choices(ctx.assigns))
      ctx
    end

    defp choices(%{frames: frames, columns: columns}) do
      names = for {name, _frame} <- frames, do: name
      columns = Enum.map(columns, & &1.name)
      %{"frame" => names, "x" => columns, "y" => columns, "color" => columns}
    end

    @impl true
    def to_attrs(ctx), do: ctx.assigns.values

    @impl true
    def to_source(attrs), do: attrs |> ChartSource.quoted() |> Kino.SmartCell.quoted_to_string()
  end
end
