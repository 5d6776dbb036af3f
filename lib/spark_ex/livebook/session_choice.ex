if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.SessionChoice do
    @moduledoc false
    # The fields of a smart cell that works on a session of the notebook. Until the user chooses
    # one, the cell uses the first.

    import Kino.JS.Live.Context, only: [assign: 2, broadcast_event: 3]

    alias Kino.JS.Live.Context
    alias SparkEx.Livebook.Form

    @doc "Puts the values of the fields into a new cell."
    @spec init(Context.t(), [Form.field()], map) :: Context.t()
    def init(ctx, fields, attrs) do
      chosen = is_binary(attrs["session"])
      assign(ctx, values: Form.values(fields, attrs), chosen: chosen, sessions: [])
    end

    @doc "Returns what the browser draws."
    @spec payload(Context.t(), [Form.field()], String.t()) :: map
    def payload(%{assigns: assigns}, fields, title) do
      %{
        title: title,
        fields: fields,
        values: assigns.values,
        choices: choices(assigns.sessions),
        notice: nil
      }
    end

    @doc "Changes a value, as the user did."
    @spec change(Context.t(), [Form.field()], String.t(), term) :: Context.t()
    def change(ctx, fields, name, value) do
      values = Form.change(fields, ctx.assigns.values, name, value)
      broadcast_event(ctx, "values", values)
      assign(ctx, values: values, chosen: ctx.assigns.chosen or name == "session")
    end

    @doc "Puts the names of the notebook's sessions."
    @spec put_sessions(Context.t(), [String.t()]) :: Context.t()
    def put_sessions(ctx, sessions) do
      %{values: values, chosen: chosen} = ctx.assigns
      first = if chosen, do: values["session"], else: List.first(sessions, values["session"])
      values = Map.put(values, "session", first)
      broadcast_event(ctx, "choices", choices(sessions))
      broadcast_event(ctx, "values", values)
      assign(ctx, sessions: sessions, values: values)
    end

    defp choices(sessions), do: %{"session" => sessions}
  end
end
