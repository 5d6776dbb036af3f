defmodule SparkEx.Session.Config do
  @options [
    name: [type: :any, doc: "A name for the process, as for `GenServer.start_link/3`."],
    limits: [
      type: :keyword,
      default: [],
      doc: "The default limits of actions, see below."
    ],
    rpc_timeout: [
      type: :timeout,
      default: 60_000,
      doc: "Milliseconds to wait for the answer to a call that does not run a query."
    ],
    preferred_arrow_chunk_size: [
      type: :pos_integer,
      default: 1024 * 1024,
      doc: """
      The size in bytes (at least 1 KiB) of the chunks into which the server splits larger Arrow
      batches. Small chunks keep messages below the size limit. With chunks above 1 MiB, a
      connection that breaks at full speed may lose more than the server keeps, which is an error.
      """
    ],
    compression: [
      type: {:in, [:auto, :zstd, :none]},
      default: :auto,
      doc: """
      How results are compressed on the way (Spark 4.1): sets
      `spark.sql.execution.arrow.compression.codec` when the session is opened, unless `:conf` has
      it. `:auto` is `:zstd`, except on the loopback interface, in a session with a given
      `:session_id`, and where the server refuses it.
      """
    ],
    wait: [
      type: :non_neg_integer,
      default: 0,
      doc: """
      Milliseconds that `SparkEx.connect/1` waits for a server that is starting: refused
      connections, unknown hosts and answers such as 503 are tried again until then. Attempts are
      logged, and emit `[:spark_ex, :session, :wait]`. By default the first failure is returned.
      """
    ],
    keep_alive: [
      type: :pos_integer,
      default: 60_000,
      doc: """
      Milliseconds after which a query reattaches while its consumer pauses, so that the server does
      not abandon it. Must be less than the server's
      `spark.connect.execute.manager.detachedTimeout` (5 minutes).
      """
    ],
    reconnect: [
      type: :boolean,
      default: false,
      doc: """
      Whether a session that the server has lost reopens itself, as `reconnect/1` does. The action
      that finds it lost still fails, because views and cached data that it used may be gone.
      """
    ],
    release: [
      type: :boolean,
      default: true,
      doc: """
      Whether the server drops the session when this process ends. With `false`, another process
      or VM continues it by `:session_id`, and queries with an `:operation_id` continue, see
      `reattach/3`; `stop/1` still drops it. Servers drop sessions that are idle for an hour.
      """
    ],
    python: [
      type: :string,
      doc: """
      The version of Python that the server's workers run, such as `"3.12"`, for `SparkEx.Python`. By
      default a small query finds it, once in a session.
      """
    ],
    spark_version: [
      type: :string,
      doc: """
      The version of Spark, such as `"4.2.0"`, whose features the server supports. Calls that need a
      newer version are rejected before they are sent. The default is the version that the server
      reports. A vendor's Spark may support more than that.
      """
    ],
    conf: [
      type: :any,
      default: %{},
      doc: """
      Spark configuration, a map or a list of pairs, to set whenever the session is opened. Values
      are as in `config_set/3`.
      """
    ],
    server: [
      type: :keyword,
      default: [],
      doc: """
      Options of `SparkEx.LocalServer.start_link/1` for `url: "local[…]"`, such as
      `[driver_memory: "4g", conf: %{"spark.jars.packages" => "…"}]`.
      """
    ]
  ]

  @limits [
    collect_rows_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 10_000,
      doc: "The most rows of a result of `collect/2` and similar actions."
    ],
    collect_bytes_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 64_000_000,
      doc: "The most bytes of Arrow data of such a result."
    ],
    max_batches: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: :infinity,
      doc: "The most Arrow batches of such a result."
    ],
    preview_rows_default: [
      type: :pos_integer,
      default: 100,
      doc: "The number of rows in a preview."
    ]
  ]

  @moduledoc false
  # The checked options of a session.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Connect.Channel, Error, LocalServer}
  alias SparkEx.Session.{Compression, RuntimeConf}

  # `local` holds the token of the session's own server; configuration may hold passwords.
  @derive {Inspect, except: [:local, :conf]}
  @enforce_keys [
    :channel,
    :local,
    :conf,
    :limits,
    :rpc_timeout,
    :preferred_arrow_chunk_size,
    :keep_alive,
    :reconnect,
    :release,
    :wait
  ]
  defstruct @enforce_keys ++ [:python, :spark_version, preferred_conf: %{}, conf_state: :unset]

  @typedoc """
  `local` are the options of the session's own server, `nil` without one. `conf_state` is `:set`
  if the server's session has the configuration from its beginning. `preferred_conf` is set as
  well, unless the server refuses it.
  """
  @type t :: %__MODULE__{
          channel: Channel.t(),
          local: keyword | nil,
          conf: RuntimeConf.t(),
          preferred_conf: RuntimeConf.t(),
          conf_state: :unset | :set,
          limits: %{atom => pos_integer | :infinity},
          rpc_timeout: timeout,
          preferred_arrow_chunk_size: pos_integer,
          keep_alive: pos_integer,
          reconnect: boolean,
          release: boolean,
          wait: non_neg_integer,
          python: String.t() | nil,
          spark_version: String.t() | nil
        }

  @copied ~w(rpc_timeout preferred_arrow_chunk_size keep_alive reconnect release wait python)a ++
            [:spark_version]

  @doc "The options of a session, without those of its channel."
  @spec schema() :: Options.schema()
  def schema, do: @options

  @doc "The limits of a session."
  @spec limits_schema() :: Options.schema()
  def limits_schema, do: @limits

  @doc "Validates the options of a session; the second value are the options of its process."
  @spec new(keyword) :: {:ok, t, GenServer.options()} | {:error, Error.Argument.t()}
  def new(text) when is_binary(text) do
    # The text may hold a token.
    message =
      "SparkEx.connect/1 takes options as a keyword list, got a string: for a URL, write " <>
        "SparkEx.connect(url: url)"

    {:error, %Error.Argument{message: message}}
  end

  def new(options) do
    {channel_options, own_options} =
      if Keyword.keyword?(options),
        do: Keyword.split(options, Keyword.keys(Channel.schema())),
        else: {[], options}

    with :ok <- check_places(own_options),
         {:ok, own} <- Options.validate(own_options, all_options(), "SparkEx.connect/1"),
         :ok <- check_name(own[:name]),
         :ok <- check_version(:python, own[:python], ~r/\A\d+\.\d+\z/, "3.12"),
         :ok <-
           check_version(:spark_version, own[:spark_version], ~r/\A\d+(\.\d+){1,2}\z/, "4.2.0"),
         {:ok, conf} <- conf(own[:conf]),
         {:ok, limits} <- Options.validate(own[:limits], @limits, "the option :limits"),
         {:ok, channel, local} <- channel(channel_options, own[:server]) do
      joins = joins?(channel_options, channel.session_id)
      {set, preferred} = Compression.conf(own[:compression], channel.host, joins)
      fields = [channel: channel, local: local, conf: Map.merge(set, conf)]
      fields = fields ++ [preferred_conf: preferred, limits: Map.new(limits)]
      {:ok, struct!(__MODULE__, fields ++ Keyword.take(own, @copied)), Keyword.take(own, [:name])}
    end
  end

  # Whether the caller has chosen the session, by an option or in the URL.
  defp joins?(options, session_id) do
    url = options[:url] || System.get_env("SPARK_REMOTE") || ""
    options[:session_id] == session_id or String.contains?(url, session_id)
  end

  # Options that belong inside another one.
  defp check_places(options) do
    inner = [
      limits: Keyword.keys(@limits),
      retry: Keyword.keys(Channel.retry_schema()),
      tls: Keyword.keys(Channel.tls_schema()),
      server: LocalServer.option_names()
    ]

    keys = if Keyword.keyword?(options), do: Keyword.keys(options), else: []
    own = Keyword.keys(all_options())

    Enum.find_value(keys -- own, :ok, fn key ->
      with {outer, _keys} <- Enum.find(inner, fn {_outer, keys} -> key in keys end),
           do: misplaced(key, outer)
    end)
  end

  defp misplaced(key, outer) do
    message =
      "the option #{inspect(key)} of SparkEx.connect/1 belongs in #{inspect(outer)}: " <>
        "#{outer}: [#{key}: …]"

    {:error, %Error.Argument{message: message}}
  end

  defp conf(conf) do
    with {:error, %{message: text}} <- RuntimeConf.new(conf),
         do: {:error, %Error.Argument{message: "the option :conf: " <> text}}
  end

  defp check_name(name) when is_atom(name), do: :ok
  defp check_name({:global, _term}), do: :ok
  defp check_name({:via, module, _term}) when is_atom(module), do: :ok

  defp check_name(name) do
    message =
      "option :name of SparkEx.connect/1 is an atom, {:global, term} or {:via, module, term}, " <>
        "got: #{inspect(name)}"

    {:error, %Error.Argument{message: message}}
  end

  defp check_version(_option, nil, _pattern, _example), do: :ok

  defp check_version(option, version, pattern, example) do
    if version =~ pattern do
      :ok
    else
      message =
        "option #{inspect(option)} of SparkEx.connect/1 is a version such as " <>
          "#{inspect(example)}, got: #{inspect(version)}"

      {:error, %Error.Argument{message: message}}
    end
  end

  # Includes the options that the channel validates, so that "did you mean" suggests them, too.
  defp all_options do
    @options ++ for {key, spec} <- Channel.schema(), do: {key, Keyword.delete(spec, :default)}
  end

  defp channel(options, server) do
    case options[:url] || System.get_env("SPARK_REMOTE") do
      "local" = master -> local_channel(master, options, server)
      "local[" <> _ = master -> local_channel(master, options, server)
      "local-cluster[" <> _ = master -> local_channel(master, options, server)
      _url -> remote_channel(options, server)
    end
  end

  defp remote_channel(options, []) do
    with {:ok, channel} <- Channel.new(options), do: {:ok, channel, nil}
  end

  defp remote_channel(_options, _server) do
    message =
      "the option :server is for a session that starts its own server, with url: \"local[*]\""

    {:error, %Error.Argument{message: message}}
  end

  # The address is known only after the server has started. Every process on this machine can
  # connect to its port and run code there, so the server requires a token.
  defp local_channel(master, options, server) do
    token = server[:token] || 24 |> :crypto.strong_rand_bytes() |> Base.url_encode64()
    options = Keyword.merge(options, url: "sc://127.0.0.1", token: token)

    with {:ok, channel} <- Channel.new(options) do
      own = if server[:engine] == :sail, do: [], else: [master: master, token: token]
      {:ok, channel, Keyword.merge(own, server)}
    end
  end
end
