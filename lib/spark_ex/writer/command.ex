defmodule SparkEx.Writer.Command do
  @moduledoc false
  # The command of a writer (`spark.connect.WriteOperation`).

  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.{Error, Writer}
  alias SparkEx.DataFrame.Names

  # Options that a misspelled option of the source may have meant.
  @own_options [:format, :mode, :partition_by, :bucket_by, :sort_by, :cluster_by]

  # Modes are compared in lower case and without underscores.
  @modes %{
    "append" => :SAVE_MODE_APPEND,
    "overwrite" => :SAVE_MODE_OVERWRITE,
    "error" => :SAVE_MODE_ERROR_IF_EXISTS,
    "errorifexists" => :SAVE_MODE_ERROR_IF_EXISTS,
    "ignore" => :SAVE_MODE_IGNORE
  }

  @methods %{
    save_as_table: :TABLE_SAVE_METHOD_SAVE_AS_TABLE,
    insert_into: :TABLE_SAVE_METHOD_INSERT_INTO
  }

  @insert_options [overwrite: [type: :boolean, positional: true]]
  @jdbc_options [
    mode: [type: {:or, [:atom, :string]}],
    properties: [type: {:or, [:keyword, :map]}, default: [], secret: true]
  ]

  @doc "The proto name of a save mode."
  @spec mode!(term) :: atom
  def mode!(mode) when (is_atom(mode) and mode not in [true, false]) or is_binary(mode) do
    spelling = mode |> to_string() |> String.downcase() |> String.replace("_", "")

    with :error <- Map.fetch(@modes, spelling) do
      allowed = @modes |> Map.keys() |> Enum.sort()

      raise Error.Argument,
            "unknown save mode #{inspect(mode)}#{Options.did_you_mean(mode, allowed)}" <>
              " (allowed: #{Enum.join(allowed, ", ")})"
    else
      {:ok, mode} -> mode
    end
  end

  def mode!(mode),
    do: raise(Error.Argument, "a save mode is an atom or a string, got: #{inspect(mode)}")

  @doc """
  The short name of a mode, as `SparkEx.Writer.mode/2` takes it.

      iex> SparkEx.Writer.Command.mode_name(:SAVE_MODE_APPEND)
      "append"
  """
  @spec mode_name(atom) :: String.t() | nil
  def mode_name(nil), do: nil
  def mode_name(mode), do: Enum.find_value(@modes, fn {name, value} -> value == mode && name end)

  @doc "Writes to a path, or to a data source without a path."
  @spec save(Writer.t(), String.t() | nil) :: map
  def save(writer, nil), do: command(writer, [])
  def save(writer, path), do: command(writer, path: Names.text!(path, "a path to write"))

  @doc "Writes to a table, which is created or inserted into."
  @spec table(Writer.t(), term, :save_as_table | :insert_into) :: map
  def table(writer, name, method) do
    name = Names.name!(name, "#{method}/3")
    command(writer, table: %{table_name: name, save_method: Map.fetch!(@methods, method)})
  end

  @doc "Inserts into a table."
  @spec insert_into(Writer.t(), term, keyword) :: map
  def insert_into(writer, name, options) do
    case Options.validate!(options, @insert_options, "insert_into/3")[:overwrite] do
      nil -> table(writer, name, :insert_into)
      true -> writer |> Writer.mode(:overwrite) |> table(name, :insert_into)
      false -> writer |> Writer.mode(:append) |> table(name, :insert_into)
    end
  end

  @doc "Writes to a table of a database."
  @spec jdbc(Writer.t(), String.t(), term, keyword) :: map
  def jdbc(writer, url, table, options) do
    options = Options.validate!(options, @jdbc_options, "jdbc/4")

    connection = [url: Names.text!(url, "jdbc/4"), dbtable: Names.name!(table, "jdbc/4")]
    writer = Writer.configure(writer, format: "jdbc", mode: options[:mode])

    # The properties are the driver's, so their names are not checked.
    properties = SourceOptions.merge(writer.options, options[:properties], "jdbc", "jdbc/4")
    %{writer | options: properties} |> Writer.options(connection) |> save(nil)
  end

  defp command(writer, target) do
    SourceOptions.check!(writer.given, writer.format, @own_options)

    always = [
      input: writer.frame.plan,
      options: writer.options,
      partitioning_columns: writer.partition_by,
      sort_column_names: writer.sort_by,
      clustering_columns: writer.cluster_by
    ]

    set = [source: writer.format, mode: writer.mode, bucket_by: writer.bucket_by]
    set = for {field, value} <- set, value != nil, do: {field, value}
    evolution = if writer.schema_evolution, do: [with_schema_evolution: true], else: []
    %{write_operation: Map.new(always ++ set ++ evolution ++ target)}
  end
end
