if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ConnectionCell do
    @moduledoc false
    # The smart cell "Spark connection", which writes a call of SparkEx.Livebook.connect!/1.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "form.js"
    use Kino.JS.Live
    use Kino.SmartCell, name: "Spark connection"

    alias SparkEx.Livebook.Form

    @remote [%{name: "kind", value: "remote"}]
    @local [%{name: "kind", value: "local"}]
    @tls [%{name: "tls", value: true}]

    # A host cannot contain parameters, which may hold a token.
    @host "[A-Za-z0-9._-]+|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.]*"
    @headers "(?:(?![Aa]uthorization *:)[A-Za-z0-9._-]+ *:[^\\n]*(?:\\n+|$))*"

    @fields [
      %{
        name: "kind",
        type: :select,
        label: "Spark",
        default: "remote",
        options: [
          %{value: "remote", label: "A server"},
          %{value: "local", label: "Started here"}
        ]
      },
      %{name: "variable", type: :variable, label: "Assign to", default: "spark"},
      %{
        name: "host",
        type: :text,
        label: "Host",
        default: "localhost",
        pattern: @host,
        hint: "A name or an address. The port, TLS and the token have their own fields.",
        when: @remote
      },
      %{name: "port", type: :number, label: "Port", default: 15_002, when: @remote},
      %{name: "tls", type: :checkbox, label: "TLS", default: false, when: @remote},
      %{
        name: "ca_file",
        type: :text,
        label: "CA file",
        default: "",
        placeholder: "the system's roots",
        when: @remote ++ @tls
      },
      %{name: "token", type: :secret, label: "Token (a secret)", default: "", when: @remote},
      %{
        name: "user_id",
        type: :text,
        label: "User",
        default: "",
        placeholder: "the system's user",
        when: @remote,
        fold: true
      },
      %{
        name: "headers",
        type: :lines,
        label: "Headers",
        default: "",
        placeholder: "x-databricks-cluster-id: 0123-456789-abcdefgh",
        pattern: @headers,
        hint:
          "One line of name: value for each. The notebook shows them; a token has its own field.",
        when: @remote,
        fold: true
      },
      %{
        name: "cores",
        type: :number,
        label: "Cores",
        default: nil,
        placeholder: "all",
        when: @local
      }
    ]

    @impl true
    def init(attrs, ctx) do
      name = Kino.SmartCell.prefixed_var_name("spark", attrs["variable"])
      values = Form.values(@fields, Map.put(attrs, "variable", name))
      {:ok, assign(ctx, values: values, notice: nil)}
    end

    @impl true
    def handle_connect(ctx) do
      {:ok,
       %{
         title: "Spark connection",
         fields: @fields,
         values: ctx.assigns.values,
         notice: ctx.assigns.notice
       }, ctx}
    end

    @impl true
    def handle_event("change", %{"name" => name, "value" => value}, ctx) do
      values = Form.change(@fields, ctx.assigns.values, name, value)
      broadcast_event(ctx, "values", values)
      {:noreply, assign(ctx, values: values)}
    end

    # The last line of the cell returns the server's version. Livebook shows its errors below the
    # cell.
    @impl true
    def scan_eval_result(server, {:ok, version}) when is_binary(version),
      do: send(server, {:notice, %{text: "Spark #{version}"}})

    def scan_eval_result(server, _result), do: send(server, {:notice, nil})

    @impl true
    def handle_info({:notice, notice}, ctx) do
      broadcast_event(ctx, "notice", notice)
      {:noreply, assign(ctx, notice: notice)}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    @impl true
    def to_attrs(ctx), do: ctx.assigns.values

    @impl true
    def to_source(attrs) do
      variable = {String.to_atom(attrs["variable"]), [], nil}

      Kino.SmartCell.quoted_to_string(
        quote do
          unquote(variable) = SparkEx.Livebook.connect!(unquote(options(attrs)))
          SparkEx.spark_version!(unquote(variable))
        end
      )
    end

    defp options(%{"kind" => "local", "cores" => cores}), do: [url: "local[#{cores || "*"}]"]

    defp options(attrs) do
      Enum.reject(
        [
          url: url(attrs),
          tls: tls(attrs),
          token: token(attrs["token"]),
          user_id: present(attrs["user_id"]),
          headers: headers(attrs["headers"])
        ],
        fn {_name, value} -> value == nil end
      )
    end

    defp url(%{"host" => host, "port" => port}) do
      host = if String.contains?(host, ":"), do: "[#{host}]", else: host
      if port in [nil, 15_002], do: "sc://#{host}", else: "sc://#{host}:#{port}"
    end

    defp tls(%{"tls" => false}), do: nil
    defp tls(%{"ca_file" => ""}), do: true
    defp tls(%{"ca_file" => file}), do: [ca_file: file]

    # Livebook passes secrets to a notebook in environment variables.
    defp token(""), do: nil
    defp token(secret), do: quote(do: System.fetch_env!(unquote("LB_" <> secret)))

    defp present(""), do: nil
    defp present(text), do: text

    defp headers(lines) do
      pairs =
        for line <- String.split(lines, "\n"),
            [name, value] <- [String.split(line, ":", parts: 2)] do
          {String.trim(name), String.trim(value)}
        end

      if pairs != [], do: {:%{}, [], pairs}
    end
  end
end
