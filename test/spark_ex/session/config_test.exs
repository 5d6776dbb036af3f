defmodule SparkEx.Session.ConfigTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Argument
  alias SparkEx.Session.Config

  defp new!(options) do
    assert {:ok, config, process_options} = Config.new(options)
    {config, process_options}
  end

  test "a URL alone is not a list of options, and is not shown" do
    assert {:error, %Argument{message: message}} = Config.new("sc://h/;token=secret")
    assert message =~ "SparkEx.connect(url: url)"
    refute message =~ "secret"
  end

  test "has defaults, and takes what it is given" do
    {config, process_options} = new!(url: "sc://h")
    assert config.rpc_timeout == 60_000
    assert config.limits.collect_rows_max == 10_000
    assert config.limits.collect_bytes_max == 64_000_000
    assert config.limits.max_batches == :infinity
    assert config.limits.preview_rows_default == 100
    assert config.local == nil
    assert process_options == []

    {config, process_options} =
      new!(url: "sc://h", name: :spark, rpc_timeout: 5, limits: [collect_rows_max: :infinity])

    assert config.rpc_timeout == 5
    assert config.limits.collect_rows_max == :infinity
    assert config.limits.collect_bytes_max == 64_000_000
    assert process_options == [name: :spark]
  end

  test "knows the options of the channel" do
    {config, _} = new!(url: "sc://h:7", user_id: "ann", headers: [a: "b"])
    assert %{host: "h", port: 7, user_id: "ann", headers: [{"a", "b"}]} = config.channel
  end

  test "a limit is a positive number or :infinity" do
    for limit <- [:collect_rows_max, :collect_bytes_max, :max_batches],
        value <- [0, -1, nil, 1.5] do
      assert {:error, %Argument{message: message}} =
               Config.new(url: "sc://h", limits: [{limit, value}])

      assert message =~ "option #{inspect(limit)} of the option :limits must be"
    end
  end

  test "conf is text, whose values are not shown" do
    {config, _} = new!(url: "sc://h", conf: [{"a.b", true}, c: 1.5])
    assert config.conf == %{"a.b" => "true", "c" => "1.5"}
    {config, _} = new!(url: "sc://h", conf: %{"a.password" => "geheim"})
    refute inspect(config) =~ "geheim"

    for conf <- [nil, "a=b", [{"a", {"geheim"}}], %{1 => "geheim"}, MapSet.new(["geheim"])] do
      assert {:error, %Argument{message: message}} = Config.new(url: "sc://h", conf: conf)
      assert message =~ "the option :conf: configuration takes strings or atoms as keys"
      refute message =~ "geheim"
    end
  end

  test "an option that belongs inside another one is named with it" do
    for {option, outer} <- [
          collect_rows_max: :limits,
          max_batches: :limits,
          max_retries: :retry,
          ca_file: :tls,
          driver_memory: :server,
          master: :server,
          ui: :server
        ] do
      assert {:error, %Argument{message: message}} = Config.new([{:url, "local[1]"}, {option, 1}])

      assert message ==
               "the option :#{option} of SparkEx.connect/1 belongs in :#{outer}: #{outer}: [#{option}: …]"
    end

    assert {:error, %Argument{message: message}} = Config.new(url: "sc://h", server: [ui: true])
    assert message =~ ~s(url: "local[*]")
  end

  describe "a server of its own" do
    test "is had for local, with or without cores" do
      for url <- ["local", "local[*]", "local[2]", "local[2,3]", "local-cluster[2,1,1024]"] do
        {config, _} = new!(url: url)
        assert config.local[:master] == url
        assert config.channel.host == "127.0.0.1"
      end
    end

    test "is not had for a host whose name begins so" do
      for url <- ["localhost", "localhost:15002", "local.example.com", "locals"] do
        assert {^url, {:error, %Argument{message: message}}} = {url, Config.new(url: url)}
        assert message =~ "is sc://host[:port]"
      end
    end

    test "takes options, which are checked when it starts" do
      {config, _} = new!(url: "local[2]", server: [driver_memory: "2g", master: "local[1]"])
      assert config.local[:driver_memory] == "2g"
      assert config.local[:master] == "local[1]"
    end

    test "asks for a token that nobody sees" do
      {config, _} = new!(url: "local[2]", server: [token: "geheim"])
      assert config.channel.token == "geheim"
      refute inspect(config, limit: :infinity) =~ "geheim"
      {config, _} = new!(url: "local[2]")
      refute inspect(config, limit: :infinity) =~ config.channel.token
    end
  end
end
