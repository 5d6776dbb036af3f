if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ChartCell do
    @moduledoc false
    # The smart cell "Spark chart". It aggregates a frame of the notebook on Spark and draws a
    # bounded number of rows. Until the user chooses a frame, the cell uses the first.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "form.js"
    use Kino.JS.Live
    use Kino.SmartCell, name: "Spark chart"

    alias SparkEx.DataFrame
    alias SparkEx.Livebook.{ChartSource, Form}

    @marks [
      %{value: "bar", label: "Bars"},
      %{value: "line", label: "Line"},
      %{value: "area", label: "Area"},
      %{value: "point", label: "Points"},
      %{value: "tick", label: "Ticks"},
      %{value: "boxplot", label: "Boxes"}
    ]

    @types [
      %{value: "", label: "as the values"},
      %{value: "quantitative", label: "numbers"},
      %{value: "temporal", label: "times"},
      %{value: "nominal", label: "names"},
      %{value: "ordinal", label: "ordered names"}
    ]

    @aggregates [
      %{value: "", label: "each row"},
      %{value: "count", label: "number of rows"},
      %{value: "sum", label: "sum"},
      %{value: "mean", label: "mean"},
      %{value: "median", label: "median"},
      %{value: "min", label: "smallest"},
      %{value: "max", label: "largest"}
    ]

    @with_column for %{value: value} <- @aggregates, value != "count", do: value

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
         columns: []
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
      values = Form.change(@fields, ctx.assigns.values, name, value)
      broadcast_event(ctx, "values", values)
      ctx = assign(ctx, values: values, chosen: ctx.assigns.chosen or name == "frame")
      if name == "frame", do: fetch_columns(ctx.assigns)
      {:noreply, ctx}
    end

    @impl true
    def scan_binding(server, binding, _env) do
      frames = for {name, %DataFrame{} = frame} <- binding, do: {to_string(name), frame}
      send(server, {:frames, frames})
    end

    @impl true
    def handle_info({:frames, frames}, ctx) do
      %{values: values, chosen: chosen} = ctx.assigns
      first = with [{name, _frame} | _] <- frames, do: name, else: ([] -> values["frame"])
      values = Map.put(values, "frame", if(chosen, do: values["frame"], else: first))
      ctx = assign(ctx, frames: frames, values: values)
      broadcast_event(ctx, "choices", choices(ctx.assigns))
      broadcast_event(ctx, "values", values)
      fetch_columns(ctx.assigns)
      {:noreply, ctx}
    end

    def handle_info({:columns, name, columns}, %{assigns: %{values: %{"frame" => name}}} = ctx) do
      ctx = assign(ctx, columns: columns)
      broadcast_event(ctx, "choices", choices(ctx.assigns))
      {:noreply, ctx}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    # The schema is fetched beside the cell, which stays responsive.
    defp fetch_columns(%{values: %{"frame" => name}, frames: frames}) do
      server = self()

      with {_name, frame} <- List.keyfind(frames, name, 0) do
        Task.start(fn ->
          with {:ok, columns} <- DataFrame.columns(frame),
               do: send(server, {:columns, name, columns})
        end)
      end
    end

    defp choices(%{frames: frames, columns: columns}) do
      names = for {name, _frame} <- frames, do: name
      %{"frame" => names, "x" => columns, "y" => columns, "color" => columns}
    end

    @impl true
    def to_attrs(ctx), do: ctx.assigns.values

    @impl true
    def to_source(attrs), do: attrs |> ChartSource.quoted() |> Kino.SmartCell.quoted_to_string()
  end
end
