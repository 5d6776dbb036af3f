defmodule SparkEx.Streaming.BatchViews do
  @moduledoc false
  # The global temporary views through which a channel and the server exchange micro-batches.
  #
  # All sessions of a server see their names, so they have a random part. The part before it is a
  # digest of the checkpoint, by which a query finds the views of an earlier, killed client.

  alias SparkEx.{Catalog, DataFrame, Reader}

  @enforce_keys [:session, :family, :prefix]
  defstruct @enforce_keys

  @type t :: %__MODULE__{session: SparkEx.Session.t(), family: String.t(), prefix: String.t()}

  @doc "Returns the views of a new channel. The checkpoint may be `nil`."
  @spec new(SparkEx.Session.t(), String.t() | nil) :: t
  def new(session, checkpoint) do
    family = family(checkpoint || random())
    %__MODULE__{session: session, family: family, prefix: family <> random()}
  end

  @doc "Returns the beginning of the names of all channels of a checkpoint."
  @spec family(String.t()) :: String.t()
  def family(checkpoint) do
    digest = :crypto.hash(:sha256, String.trim_trailing(checkpoint, "/"))
    "spark_ex_#{hex(binary_part(digest, 0, 8))}_"
  end

  defp random, do: hex(:crypto.strong_rand_bytes(16))
  defp hex(bytes), do: Base.encode16(bytes, case: :lower)

  @doc """
  Returns the published micro-batch after another one, or the first one after `nil`; `nil` if it is
  not published yet. Spark numbers micro-batches without gaps, and a query may start at any number.
  """
  @spec next_batch(t, non_neg_integer | nil) ::
          {:ok, {non_neg_integer, DataFrame.t()} | nil} | {:error, Exception.t()}
  def next_batch(%{session: session} = views, nil) do
    with {:ok, names} <- names(session, views.prefix <> "_batch_*"),
         do: {:ok, names |> Enum.map(&batch(views, number(&1))) |> List.first()}
  end

  # Listing views would be a query, which takes five times as long.
  def next_batch(%{session: session} = views, last) do
    with {:ok, exists?} <- Catalog.table_exists(session, table(views, last + 1)),
         do: {:ok, if(exists?, do: batch(views, last + 1))}
  end

  defp batch(views, number),
    do: {number, Reader.table(views.session, table(views, number))}

  defp table(views, number), do: "global_temp.#{views.prefix}_batch_#{number}"

  defp number(name), do: name |> String.split("_") |> List.last() |> String.to_integer()

  @doc "Creates or replaces a view of one row and one column."
  @spec put(t, String.t(), {String.t(), String.t(), term}) :: :ok | {:error, Exception.t()}
  def put(views, suffix, {column, type, value}) do
    views.session
    |> SparkEx.sql("SELECT CAST(:value AS #{type}) AS #{column}", %{value: value})
    |> DataFrame.create_or_replace_global_temp_view("#{views.prefix}_#{suffix}")
  end

  @doc "Drops a view if it exists."
  @spec drop(t, String.t()) :: :ok | {:error, Exception.t()}
  def drop(views, suffix), do: drop_all(views.session, ["#{views.prefix}_#{suffix}"])

  @doc "Drops the views of the channel."
  @spec drop(t) :: :ok | {:error, Exception.t()}
  def drop(%{session: session, prefix: prefix}) do
    with {:ok, names} <- names(session, prefix <> "_*"), do: drop_all(session, names)
  end

  @doc "Drops the views of all other channels of the checkpoint."
  @spec drop_earlier(t) :: :ok | {:error, Exception.t()}
  def drop_earlier(%{session: session, prefix: prefix} = views) do
    with {:ok, names} <- names(session, views.family <> "*"),
         do: drop_all(session, Enum.reject(names, &String.starts_with?(&1, prefix)))
  end

  defp drop_all(session, names) do
    Enum.find_value(names, :ok, fn name ->
      with {:ok, _existed} <- Catalog.drop_global_temp_view(session, name), do: nil
    end)
  end

  defp names(session, pattern) do
    statement = "SHOW VIEWS IN global_temp LIKE '#{pattern}'"

    with {:ok, rows} <- session |> SparkEx.sql(statement) |> DataFrame.collect(as: :lists),
         do: {:ok, for([_namespace, name | _temporary] <- rows, do: name)}
  end
end
