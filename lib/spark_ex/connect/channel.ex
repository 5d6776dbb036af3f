defmodule SparkEx.Connect.Channel do
  @moduledoc false
  # Where a server is and as whom to speak to it: from a URL, options and the environment.

  alias SparkEx.{Connect.UUID, Error, Options}

  @default_port 15_002
  @max_user_agent 2_048

  @schema [
    url: [
      type: :string,
      doc: """
      `sc://host[:port][/;key=value…]`, by default the environment variable `SPARK_REMOTE`. Keys:
      `use_ssl`, `token`, `user_id`, `user_agent`, `session_id`; every other key is sent as a gRPC
      header. Values are percent-decoded.
      """
    ],
    user_id: [type: :string, doc: "Whose session it is. Default: `SPARK_USER`, then `USER`."],
    client_type: [
      type: :string,
      doc:
        "Put in front of what names this client in the server's logs. Default: `SPARK_CONNECT_USER_AGENT`."
    ],
    session_id: [
      type: :string,
      doc: "A UUID. Sessions of one user with the same id share their state, across languages."
    ],
    token: [
      type: {:or, [:string, {:fun, 0}]},
      secret: true,
      doc: """
      A bearer token, or a function that gives one out and is called before every RPC. It makes the
      connection TLS, except to this machine itself. Default: `SPARK_CONNECT_AUTHENTICATE_TOKEN`.
      """
    ],
    headers: [
      type: :any,
      default: [],
      secret: true,
      doc: "More gRPC headers, as a map or a list of pairs."
    ],
    tls: [
      type: {:or, [:boolean, :keyword]},
      doc: """
      `true` for TLS with the system's roots, or a keyword list: `:ca_file` (PEM, trusted in place
      of the system's roots), `:cert_file` and `:key_file` (PEM, the client's own), `:server_name`
      (the name in the server's certificate, where it is not the host).
      """
    ],
    authority: [
      type: :string,
      doc: "Sent as HTTP/2 `:authority`, for servers behind one ingress."
    ],
    connect_timeout: [
      type: :pos_integer,
      default: 10_000,
      doc: "Milliseconds until a connection must be made."
    ],
    max_message_bytes: [
      type: :pos_integer,
      default: 128 * 1024 * 1024,
      doc: "The largest message in either direction, in bytes."
    ],
    max_plan_depth: [
      type: :pos_integer,
      default: 1_024,
      doc: "How many messages may be nested in a plan; Spark's own default limit."
    ]
  ]

  @tls_schema [
    ca_file: [type: :string],
    cert_file: [type: :string],
    key_file: [type: :string],
    server_name: [type: :string]
  ]

  defstruct [
    :host,
    :port,
    :tls,
    :tls_reason,
    :authority,
    :user_id,
    :client_type,
    :session_id,
    :token,
    :connect_timeout,
    :max_message_bytes,
    :max_plan_depth,
    headers: []
  ]

  @type t :: %__MODULE__{}

  @doc false
  @spec schema() :: Options.schema()
  def schema, do: @schema

  @doc """
  Checks URL, options and environment, which count in this order: URL, option, environment.

      iex> {:ok, channel} = SparkEx.Connect.Channel.new(url: "sc://[::1]:7/;user_id=ann;x-tenant=a%3Bb")
      iex> {channel.host, channel.port, channel.user_id, channel.headers, channel.tls}
      {"::1", 7, "ann", [{"x-tenant", "a;b"}], nil}
  """
  @spec new(keyword) :: {:ok, t} | {:error, Error.Argument.t()}
  def new(options) do
    with {:ok, options} <- Options.validate(options, @schema, "SparkEx.connect/1"),
         {:ok, url} <- url(options[:url]),
         {:ok, host, port, params} <- parse(url),
         {:ok, headers} <- headers(params, options[:headers]),
         {:ok, session_id} <- session_id(params["session_id"] || options[:session_id]),
         {:ok, client_type} <- client_type(params["user_agent"] || options[:client_type]),
         {:ok, tls, tls_reason} <- tls(host, params, options) do
      {:ok,
       %__MODULE__{
         host: host,
         port: port,
         tls: tls,
         tls_reason: tls_reason,
         authority: options[:authority],
         user_id:
           params["user_id"] || options[:user_id] || env("SPARK_USER") || env("USER") || "",
         client_type: client_type,
         session_id: session_id,
         token: elem(token(params, options), 0),
         headers: headers,
         connect_timeout: options[:connect_timeout],
         max_message_bytes: options[:max_message_bytes],
         max_plan_depth: options[:max_plan_depth]
       }}
    end
  end

  @doc "The same channel for another session."
  @spec with_session_id(t, String.t()) :: t
  def with_session_id(channel, session_id), do: %{channel | session_id: session_id}

  @doc "The argument of `SparkEx.Native.session_open/1`; `token` is the text or process to ask."
  @spec to_native(t, String.t() | pid | nil) :: map
  def to_native(%__MODULE__{} = channel, token) do
    channel |> Map.from_struct() |> Map.drop([:tls_reason]) |> Map.put(:token, token)
  end

  defp url(nil) do
    case env("SPARK_REMOTE") do
      nil ->
        error(
          "SparkEx.connect/1 needs a server: give url: \"sc://host:15002\" (or \"local[*]\" to " <>
            "start one here), or set SPARK_REMOTE"
        )

      url ->
        {:ok, url}
    end
  end

  defp url(url), do: {:ok, url}

  # The URL may hold a token, so errors show no part of it but the one at fault.
  defp parse("sc://" <> rest) do
    {authority, path} =
      case String.split(rest, "/", parts: 2) do
        [authority, path] -> {authority, path}
        [authority] -> {authority, ""}
      end

    with {:ok, host, port} <- host_and_port(authority),
         {:ok, params} <- params(path),
         do: {:ok, host, port, params}
  end

  defp parse(url) do
    scheme = url |> String.split("://", parts: 2) |> hd()
    given = if scheme == url, do: "", else: ", got the scheme #{inspect(scheme)}"
    error("a Spark Connect URL is sc://host[:port][/;key=value…]" <> given)
  end

  defp host_and_port(authority) do
    case Regex.run(~r/\A(?:\[([^\[\]]+)\]|([^\[\]:;@]+))(?::([0-9]+))?\z/, authority) do
      [_, ipv6] -> host(ipv6, nil)
      [_, "", host] -> host(host, nil)
      [_, ipv6, "", port] -> host(ipv6, port)
      [_, "", host, port] -> host(host, port)
      _ -> error("a Spark Connect URL names a server as host, host:port or [ipv6]:port")
    end
  end

  defp host(host, nil), do: {:ok, host, @default_port}

  defp host(host, port) do
    case Integer.parse(port) do
      {port, ""} when port in 1..65_535 -> {:ok, host, port}
      _ -> error("the port of a Spark Connect URL is 1 to 65535, got: #{port}")
    end
  end

  defp params(""), do: {:ok, %{}}

  defp params(";" <> params) do
    params
    |> String.split(";", trim: true)
    |> Enum.reduce_while({:ok, %{}}, fn param, {:ok, known} ->
      case param(param) do
        {:ok, key, value} -> {:cont, {:ok, Map.put(known, key, value)}}
        error -> {:halt, error}
      end
    end)
  end

  defp params(_path) do
    error(
      "a Spark Connect URL has no path: gRPC has none below which a server could be served; " <>
        "parameters follow /; as in sc://host:15002/;use_ssl=true"
    )
  end

  defp param(param) do
    with [key, value] when key != "" <- String.split(param, "="),
         {:ok, key} <- decode(key),
         {:ok, value} <- decode(value) do
      {:ok, key, value}
    else
      _ ->
        key = param |> String.split("=") |> hd()

        error(
          "the parameter #{inspect(key)} of the Spark Connect URL is not key=value; " <>
            "a = or ; within a value is written %3D or %3B"
        )
    end
  end

  defp decode(text) do
    decoded = URI.decode(text)
    if String.valid?(decoded), do: {:ok, decoded}, else: :error
  rescue
    ArgumentError -> :error
  end

  @own_params ~w(use_ssl token user_id user_agent session_id)

  defp headers(params, given) do
    from_url = Enum.reject(params, fn {key, _value} -> key in @own_params end)

    if Enumerable.impl_for(given) && Enum.all?(given, &header?/1) do
      {:ok,
       for {key, value} <- Enum.concat(from_url, given) do
         {key |> to_string() |> String.downcase(), value}
       end}
    else
      error(
        "headers: takes a map or list of names and values, each a string; the values are not shown"
      )
    end
  end

  defp header?({key, value}), do: (is_binary(key) or is_atom(key)) and is_binary(value)
  defp header?(_other), do: false

  defp session_id(nil), do: {:ok, UUID.generate()}

  defp session_id(id) do
    if UUID.valid?(id),
      do: {:ok, id},
      else: error("session_id must be a UUID such as #{UUID.generate()}, got: #{inspect(id)}")
  end

  defp client_type(nil), do: client_type(env("SPARK_CONNECT_USER_AGENT") || "")

  defp client_type(prefix) do
    agent = String.trim("#{prefix} #{own_client_type()}")

    if agent |> URI.encode() |> byte_size() <= @max_user_agent,
      do: {:ok, agent},
      else: error("client_type is longer than #{@max_user_agent} bytes")
  end

  defp own_client_type do
    {_family, os} = :os.type()
    "elixir/#{System.version()}-otp-#{System.otp_release()} spark_ex/#{version()} os/#{os}"
  end

  defp version, do: :spark_ex |> Application.spec(:vsn) |> to_string()

  # {token, where it came from}
  defp token(params, options) do
    cond do
      params["token"] ->
        {params["token"], "token= in the URL"}

      options[:token] ->
        {options[:token], "the option :token"}

      token = env("SPARK_CONNECT_AUTHENTICATE_TOKEN") ->
        {token, "SPARK_CONNECT_AUTHENTICATE_TOKEN"}

      true ->
        {nil, nil}
    end
  end

  defp tls(host, params, options) do
    {token, token_source} = token(params, options)

    with {:ok, wanted, source} <- tls_wanted(params["use_ssl"], options[:tls]) do
      cond do
        wanted == false and token != nil and not loopback?(host) ->
          error(
            "#{source} turns TLS off, but the token (from #{token_source}) must not go to " <>
              "#{host} in clear; only a server on this machine may have it so"
          )

        wanted ->
          tls_files(options[:tls], source)

        wanted == nil and token != nil and not loopback?(host) ->
          tls_files(nil, token_source)

        true ->
          {:ok, nil, nil}
      end
    end
  end

  defp tls_wanted(use_ssl, option) do
    case use_ssl && String.downcase(use_ssl) do
      "true" -> {:ok, true, "use_ssl=true in the URL"}
      "false" -> {:ok, false, "use_ssl=false in the URL"}
      nil when option == nil -> {:ok, nil, nil}
      nil -> {:ok, option != false, "the option :tls"}
      _other -> error("use_ssl in a Spark Connect URL is true or false")
    end
  end

  defp tls_files(option, reason) do
    given = if is_list(option), do: option, else: []

    with {:ok, given} <- Options.validate(given, @tls_schema, "the option :tls"),
         :ok <- certificate_with_key(given),
         {:ok, ca} <- read(given[:ca_file]),
         {:ok, certificate} <- read(given[:cert_file]),
         {:ok, key} <- read(given[:key_file]) do
      tls = %{ca: ca, certificate: certificate, key: key, server_name: given[:server_name]}
      {:ok, tls, reason}
    end
  end

  defp certificate_with_key(given) do
    if is_nil(given[:cert_file]) == is_nil(given[:key_file]),
      do: :ok,
      else: error("a client certificate needs both cert_file: and key_file: in the option :tls")
  end

  defp read(nil), do: {:ok, nil}

  defp read(path) do
    case File.read(path) do
      {:ok, pem} -> {:ok, pem}
      {:error, reason} -> error("#{path} can't be read: #{:file.format_error(reason)}")
    end
  end

  @doc false
  @spec loopback?(String.t()) :: boolean
  def loopback?("localhost"), do: true

  def loopback?(host) do
    case :inet.parse_address(String.to_charlist(host)) do
      {:ok, {127, _, _, _}} -> true
      {:ok, {0, 0, 0, 0, 0, 0, 0, 1}} -> true
      _ -> false
    end
  end

  defp env(name) do
    case System.get_env(name) do
      "" -> nil
      value -> value
    end
  end

  defp error(message), do: {:error, %Error.Argument{message: message}}
end

defimpl Inspect, for: SparkEx.Connect.Channel do
  # Tokens, headers and keys are secrets.
  def inspect(channel, _opts) do
    scheme = if channel.tls, do: " (TLS)", else: ""
    "#SparkEx.Connect.Channel<#{channel.host}:#{channel.port}#{scheme} as #{channel.user_id}>"
  end
end
