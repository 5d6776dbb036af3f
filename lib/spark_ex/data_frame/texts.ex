defmodule SparkEx.DataFrame.Texts do
  @moduledoc false
  # Frames of texts, parsed like files of a format (`spark.connect.Parse`).

  alias SparkEx.{DataFrame, Error, Reader, Types}

  @formats %{
    "csv" => :PARSE_FORMAT_CSV,
    "json" => :PARSE_FORMAT_JSON,
    "xml" => :PARSE_FORMAT_XML
  }

  @doc "What the documentation of a reader of files says of frames."
  @spec docs(atom) :: String.t()
  def docs(format) do
    version = if format == :xml, do: " (Spark 4.2)"

    """

    A frame with one column of strings in place of paths is parsed, one string a
    record#{version}. TIMESTAMP in its schema is TIMESTAMP_LTZ:

        iex> texts = SparkEx.Reader.table(:spark, "texts")
        iex> SparkEx.Reader.#{format}(:spark, texts)
        #SparkEx.DataFrame<table("texts") |> parse_#{format}>
    """
  end

  @doc "The frame with the columns of its texts, in the format and with the options of a reader."
  @spec parse(Reader.t(), DataFrame.t(), String.t()) :: DataFrame.t()
  def parse(reader, texts, context) do
    DataFrame.in_session!(texts, reader.session)
    fields = [format: format!(reader.format, context), options: reader.options]
    DataFrame.step(texts, :parse, fields ++ schema(reader.schema))
  end

  defp format!(format, context) do
    with :error <- Map.fetch(@formats, format) do
      raise Error.Argument,
            "#{context}: a frame is parsed as csv, json or xml, got the format: #{inspect(format)}"
    else
      {:ok, format} -> format
    end
  end

  defp schema(nil), do: []
  defp schema("{" <> _rest = json), do: [schema: json |> Types.from_json!() |> Types.to_proto()]
  # The client parses the schema, so the session does not change the meaning of TIMESTAMP.
  defp schema(ddl), do: [schema: ddl |> Types.from_ddl!() |> Types.to_proto()]
end
