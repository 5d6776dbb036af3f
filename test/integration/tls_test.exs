defmodule SparkEx.Integration.TLSTest.Certificates do
  @moduledoc false
  # Certificates valid for some days: a server's and a client's, each with its own CA.

  # OTP's default is still SHA-1, which TLS clients reject.
  @strength [digest: :sha256, key: {:rsa, 2048, 65_537}]
  @subject_alternative_name {2, 5, 29, 17}

  # Writes ca.pem, server.pem, server.key, and for clients client_ca.pem, client.pem, client.key.
  def write!(directory, server_names) do
    %{server_config: server, client_config: client} = make(server_names)

    write_pair!(directory, "server", server)
    write_pair!(directory, "client", client)
    # The first CA of each side is the one that signed the other side's certificate.
    write!(directory, "ca.pem", Certificate: hd(client[:cacerts]))
    write!(directory, "client_ca.pem", Certificate: hd(server[:cacerts]))
  end

  defp make(names) do
    alternatives = for name <- names, do: {:dNSName, String.to_charlist(name)}
    extension = {:Extension, @subject_alternative_name, false, alternatives}

    :public_key.pkix_test_data(%{
      server_chain: %{
        root: @strength,
        intermediates: [],
        peer: [{:extensions, [extension]} | @strength]
      },
      client_chain: %{root: @strength, intermediates: [], peer: @strength}
    })
  end

  defp write_pair!(directory, name, config) do
    write!(directory, name <> ".pem", Certificate: config[:cert])
    write!(directory, name <> ".key", [config[:key]])
  end

  defp write!(directory, name, entries) do
    pem = :public_key.pem_encode(for {type, der} <- entries, do: {type, der, :not_encrypted})
    File.write!(Path.join(directory, name), pem)
  end
end

