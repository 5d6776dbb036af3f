defmodule SparkEx.Session.Config do
  @options [
    name: [type: :any, doc: "A name for the process, as for `GenServer.start_link/3`."],
    limits: [
      type: :keyword,
      default: [],
      doc: "How much an action takes at most by default, see below."
    ],
    rpc_timeout: [
      type: :timeout,
      default: 60_000,
      doc: "Milliseconds until a call that runs no query must be answered."
    ],
    preferred_arrow_chunk_size: [
      type: :pos_integer,
      default: 4 * 1024 * 1024,
      doc: """
      The server cuts larger Arrow batches into chunks of so many bytes (1 KiB at least), so that no
      message is too large, and little has to be sent again when a connection breaks.
      """
    ],
    keep_alive: [
      type: :pos_integer,
      default: 60_000,
      doc: """
      Milliseconds after which a query whose results wait for their consumer is attached to again, so
      that the server does not give it up. Less than the server's
      `spark.connect.execute.manager.detachedTimeout` (5 minutes).
      """
    ],
    reconnect: [
      type: :boolean,
      default: false,
      doc: """
      Whether a session that the server has lost is opened again by itself, as `reconnect/1` does. The
      action that finds out still fails: what it relied on may be gone.
      """
    ],
    conf: [
      type: {:or, [:map, :keyword]},
      default: %{},
      doc: "Spark configuration to set once connected (`SparkEx.connect/1` only)."
    ],
    server: [
      type: :keyword,
      default: [],
      doc: "Options of `SparkEx.LocalServer.start_link/1` for `url: \"local[…]\"`."
    ]
  ]

  @limits [
    collect_rows_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 10_000,
      doc: "Rows that `collect/2` and its kin take."
    ],
    collect_bytes_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 64_000_000,
      doc: "Bytes of Arrow data that they take."
    ],
    max_batches: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: :infinity,
      doc: "Arrow batches that they take."
    ],
    preview_rows_default: [
      type: :pos_integer,
      default: 100,
      doc: "Rows of a preview."
    ]
  ]

  @moduledoc false
  # What a session is opened with, checked once.

  alias SparkEx.{Connect.Channel, Error, Options}

  # `local` holds the token of the session's own server.
  @derive {Inspect, except: [:local]}
  @enforce_keys [
    :channel,
    :local,
    :limits,
    :rpc_timeout,
    :preferred_arrow_chunk_size,
    :keep_alive,
    :reconnect
  ]
  defstruct @enforce_keys

  @typedoc "`local` are the options of the session's own server, `nil` where it has none."
  @type t :: %__MODULE__{
          channel: Channel.t(),
          local: keyword | nil,
          limits: %{atom => pos_integer | :infinity},
          rpc_timeout: timeout,
          preferred_arrow_chunk_size: pos_integer,
          keep_alive: pos_integer,
          reconnect: boolean
        }

  @taken [:rpc_timeout, :preferred_arrow_chunk_size, :keep_alive, :reconnect]

  @doc "The options of a session but for those of its channel."
  @spec schema() :: Options.schema()
  def schema, do: @options

  @doc "The limits of a session."
  @spec limits_schema() :: Options.schema()
  def limits_schema, do: @limits

  @doc "Checks all options of a session; the second value are those of its process."
  @spec new(keyword) :: {:ok, t, GenServer.options()} | {:error, Error.Argument.t()}
  def new(options) do
    {channel_options, own_options} =
      if Keyword.keyword?(options),
        do: Keyword.split(options, Keyword.keys(Channel.schema())),
        else: {[], options}

    with {:ok, own} <- Options.validate(own_options, all_options(), "SparkEx.connect/1"),
         :ok <- check_name(own[:name]),
         {:ok, limits} <- Options.validate(own[:limits], @limits, "the option :limits"),
         {:ok, channel, local} <- channel(channel_options, own[:server]) do
      taken = Keyword.take(own, @taken)
      made = [channel: channel, local: local, limits: Map.new(limits)]
      {:ok, struct!(__MODULE__, made ++ taken), Keyword.take(own, [:name])}
    end
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

  # So that "did you mean" knows all options, although the channel checks its own.
  defp all_options do
    @options ++ for {key, spec} <- Channel.schema(), do: {key, Keyword.delete(spec, :default)}
  end

  defp channel(options, server) do
    case options[:url] || System.get_env("SPARK_REMOTE") do
      "local" = master -> local_channel(master, options, server)
      "local[" <> _ = master -> local_channel(master, options, server)
      "local-cluster[" <> _ = master -> local_channel(master, options, server)
      _url -> with {:ok, channel} <- Channel.new(options), do: {:ok, channel, nil}
    end
  end

  # The server's address is not known before it runs. Its port is open to everybody on this machine,
  # and whoever is let in can run code, so it asks for a token that nobody else knows.
  defp local_channel(master, options, server) do
    token = server[:token] || 24 |> :crypto.strong_rand_bytes() |> Base.url_encode64()
    options = Keyword.merge(options, url: "sc://127.0.0.1", token: token)

    with {:ok, channel} <- Channel.new(options) do
      own = if server[:engine] == :sail, do: [], else: [master: master, token: token]
      {:ok, channel, Keyword.merge(own, server)}
    end
  end
end
