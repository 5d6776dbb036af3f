defmodule SparkEx.Connect.PingsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.{Channel, Pings}
  alias SparkEx.Error.Argument

  doctest Pings

  defp channel(params) do
    assert {:ok, channel} = Channel.new(url: "sc://h/;" <> params)
    channel
  end

  test "depend on the server by default" do
    assert channel("user_id=ann").pings ==
             %{enabled: true, after: nil, timeout: nil, while_idle: nil}
  end

  test "have PySpark's parameters, which are not headers" do
    channel =
      channel(
        "grpc_keepalive_enabled=False;grpc_keepalive_time_ms=1;" <>
          "grpc_keepalive_timeout_ms=2147483647;grpc_keepalive_without_calls=TRUE"
      )

    assert channel.headers == []

    assert Channel.to_native(channel, nil).pings ==
             %{enabled: false, after: 1, timeout: 2_147_483_647, while_idle: true}
  end

  test "refuse invalid values" do
    for {name, values} <- [
          {"grpc_keepalive_enabled", ["", "1", "yes"]},
          {"grpc_keepalive_without_calls", ["no"]},
          {"grpc_keepalive_time_ms", ["", "0", "-1", "1.5", "1s", "2147483648"]},
          {"grpc_keepalive_timeout_ms", ["0"]}
        ],
        value <- values do
      assert {:error, %Argument{message: message}} = Channel.new(url: "sc://h/;#{name}=#{value}")
      assert message =~ ~r/^#{name} in a Spark Connect URL is (true or false|a positive number)/
    end
  end
end