defmodule SparkEx.Integration.TLSTest do
  use ExUnit.Case, async: false

  alias SparkEx.{DataFrame, Error, Session, TestIngress, TestSpark}
  alias SparkEx.Integration.TLSTest.Certificates
  alias SparkEx.Functions, as: F

  @moduletag :spark
  @moduletag :tls_proxy

  @places ~w(tls mtls tenant routed below_a_path no_backend)a
  # A permanent error must not be retried; returning it takes milliseconds.
  @fast 5_000

  setup_all do
    directory = Path.join(System.tmp_dir!(), "spark_ex_tls_#{System.unique_integer([:positive])}")
    File.mkdir_p!(directory)
    Certificates.write!(directory, ["localhost", "spark.test"])
    {:ok, ingress: TestIngress.start(directory, @places, TestSpark.url())}
  end

  defp url(ingress, place), do: "sc://localhost:#{ingress.ports[place]}"

  defp trusted(ingress, more \\ []),
    do: [ca_file: TestIngress.file(ingress, "ca.pem")] ++ more

  defp client_certificate(ingress, key \\ "client.key") do
    [
      cert_file: TestIngress.file(ingress, "client.pem"),
      key_file: TestIngress.file(ingress, key)
    ]
  end

  defp connect(ingress, place, options \\ []) do
    {:ok, session} =
      [url: url(ingress, place), tls: trusted(ingress)]
      |> Keyword.merge(options)
      |> SparkEx.connect()

    on_exit(fn -> Session.stop(session) end)
    session
  end

  defp connect_error(options) do
    {time, {:error, error}} = :timer.tc(fn -> SparkEx.connect(options) end)
    assert time < @fast * 1_000
    error
  end

  defp answers(session),
    do: session |> SparkEx.sql("SELECT 1 AS one") |> DataFrame.collect!()

  # Whether a place received this RPC with these properties.
  defp received?(ingress, place, method, properties) do
    fits? =
      &(&1.place == place and Path.basename(&1.path) == method and
          properties == Map.take(&1, Map.keys(properties)))

    ingress |> TestIngress.requests(&Enum.any?(&1, fits?)) |> Enum.any?(fits?)
  end

  describe "the server's certificate" do
    test "from a custom CA is trusted if the option names the CA", %{ingress: ingress} do
      assert ingress |> connect(:tls) |> answers() == [%{"one" => 1}]
    end

    test "from an unknown CA is rejected with a hint", %{ingress: ingress} do
      assert %Error.Transport{reason: :connect} =
               error = connect_error(url: url(ingress, :tls), tls: true)

      message = Exception.message(error)
      assert message =~ "localhost:#{ingress.ports.tls} (TLS because of the option :tls)"
      assert message =~ "UnknownIssuer"
      assert message =~ "tls: [ca_file:"
    end

    test "may be for another name than the host if the option names it", %{ingress: ingress} do
      tls = trusted(ingress, server_name: "spark.test")

      assert ingress |> connect(:tls, url: TestIngress.url(ingress, :tls), tls: tls) |> answers() ==
               [%{"one" => 1}]
    end

    test "for another name is rejected with an error that lists its names", %{ingress: ingress} do
      for {url, tls, name} <- [
            {TestIngress.url(ingress, :tls), trusted(ingress), "127.0.0.1"},
            {url(ingress, :tls), trusted(ingress, server_name: "other.test"), "other.test"}
          ] do
        assert %Error.Transport{reason: :connect} = error = connect_error(url: url, tls: tls)
        message = Exception.message(error)
        assert message =~ ~s(not valid for name "#{name}")
        assert message =~ ~s("spark.test")
        assert message =~ "server_name:"
      end
    end
  end

  test "errors name the option that enabled TLS and hide the token" do
    error = connect_error(url: "sc://spark.invalid/;token=geheim")
    message = Exception.message(error)
    assert message =~ "no connection to spark.invalid:15002 (TLS because of token= in the URL)"
    assert message =~ "is the host name right?"
    refute inspect(error) =~ "geheim"
  end

  describe "the client's certificate" do
    test "is sent to a server that asks for one", %{ingress: ingress} do
      tls = trusted(ingress, client_certificate(ingress))
      assert ingress |> connect(:mtls, tls: tls) |> answers() == [%{"one" => 1}]
      assert received?(ingress, :mtls, "ExecutePlan", %{client: "SUCCESS"})
    end

    test "is named in the error if it is missing", %{ingress: ingress} do
      error = connect_error(url: url(ingress, :mtls), tls: trusted(ingress))
      assert Exception.message(error) =~ "No required SSL certificate was sent"
      assert Exception.message(error) =~ "tls: [cert_file: …, key_file: …]"
    end

    test "from a CA that the server does not know is rejected", %{ingress: ingress} do
      stranger = [
        cert_file: TestIngress.file(ingress, "server.pem"),
        key_file: TestIngress.file(ingress, "server.key")
      ]

      error = connect_error(url: url(ingress, :mtls), tls: trusted(ingress, stranger))
      assert Exception.message(error) =~ "The SSL certificate error"
    end

    test "ends the handshake if it is missing and the server requires it", %{ingress: ingress} do
      port = strict_server(ingress)
      error = connect_error(url: "sc://localhost:#{port}", tls: trusted(ingress))
      assert %Error.Transport{} = error
      assert Exception.message(error) =~ "tls: [cert_file: …, key_file: …]"
    end

    test "is named if it is missing and the server closes before its alert", context do
      %{ingress: ingress} = context

      for close <- [&close_in_order/1, &reset/1] do
        port = closing_server(ingress, close)
        error = connect_error(url: "sc://localhost:#{port}", tls: trusted(ingress))
        assert %Error.Transport{} = error
        assert Exception.message(error) =~ "tls: [cert_file: …, key_file: …]"
      end
    end

    test "needs the key that it was made with", %{ingress: ingress} do
      tls = trusted(ingress, client_certificate(ingress, "server.key"))
      assert %Error.Argument{message: message} = connect_error(url: url(ingress, :mtls), tls: tls)
      assert message =~ "TLS can't be set up with the given certificates: "
      assert message =~ "KeyMismatch"
    end

    # A server that sends an alert where nginx answers with a page.
    defp strict_server(ingress) do
      certificate = ingress |> TestIngress.file("client_ca.pem") |> String.to_charlist()
      options = [cacertfile: certificate, verify: :verify_peer, fail_if_no_peer_cert: true]

      serve(ingress, options, fn socket -> {:error, _refused} = :ssl.handshake(socket) end)
    end

    defp closing_server(ingress, close) do
      serve(ingress, [], fn socket ->
        with {:ok, socket} <- :ssl.handshake(socket), do: close.(socket)
      end)
    end

    defp close_in_order(socket), do: :ssl.close(socket)

    defp reset(socket) do
      :ssl.setopts(socket, linger: {true, 0})
      :ssl.close(socket)
    end

    defp serve(ingress, options, handle) do
      {:ok, _started} = Application.ensure_all_started(:ssl)
      file = &(ingress |> TestIngress.file(&1) |> String.to_charlist())

      {:ok, listener} =
        :ssl.listen(
          0,
          [
            ip: {127, 0, 0, 1},
            certfile: file.("server.pem"),
            keyfile: file.("server.key"),
            alpn_preferred_protocols: ["h2"],
            log_level: :none
          ] ++ options
        )

      start_supervised!({Task, fn -> accept(listener, handle) end}, id: make_ref())
      {:ok, {_address, port}} = :ssl.sockname(listener)
      port
    end

    defp accept(listener, handle) do
      {:ok, socket} = :ssl.transport_accept(listener)
      handle.(socket)
      accept(listener, handle)
    end
  end

  describe "an ingress" do
    test "routes by the :authority option", %{ingress: ingress} do
      assert ingress |> connect(:routed, authority: "spark.test") |> answers() == [%{"one" => 1}]
      assert received?(ingress, :routed, "ExecutePlan", %{host: "spark.test"})
    end

    test "receives the configured headers with every call", %{ingress: ingress} do
      session = connect(ingress, :tenant, headers: %{"X-Tenant" => "t1"})
      assert answers(session) == [%{"one" => 1}]
      :ok = Session.stop(session)

      for method <- ~w(AnalyzePlan ExecutePlan ReleaseExecute ReleaseSession) do
        assert received?(ingress, :tenant, method, %{tenant: "t1"})
      end
    end

    test "that rejects a call is quoted with a hint", %{ingress: ingress} do
      error = connect_error(url: url(ingress, :tenant), tls: trusted(ingress))
      assert %Error.Transport{reason: :permission_denied} = error
      assert Exception.message(error) =~ "not a gRPC response: HTTP 403 Forbidden"
      assert Exception.message(error) =~ ":headers"
    end

    test "without a matching route is quoted", %{ingress: ingress} do
      for place <- [:routed, :below_a_path] do
        error = connect_error(url: url(ingress, place), tls: trusted(ingress))
        assert %Error.Transport{reason: :unimplemented} = error
        assert Exception.message(error) =~ "not a gRPC response: HTTP 404 Not Found"
        assert Exception.message(error) =~ "below a path"
      end
    end

    test "without a backend is not retried for long", %{ingress: ingress} do
      options = [url: url(ingress, :no_backend), tls: trusted(ingress), connect_timeout: 1_000]
      assert %Error.Transport{reason: :unavailable} = error = connect_error(options)
      assert Exception.message(error) =~ "not a gRPC response: HTTP 502 Bad Gateway"
    end

    test "that rejects a call in the middle of a session is quoted", %{ingress: ingress} do
      {:ok, session} = Session.start_link(url: url(ingress, :routed), tls: trusted(ingress))
      frame = SparkEx.range(session, 3)

      for failed <- [DataFrame.collect(frame), DataFrame.schema(frame)] do
        assert {:error, %Error.Transport{reason: :unimplemented}} = failed
      end

      assert_raise Error.Transport, ~r/HTTP 404/, fn -> Enum.to_list(DataFrame.stream(frame)) end
    end
  end

  describe "a TLS mismatch is reported" do
    test "without TLS to a server with TLS", %{ingress: ingress} do
      error = connect_error(url: url(ingress, :tls))
      assert %Error.Transport{reason: :unavailable} = error
      assert Exception.message(error) =~ "one with TLS (tls: true)?"
    end

    test "with TLS to a server without TLS" do
      assert %Error.Transport{reason: :connect} =
               error = connect_error(url: TestSpark.url(), tls: true)

      assert Exception.message(error) =~ "does the server use TLS? It answered without"
    end
  end

  describe "over TLS" do
    test "a large result arrives complete", %{ingress: ingress} do
      rows =
        ingress
        |> connect(:tls)
        |> SparkEx.sql("SELECT id, repeat(chr(65 + id % 26), 100) AS text FROM range(200000)")
        |> DataFrame.stream()

      {count, sum, bytes} =
        Enum.reduce(rows, {0, 0, 0}, fn %{"id" => id, "text" => text}, {count, sum, bytes} ->
          {count + 1, sum + id, bytes + byte_size(text)}
        end)

      assert {count, sum, bytes} == {200_000, div(200_000 * 199_999, 2), 20_000_000}
    end

    test "a large plan and a large cell pass in both directions", %{ingress: ingress} do
      bytes = 8 * 1024 * 1024
      text = bytes |> div(2) |> :crypto.strong_rand_bytes() |> Base.encode16()

      assert {:ok, [[^bytes, ^text]]} =
               ingress
               |> connect(:tls)
               |> SparkEx.range(1)
               |> DataFrame.select(size: F.length(F.lit(text)), text: F.lit(text))
               |> DataFrame.collect(as: :lists)
    end
  end
end
