defmodule SparkEx.Connect.Channel do
  @moduledoc false
  # The address of a server and the identity of its client, from a URL, options and the
  # environment.

  alias SparkEx.Arguments.Options
  alias SparkEx.Error
  alias SparkEx.Connect.{Headers, Pings, URL, UUID}

  @max_user_agent 2_048
  @int32_max 0x7FFF_FFFF
  # The longest timeout of the VM, 49 days.
  @milliseconds_max 0xFFFF_FFFF

  @schema [
    url: [
      type: :string,
      secret: true,
      doc: """
      `sc://host[:port][/;key=value…]`, by default the environment variable `SPARK_REMOTE`. Keys:
      `use_ssl`, `token`, `user_id`, `user_agent`, `session_id`, and those of pings, see below; every
      other key is sent as a gRPC header, see `:headers`. Values are percent-decoded.
      """
    ],
    user_id: [
      type: :string,
      doc: "The user of the session. Default: `SPARK_USER`, then `USER`."
    ],
    user_name: [
      type: :string,
      doc: "The user's name, which the server passes to its listeners. Default: the user's id."
    ],
    client_type: [
      type: :string,
      doc: """
      A prefix of the name of this client in the server's logs. Default: `SPARK_CONNECT_USER_AGENT`.
      """
    ],
    session_id: [
      type: :string,
      doc: "A UUID. Sessions of one user with the same id share their state, across languages."
    ],
    token: [
      type: {:or, [:string, {:fun, 0}]},
      secret: true,
      doc: """
      A bearer token, or a function that returns one, or `{:ok, token}`. The function runs in a
      process of its own, before the first call, when `:token_ttl` has passed, and when the server
      has refused its token. A token makes the connection TLS, except to localhost. Default:
      `SPARK_CONNECT_AUTHENTICATE_TOKEN`.
      """
    ],
    token_ttl: [
      type: {:integer, 0..@milliseconds_max},
      default: 60_000,
      doc: """
      Milliseconds for which the token of a function is used, unless the server refuses it before;
      `0` calls the function before every RPC.
      """
    ],
    headers: [
      type: :any,
      default: [],
      secret: true,
      doc: """
      More gRPC headers, a map or a list of pairs of strings. A value is printable ASCII, or any bytes
      if the name ends in `-bin`. Names that gRPC or HTTP/2 use themselves, such as `grpc-timeout` or
      `content-type`, are refused.
      """
    ],
    tls: [
      type: {:or, [:boolean, :keyword]},
      doc: """
      `true` for TLS with the root certificates of the system, or a keyword list: `:ca_file` (PEM,
      replaces the root certificates), `:cert_file` and `:key_file` (PEM, of the client),
      `:server_name` (the name in the server's certificate, if it is not the host).
      """
    ],
    authority: [
      type: :string,
      doc: "The HTTP/2 `:authority`, for an ingress that serves several servers."
    ],
    connect_timeout: [
      type: {:integer, 1..@milliseconds_max},
      default: 10_000,
      doc: """
      Milliseconds that connecting may take. Calls to a server that has never answered are not
      retried for longer.
      """
    ],
    max_message_bytes: [
      type: {:integer, 1..@int32_max},
      default: 128 * 1024 * 1024,
      doc: """
      The largest message in either direction, in bytes. Large plans are compressed if the server
      asks for it (by default from 10 MiB on with Spark 4.1, see
      `spark.connect.session.planCompression.threshold`).
      """
    ],
    retry: [
      type: :keyword,
      default: [],
      doc: "When calls are retried, see below."
    ],
    max_plan_depth: [
      type: {:integer, 1..@int32_max},
      default: 1_024,
      doc: "The deepest nesting of messages in a plan. The default is Spark's own limit."
    ]
  ]

  @retry_schema [
    max_retries: [type: :non_neg_integer, default: 15, doc: "The number of retries."],
    initial_backoff: [
      type: :non_neg_integer,
      default: 50,
      doc: "Milliseconds before the first retry."
    ],
    backoff_multiplier: [
      type: :number,
      default: 4.0,
      doc: "The factor by which each wait is longer than the one before."
    ],
    max_backoff: [
      type: :non_neg_integer,
      default: 60_000,
      doc: "The longest wait in milliseconds, without jitter."
    ],
    jitter: [
      type: :non_neg_integer,
      default: 500,
      doc: "The most milliseconds that are added to a wait at random."
    ],
    min_jitter_threshold: [
      type: :non_neg_integer,
      default: 2_000,
      doc: "Milliseconds from which on a wait gets jitter."
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
    :user_name,
    :client_type,
    :session_id,
    :token,
    :token_ttl,
    :connect_timeout,
    :max_message_bytes,
    :max_plan_depth,
    :retry,
    :pings,
    headers: []
  ]

  @type t :: %__MODULE__{}

  @doc false
  @spec schema() :: Options.schema()
  def schema, do: @schema

  @doc false
  @spec retry_schema() :: Options.schema()
  def retry_schema, do: @retry_schema

  @doc false
  @spec tls_schema() :: Options.schema()
  def tls_schema, do: @tls_schema

  @doc """
  Validates URL, options and environment, which take precedence in this order.

      iex> {:ok, channel} = SparkEx.Connect.Channel.new(url: "sc://[::1]:7/;user_id=ann;x-tenant=a%3Bb")
      iex> {channel.host, channel.port, channel.user_id, channel.headers, channel.tls}
      {"::1", 7, "ann", [{"x-tenant", "a;b"}], nil}
  """
  @spec new(keyword) :: {:ok, t} | {:error, Error.Argument.t()}
  def new(options) do
    with {:ok, options} <- Options.validate(options, @schema, "SparkEx.connect/1"),
         {:ok, url} <- url(options[:url]),
         {:ok, host, port, params} <- URL.parse(url),
         {:ok, headers} <- headers(params, options[:headers]),
         {:ok, session_id} <- session_id(params["session_id"] || options[:session_id]),
         {:ok, client_type} <- client_type(params["user_agent"] || options[:client_type]),
         {:ok, token, token_source} <- token(params, options),
         secret_source = token_source || authorization_source(headers),
         {:ok, tls, tls_reason} <- tls(host, params["use_ssl"], options[:tls], secret_source),
         {:ok, pings} <- Pings.new(params),
         {:ok, retry} <- Options.validate(options[:retry], @retry_schema, "the option :retry") do
      user_id = user_id(params["user_id"] || options[:user_id])

      {:ok,
       %__MODULE__{
         host: host,
         port: port,
         tls: tls,
         tls_reason: tls_reason,
         authority: options[:authority],
         user_id: user_id,
         user_name: options[:user_name] || user_id,
         client_type: client_type,
         session_id: session_id,
         token: token,
         token_ttl: options[:token_ttl],
         headers: headers,
         connect_timeout: options[:connect_timeout],
         max_message_bytes: options[:max_message_bytes],
         max_plan_depth: options[:max_plan_depth],
         pings: pings,
         retry: Map.new(retry, fn {key, value} -> {key, retry_number(key, value)} end)
       }}
    end
  end

  defp retry_number(:backoff_multiplier, number), do: number / 1
  defp retry_number(_key, number), do: number

  @doc "The same channel for another session."
  @spec with_session_id(t, String.t()) :: t
  def with_session_id(channel, session_id), do: %{channel | session_id: session_id}

  @doc "The argument of `SparkEx.Native.session_open/1`; `token` is a text, or the process that has it."
  @spec to_native(t, String.t() | pid | nil) :: map
  def to_native(%__MODULE__{} = channel, token) do
    channel
    |> Map.from_struct()
    |> Map.drop([:tls_reason, :token_ttl])
    |> Map.merge(%{token: token, tls: with_reason(channel.tls, channel.tls_reason)})
  end

  defp with_reason(nil, _reason), do: nil
  defp with_reason(tls, reason), do: Map.put(tls, :reason, reason)

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

  defp headers(params, given) do
    from_url = Enum.reject(params, fn {key, _value} -> key in URL.own_params() end)
    with {:ok, given} <- Headers.pairs(given), do: Headers.validate(from_url ++ given)
  end

  defp user_id(nil), do: env("SPARK_USER") || env("USER") || ""
  defp user_id(id), do: id

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

  defp token(params, options) do
    cond do
      token = params["token"] ->
        validate_token(token, "token= in the URL")

      token = options[:token] ->
        validate_token(token, "the option :token")

      token = env("SPARK_CONNECT_AUTHENTICATE_TOKEN") ->
        validate_token(token, "SPARK_CONNECT_AUTHENTICATE_TOKEN")

      true ->
        {:ok, nil, nil}
    end
  end

  defp validate_token("", source), do: error("the token (from #{source}) is empty")
  defp validate_token(function, source) when is_function(function), do: {:ok, function, source}

  defp validate_token(token, source) do
    if token =~ ~r/\A[\x20-\x7E]+\z/,
      do: {:ok, token, source},
      else:
        error(
          "the token (from #{source}) has a character that is not printable ASCII, such as a line " <>
            "break at its end"
        )
  end

  # A header with a token is guarded like the option.
  defp authorization_source(headers),
    do: if(List.keymember?(headers, "authorization", 0), do: "the header authorization")

  defp tls(host, use_ssl, option, secret_source) do
    exposed = secret_source != nil and not loopback?(host)

    with {:ok, wanted, source} <- tls_wanted(use_ssl, option) do
      cond do
        wanted == false and exposed ->
          error(
            "#{source} turns TLS off, but the token (from #{secret_source}) must not be sent to " <>
              "#{host} unencrypted; tokens are sent unencrypted only to localhost"
          )

        wanted ->
          tls_files(option, source)

        wanted == nil and exposed ->
          tls_files(nil, secret_source)

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
    with {:ok, pem} <- File.read(path),
         {:text, true} <- {:text, String.valid?(pem)} do
      {:ok, pem}
    else
      {:error, reason} -> error("#{path} can't be read: #{:file.format_error(reason)}")
      {:text, false} -> error("#{path} is not PEM text; it may be a DER file")
    end
  end

  @doc false
  @spec loopback?(String.t()) :: boolean
  def loopback?(host) do
    case :inet.parse_address(String.to_charlist(host)) do
      {:ok, {127, _, _, _}} -> true
      {:ok, {0, 0, 0, 0, 0, 0, 0, 1}} -> true
      _ -> String.downcase(host) == "localhost"
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
