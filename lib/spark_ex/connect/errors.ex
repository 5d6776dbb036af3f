defmodule SparkEx.Connect.Errors do
  @moduledoc false
  # Converts errors of the native core to exceptions.

  alias SparkEx.Connect.ErrorDetails
  alias SparkEx.Error
  alias SparkEx.Error.ValuePath

  @typedoc "The metadata of the call, of which `:operation_id` is used."
  @type context :: map | keyword

  @doc """
  Builds the exception for an error of the native core, `{kind, fields}`.

      iex> SparkEx.Connect.Errors.from_native({:argument, %{message: "no"}}).message
      "no"
  """
  @spec from_native({atom, map}, context) :: Exception.t()
  def from_native(native, context \\ [])

  def from_native({:argument, %{message: text}}, _context), do: %Error.Argument{message: text}
  def from_native({:endpoint, %{message: text}}, _context), do: %Error.Argument{message: text}

  def from_native({:session, %{message: text}}, _context),
    do: %Error.Session{reason: :lost, text: text}

  def from_native({:closed, %{message: text}}, _context),
    do: %Error.Session{reason: :stopped, text: text}

  def from_native({:decode, %{message: text}}, context),
    do: %Error.Decode{text: text, operation_id: context[:operation_id]}

  def from_native({kind, %{message: text}}, context) when kind in [:internal, :panic],
    do: %Error.Internal{text: text, operation_id: context[:operation_id]}

  def from_native({:invalid_value, %{row: row, path: path} = invalid}, context) do
    column = ValuePath.to_string(path)
    value = inspect(invalid.value, limit: 20, printable_limit: 100)
    problem = invalid_value(invalid.problem, value)

    %Error.Decode{
      text: "row #{row}, column #{inspect(column)}: #{problem}",
      column: column,
      row: row,
      operation_id: context[:operation_id]
    }
  end

  def from_native({:cancelled, %{message: text}}, context),
    do: transport(:cancelled, text, nil, context)

  def from_native({:token, %{message: text}}, context), do: transport(:token, text, nil, context)

  def from_native({:deadline, %{message: text} = fields}, context) do
    hint = deadline_hint(fields[:last_failure], fields.method)
    transport(:timeout, text, hint, context)
  end

  def from_native({:connect, %{message: text}}, context),
    do: transport(:connect, text, connect_hint(text), context)

  def from_native({:rpc, fields}, context) do
    metadata = Map.new(fields.metadata)

    cond do
      fields.reason != nil or fields.details != nil -> remote(fields, metadata, context)
      fields.message =~ "INVALID_HANDLE.SESSION" -> invalid_session(fields.message)
      fields.message == "" -> empty_error(fields.code, context)
      true -> transport(fields.code, fields.message, rpc_hint(fields), context)
    end
  end

  defp invalid_value(:not_utf8, value) do
    "the string #{value} is not valid UTF-8: repair it on Spark with make_valid_utf8, or pass " <>
      "invalid_utf8: :replace, or invalid_utf8: :binary for the bytes (in rows, but not in JSON)"
  end

  defp invalid_value(:finer_than_microseconds, value) do
    "the value #{value} is finer than a microsecond: cast it on Spark to microseconds or to a " <>
      "string, or take the result with to_arrow/2"
  end

  defp invalid_value(:out_of_range, value),
    do: "the value #{value} is out of the range of Spark's type"

  @doc "The value of `{:ok, value}`; raises the exception of `{:error, exception}`."
  @spec unwrap!(:ok | {:ok, value} | {:error, Exception.t()}) :: :ok | value when value: term
  def unwrap!(:ok), do: :ok
  def unwrap!({:ok, value}), do: value
  def unwrap!({:error, exception}), do: raise(exception)

  defp remote(fields, metadata, context) do
    server = %{
      message: fields.message,
      exception: fields.reason,
      error_class: metadata["errorClass"],
      sql_state: metadata["sqlState"],
      grpc_status: fields.code
    }

    case ErrorDetails.to_exception(fields.details, server, context) do
      %Error.Remote{error_class: "INVALID_HANDLE.SESSION" <> _, text: text} ->
        invalid_session(text)

      exception ->
        exception
    end
  end

  defp invalid_session(text) do
    reason = if text =~ "SESSION_CLOSED", do: :closed, else: :lost
    %Error.Session{reason: reason, text: text}
  end

  defp transport(reason, text, hint, context) do
    %Error.Transport{
      reason: reason,
      text: text,
      hint: hint,
      operation_id: context[:operation_id]
    }
  end

  defp deadline_hint(nil, "ExecutePlan"), do: "raise the option :timeout to wait longer"

  defp deadline_hint(nil, _method),
    do: "raise :rpc_timeout of SparkEx.connect/1 to wait longer"

  defp deadline_hint(last_failure, _method) do
    hint(last_failure, connect_hints() ++ rpc_hints()) ||
      "is the server running, and can it be reached?"
  end

  defp connect_hint(text), do: hint(text, connect_hints())

  # The result of a Java error without a message, most likely a stack overflow.
  defp empty_error(code, context) do
    transport(
      code,
      "the server returned an empty error (gRPC status #{code})",
      rpc_hint(%{code: code, message: ""}) ||
        "its log says more; a deep plan needs a JVM with more stack (Java's option -Xss4m)",
      context
    )
  end

  defp rpc_hint(%{code: :unauthenticated}),
    do: "check the token (option :token, or token= in the URL)"

  defp rpc_hint(%{code: code}) when code in [:resource_exhausted, :out_of_range],
    do:
      "if a message was too large, allow more with max_message_bytes: of SparkEx.connect/1, and " <>
        "on the server with spark.connect.grpc.maxInboundMessageSize"

  defp rpc_hint(%{code: :unimplemented, message: "Method not found: spark.connect." <> _call}),
    do: "the server has no such call: its version of Spark is older than the call"

  defp rpc_hint(%{code: :unimplemented}),
    do: "is this a Spark Connect server, or a proxy that serves it below a path?"

  defp rpc_hint(%{message: text}), do: hint(text, rpc_hints())

  defp hint(text, hints),
    do: Enum.find_value(hints, fn {pattern, hint} -> if text =~ pattern, do: hint end)

  @client_certificate "does the server want a certificate from its clients: " <>
                        "tls: [cert_file: …, key_file: …]?"

  # What to check, by the first pattern that the text of the transport matches.
  defp connect_hints do
    [
      {~r/refused/, "is a Spark Connect server running there, and is the port right?"},
      {~r/UnknownIssuer/, "is its certificate trusted here? For a private CA: tls: [ca_file: …]"},
      {~r/not valid for name/,
       "connect to a name in the certificate, or name one of them: tls: [server_name: …]"},
      {~r/InvalidContentType/,
       "does the server use TLS? It answered without; tokens are sent unencrypted only to localhost"},
      {~r/the client has no certificate/, @client_certificate},
      {~r/dns|resolve|lookup/i, "is the host name right?"},
      {~r/deadline|timed out|elapsed/i,
       "is the host reachable, and does a firewall let the port through?"},
      {~r/certificate|tls|handshake|corrupt/i,
       "does the server use TLS, and is its certificate trusted (option :tls)?"}
    ]
  end

  defp rpc_hints do
    [
      {~r/SSL certificate|CertificateRequired|CertificateUnknown|BadCertificate|the client has no certificate/,
       @client_certificate},
      {~r/HTTP 50[234]/, "can the proxy in front of Spark reach it?"},
      {~r/HTTP 403/,
       "does the proxy in front of Spark want a token or a header (options :token, :headers)?"},
      {~r/HTTP \d{3}/, "is this a Spark Connect server, or a proxy in front of one?"},
      {~r/transport error|http2 error|connection closed/,
       "has the server ended, or is it another kind of server, or one with TLS (tls: true)?"}
    ]
  end
end
