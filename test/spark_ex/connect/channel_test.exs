defmodule SparkEx.Connect.ChannelTest do
  # Not async: the tests change environment variables.
  use ExUnit.Case, async: false

  alias SparkEx.Connect.{Channel, UUID}
  alias SparkEx.Error.Argument

  doctest Channel

  @variables ~w(SPARK_REMOTE SPARK_USER USER SPARK_CONNECT_USER_AGENT
                SPARK_CONNECT_AUTHENTICATE_TOKEN)

  setup do
    inherited = Map.new(@variables, &{&1, System.get_env(&1)})
    Enum.each(@variables, &System.delete_env/1)
    on_exit(fn -> System.put_env(inherited) end)
  end

  defp channel(url, options \\ []) do
    assert {:ok, channel} = Channel.new([url: url] ++ options)
    channel
  end

  defp refused(options) do
    assert {:error, %Argument{message: message}} = Channel.new(options)
    message
  end

  describe "the URL" do
    test "may come from the environment" do
      System.put_env("SPARK_REMOTE", "sc://from-env:7/;user_id=ann")
      assert {:ok, %{host: "from-env", port: 7, user_id: "ann"}} = Channel.new([])
      assert {:ok, %{host: "from-env"}} = Channel.new(url: nil)
      assert channel("sc://from-option").host == "from-option"
    end

    test "is required" do
      assert refused([]) =~ "needs a server"
      System.put_env("SPARK_REMOTE", "")
      assert refused([]) =~ "or set SPARK_REMOTE"
    end

    test "never appears in the error for a wrong type" do
      for url <- [~c"sc://h/;token=geheim", "sc://h/;token=geheim\xFF", {:geheim}] do
        message = refused(url: url)
        assert message =~ "option :url of SparkEx.connect/1 must be a string"
        refute message =~ "geheim"
      end
    end

    test "from the environment is validated" do
      System.put_env("SPARK_REMOTE", "http://spark")
      assert refused([]) =~ ~s(got the scheme "http")
    end
  end

  describe "options" do
    test "return an error with the known options for an unknown one" do
      assert refused(ulr: "sc://h") =~ "unknown option :ulr for SparkEx.connect/1; did you mean"
      assert refused(tokn: "geheim") =~ ~s(did you mean :token?)
      refute refused(tokn: "geheim") =~ "geheim"
    end

    test "never appear in the error for a malformed keyword list" do
      for options <- ["sc://h/;token=geheim", %{token: "geheim"}, [{"token", "geheim"}]] do
        message = refused(options)
        assert message =~ "takes options as a keyword list"
        refute message =~ "geheim"
      end
    end

    test "have defaults" do
      assert %{
               connect_timeout: 10_000,
               max_message_bytes: 134_217_728,
               max_plan_depth: 1_024,
               authority: nil,
               headers: [],
               token: nil,
               tls: nil
             } = channel("sc://h")
    end

    test "reject numbers out of range" do
      for option <- [:connect_timeout, :max_message_bytes, :max_plan_depth],
          value <- [0, -1, 1.5, "1", 2 ** 32 + 1, 10 ** 30] do
        assert refused([{:url, "sc://h"}, {option, value}]) =~
                 "option #{inspect(option)} of SparkEx.connect/1 must be an integer of 1 to"
      end
    end

    test "reach the native core under their names" do
      native = Channel.to_native(channel("sc://h:7", authority: "a", token: "t"), "asked")
      assert %{host: "h", port: 7, authority: "a", token: "asked"} = native
      refute Map.has_key?(native, :tls_reason)
      assert %{ca: nil, reason: "the option :token"} = native.tls
      assert Channel.to_native(channel("sc://h:7"), nil).tls == nil
    end
  end

  describe "the user" do
    test "comes from the URL, the option, SPARK_USER or USER, in this order" do
      assert channel("sc://h").user_id == ""
      System.put_env("USER", "from-user")
      assert channel("sc://h").user_id == "from-user"
      System.put_env("SPARK_USER", "from-spark-user")
      assert channel("sc://h").user_id == "from-spark-user"
      assert channel("sc://h", user_id: "from-option").user_id == "from-option"
      assert channel("sc://h/;user_id=from-url", user_id: "o").user_id == "from-url"
    end

    test "has the id as a name, unless the option gives another" do
      assert channel("sc://h/;user_id=ann").user_name == "ann"

      assert %{user_id: "ann", user_name: "Ann B"} =
               named = channel("sc://h", user_id: "ann", user_name: "Ann B")

      assert %{user_id: "ann", user_name: "Ann B"} = Channel.to_native(named, nil)
    end
  end

  describe "the session id" do
    test "is random by default or comes from the URL or the option" do
      [a, b] = [UUID.generate(), UUID.generate()]
      assert UUID.valid?(channel("sc://h").session_id)
      assert channel("sc://h").session_id != channel("sc://h").session_id
      assert channel("sc://h", session_id: a).session_id == a
      assert channel("sc://h/;session_id=#{b}", session_id: a).session_id == b
    end

    test "must be a UUID" do
      for id <- ["", "7", UUID.generate() <> "0", String.replace(UUID.generate(), "-", "")] do
        assert refused(url: "sc://h", session_id: id) =~ "session_id must be a UUID such as"
        assert refused(url: "sc://h/;session_id=#{id}") =~ "got: #{inspect(id)}"
      end
    end

    test "changes without affecting other settings" do
      channel = channel("sc://h", user_id: "ann")
      id = UUID.generate()
      assert Channel.with_session_id(channel, id) == %{channel | session_id: id}
    end
  end

  describe "the client type" do
    test "includes Elixir, OTP, this library and the system" do
      assert channel("sc://h").client_type =~
               ~r"\Aelixir/[\w.-]+-otp-\d+ spark_ex/\d+\.\d+\.\d+\S* os/\w+\z"
    end

    test "starts with the value of the URL, the option or the environment" do
      System.put_env("SPARK_CONNECT_USER_AGENT", "from-env")
      assert channel("sc://h").client_type =~ ~r"\Afrom-env elixir/"

      assert channel("sc://h", client_type: "from-option").client_type =~
               ~r"\Afrom-option elixir/"

      assert channel("sc://h/;user_agent=from%20url", client_type: "o").client_type =~
               ~r"\Afrom url elixir/"
    end

    test "has at most 2,048 encoded bytes" do
      assert channel("sc://h", client_type: String.duplicate("a", 1_900))
      too_long = "client_type is longer than 2048 bytes"
      assert refused(url: "sc://h", client_type: String.duplicate("a", 2_048)) =~ too_long
      assert refused(url: "sc://h", client_type: String.duplicate("é", 400)) =~ too_long
    end
  end

  describe "headers" do
    test "combine the unknown parameters of the URL and the option" do
      channel = channel("sc://h/;X-Cluster=a%3Bb", headers: [{"x-b", "1"}, {:x_c, "2"}])
      assert channel.headers == [{"x-cluster", "a;b"}, {"x-b", "1"}, {"x_c", "2"}]
      assert channel("sc://h", headers: %{"X-A" => "1"}).headers == [{"x-a", "1"}]
    end

    test "exclude the known parameters" do
      url = "sc://localhost/;use_ssl=false;token=t;user_id=u;user_agent=a;session_id="
      assert channel(url <> UUID.generate()).headers == []
    end

    test "of another shape are rejected without being shown" do
      for headers <- [
            "geheim",
            :geheim,
            nil,
            ["geheim"],
            [{"a", :geheim}],
            [{1, "geheim"}],
            [{"a", "geheim\xFF"}],
            [{"geheim\xFF", "a"}],
            [{"a", "geheim"} | :improper],
            %{"a" => ["geheim"]},
            %URI{host: "geheim"},
            fn _, _ -> {:done, "geheim"} end
          ] do
        message = refused(url: "sc://h", headers: headers)
        assert message =~ ~r/the option :headers is|the (name|value) of (a|the) header/
        refute message =~ "geheim"
      end
    end

    test "set by gRPC or HTTP/2 are rejected with the option to use" do
      for {name, advice} <- [
            {"grpc-timeout", ":rpc_timeout"},
            {"GRPC-Timeout", ":rpc_timeout"},
            {"grpc-encoding", "gRPC itself"},
            {"user-agent", ":client_type"},
            {":authority", ":authority"},
            {":path", "HTTP/2 itself"},
            {"content-type", "gRPC itself"},
            {"te", "gRPC itself"},
            {:connection, "gRPC itself"}
          ] do
        message = refused(url: "sc://h", headers: %{name => "geheim"})
        assert message =~ "the header #{inspect(String.downcase(to_string(name)))} is set by"
        assert message =~ advice
        refute message =~ "geheim"
      end

      assert refused(url: "sc://h/;grpc-timeout=1S") =~ ~s(the header "grpc-timeout")
    end

    test "accept bytes if the name ends in -bin, otherwise printable ASCII" do
      headers = %{"trace-bin" => <<0, 255>>}
      assert channel("sc://h", headers: headers).headers == [{"trace-bin", <<0, 255>>}]
      assert channel("sc://h/;trace-bin=%00%FF").headers == [{"trace-bin", <<0, 255>>}]
      assert refused(url: "sc://h", headers: %{"trace" => "é"}) =~ "whose name ends in -bin"
      assert refused(url: "sc://h", headers: %{"a b" => "c"}) =~ "the name of a header has only"
    end
  end

  describe "TLS" do
    test "is off by default; the URL takes precedence over the option" do
      for {params, tls, on} <- [
            {"", nil, false},
            {"", false, false},
            {"", true, true},
            {"", [], true},
            {"use_ssl=true", nil, true},
            {"use_ssl=TRUE", false, true},
            {"use_ssl=true", true, true},
            {"use_ssl=false", nil, false},
            {"use_ssl=False", true, false}
          ] do
        channel = channel("sc://h/;" <> params, tls: tls)
        assert {params, tls, channel.tls != nil} == {params, tls, on}
        assert channel.tls_reason != nil == on
      end
    end

    test "reports the setting that turned it on" do
      assert channel("sc://h/;use_ssl=true").tls_reason == "use_ssl=true in the URL"
      assert channel("sc://h", tls: true).tls_reason == "the option :tls"
      assert channel("sc://h", token: "t").tls_reason == "the option :token"
      assert channel("sc://h/;token=t").tls_reason == "token= in the URL"
      System.put_env("SPARK_CONNECT_AUTHENTICATE_TOKEN", "t")
      assert channel("sc://h").tls_reason == "SPARK_CONNECT_AUTHENTICATE_TOKEN"
    end

    test "accepts only true and false" do
      for value <- ["", "1", "yes", "on"] do
        assert refused(url: "sc://h/;use_ssl=#{value}") =~
                 "use_ssl in a Spark Connect URL is true"
      end
    end

    test "uses the system's root certificates by default" do
      assert channel("sc://h", tls: true).tls ==
               %{ca: nil, certificate: nil, key: nil, server_name: nil}
    end

    @tag :tmp_dir
    test "reads the certificate files", %{tmp_dir: directory} do
      [ca, cert, key] =
        for name <- ~w(ca cert key) do
          path = Path.join(directory, name)
          File.write!(path, "pem of #{name}")
          path
        end

      tls = [ca_file: ca, cert_file: cert, key_file: key, server_name: "spark.example"]

      expected = %{
        ca: "pem of ca",
        certificate: "pem of cert",
        key: "pem of key",
        server_name: "spark.example"
      }

      assert channel("sc://h", tls: tls).tls == expected
      assert channel("sc://h/;use_ssl=true", tls: tls).tls == expected
    end

    @tag :tmp_dir
    test "returns an error with the name of an unusable file", %{tmp_dir: directory} do
      missing = Path.join(directory, "missing.pem")
      der = Path.join(directory, "ca.der")
      File.write!(der, <<0x30, 0x82, 0xFF>>)

      assert refused(url: "sc://h", tls: [ca_file: missing]) =~
               "#{missing} can't be read: no such file or directory"

      assert refused(url: "sc://h", tls: [ca_file: directory]) =~ "#{directory} can't be read"
      assert refused(url: "sc://h", tls: [ca_file: der]) =~ "#{der} is not PEM text"

      assert refused(url: "sc://h", tls: [cert_file: missing, key_file: missing]) =~
               "#{missing} can't be read"
    end

    test "requires a key with a certificate" do
      for tls <- [[cert_file: "c"], [key_file: "k"]] do
        assert refused(url: "sc://h", tls: tls) =~ "needs both cert_file: and key_file:"
      end
    end

    test "rejects other options" do
      assert refused(url: "sc://h", tls: [cafile: "x"]) =~ "did you mean :ca_file?"
      assert refused(url: "sc://h", tls: "yes") =~ "must be a boolean or a keyword list"
      assert refused(url: "sc://h", tls: [ca_file: 1]) =~ "must be a string"
    end
  end

  describe "a token" do
    test "comes from the URL, the option or the environment, in this order" do
      System.put_env("SPARK_CONNECT_AUTHENTICATE_TOKEN", "from-env")
      assert channel("sc://h").token == "from-env"
      assert channel("sc://h", token: "from-option").token == "from-option"
      assert channel("sc://h/;token=from%3Durl", token: "o").token == "from=url"
      System.put_env("SPARK_CONNECT_AUTHENTICATE_TOKEN", "")
      assert channel("sc://h").token == nil
    end

    test "may be a function, which is not called yet" do
      function = fn -> flunk("called") end
      assert channel("sc://h", token: function).token == function
    end

    test "enables TLS except on the local machine" do
      for {host, tls} <- [
            {"localhost", false},
            {"LocalHost", false},
            {"127.0.0.1", false},
            {"127.8.9.10", false},
            {"[::1]", false},
            {"[0:0:0:0:0:0:0:1]", false},
            {"spark.example.com", true},
            {"localhost.example.com", true},
            {"127.0.0.1.example.com", true},
            {"128.0.0.1", true},
            {"0.0.0.0", true},
            {"[::]", true},
            {"[::2]", true}
          ] do
        assert {host, channel("sc://#{host}", token: "t").tls != nil} == {host, tls}
        assert {host, channel("sc://#{host}", token: fn -> "t" end).tls != nil} == {host, tls}
      end
    end

    test "is never sent to another machine in plaintext" do
      for {options, off, from} <- [
            {[url: "sc://far/;use_ssl=false;token=geheim"], "use_ssl=false in the URL",
             "token= in the URL"},
            {[url: "sc://far", tls: false, token: "geheim"], "the option :tls",
             "the option :token"},
            {[url: "sc://far/;use_ssl=false", token: fn -> "geheim" end],
             "use_ssl=false in the URL", "the option :token"},
            {[url: "sc://far", tls: false, headers: [Authorization: "Bearer geheim"]],
             "the option :tls", "the header authorization"}
          ] do
        message = refused(options)

        assert message =~
                 "#{off} turns TLS off, but the token (from #{from}) must not be sent to far"

        refute message =~ "geheim"
      end

      System.put_env("SPARK_CONNECT_AUTHENTICATE_TOKEN", "geheim")
      assert refused(url: "sc://far", tls: false) =~ "(from SPARK_CONNECT_AUTHENTICATE_TOKEN)"
      assert channel("sc://127.0.0.1", tls: false).token == "geheim"
    end

    test "in a header has the same protection" do
      headers = %{"authorization" => "Bearer geheim"}
      assert channel("sc://far", headers: headers).tls_reason == "the header authorization"
      assert channel("sc://far/;authorization=Bearer%20geheim").tls != nil
      assert channel("sc://localhost", headers: headers).tls == nil
    end

    test "must be valid in a header" do
      for {token, problem} <- [
            {"", "is empty"},
            {"geheim\n", "has a character that is not printable ASCII, such as a line break"},
            {"gehéim", "has a character that is not printable ASCII"},
            {"geheim\0", "has a character that is not printable ASCII"}
          ] do
        message = refused(url: "sc://h", token: token)
        assert message =~ "the token (from the option :token) #{problem}"
        refute message =~ "geh"
      end

      assert refused(url: "sc://h/;token=") =~ "the token (from token= in the URL) is empty"
    end

    test "of the wrong type is never shown" do
      for token <- [:geheim, ~c"geheim", "geheim\xFF", fn _ -> "geheim" end] do
        message = refused(url: "sc://h", token: token)

        assert message =~
                 "must be a string or a function of 0 arguments, got: a value that is not"

        refute message =~ "geheim"
      end
    end
  end

  test "retry overrides single settings" do
    assert %{max_retries: 15, backoff_multiplier: 4.0} = channel("sc://h").retry

    assert channel("sc://h", retry: [max_retries: 0, backoff_multiplier: 2]).retry.max_retries ==
             0

    assert refused(url: "sc://h", retry: [max_retry: 1]) =~ "did you mean :max_retries?"
    assert refused(url: "sc://h", retry: [max_retries: -1]) =~ "must be an integer of 0 or more"
  end

  test "inspect shows the endpoint and the user but no secrets" do
    secrets = [token: "geheim2", headers: [a: "geheim3"]]
    channel = channel("sc://h:7/;x-key=geheim1", [user_id: "ann"] ++ secrets)

    assert inspect(channel) == "#SparkEx.Connect.Channel<h:7 (TLS) as ann>"
    assert inspect(channel("sc://h", user_id: "b")) == "#SparkEx.Connect.Channel<h:15002 as b>"
    refute inspect(%{nested: [channel]}, limit: :infinity) =~ "geheim"
  end
end
