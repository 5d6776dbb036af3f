defmodule SparkEx.Connect.URLTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.URL
  alias SparkEx.Error.Argument

  doctest URL

  defp parsed(url) do
    assert {:ok, host, port, params} = URL.parse(url)
    {host, port, params}
  end

  defp refused(url) do
    assert {:error, %Argument{message: message}} = URL.parse(url)
    message
  end

  describe "host and port" do
    for {url, host, port} <- [
          {"sc://spark", "spark", 15_002},
          {"sc://spark/", "spark", 15_002},
          {"sc://spark:1", "spark", 1},
          {"sc://spark:65535/", "spark", 65_535},
          {"sc://spark:00443", "spark", 443},
          {"sc://a-b_c.example.com:443", "a-b_c.example.com", 443},
          {"sc://10.0.0.1:7", "10.0.0.1", 7},
          {"sc://[::1]", "::1", 15_002},
          {"sc://[2001:db8::A1]:7/", "2001:db8::A1", 7},
          {"sc://[::ffff:127.0.0.1]:7", "::ffff:127.0.0.1", 7}
        ] do
      test "are parsed from #{url}" do
        assert parsed(unquote(url)) == {unquote(host), unquote(port), %{}}
      end
    end

    for url <- [
          "sc://",
          "sc:///",
          "sc://:15002",
          "sc:///;use_ssl=true",
          "sc://spark:",
          "sc://spark:x",
          "sc://spark:1:2",
          "sc://spark:-1",
          "sc://spark: 1",
          "sc://::1",
          "sc://[::1",
          "sc://::1]:7",
          "sc://[]:7",
          "sc://[spark]:7",
          "sc://[1.2.3.4]",
          "sc://[fe80::1%25eth0]",
          "sc://[::1]7",
          "sc://two hosts",
          "sc://spark\n",
          "sc://spark?use_ssl=true",
          "sc://spark#part",
          "sc://spark;use_ssl=true",
          "sc://h%41st",
          "sc://hôte"
        ] do
      test "are missing in #{inspect(url)}" do
        assert refused(unquote(url)) =~ "names a server as host, host:port or [ipv6]:port"
      end
    end

    for port <- ~w(0 65536 99999999999999999999) do
      test "reject the port #{port}" do
        assert refused("sc://spark:#{unquote(port)}") =~ "is 1 to 65535, got: #{unquote(port)}"
      end
    end

    test "reject user info without showing it" do
      message = refused("sc://ann:geheim@spark:15002")
      assert message =~ "names a server as"
      refute message =~ "geheim"
    end
  end

  describe "the scheme" do
    for {url, scheme} <- [{"http://spark", "http"}, {"spark://a:7077", "spark"}, {"SC://a", "SC"}] do
      test "of #{url} is shown in the error" do
        message = refused(unquote(url))
        assert message =~ "is sc://host[:port][/;key=value…]"
        assert message =~ ~s(got the scheme "#{unquote(scheme)}")
      end
    end

    for url <- ["", "spark", "spark:15002", "sc:spark", "sc:/spark", "//spark", "://spark"] do
      test "is missing in #{inspect(url)}" do
        message = refused(unquote(url))
        assert message =~ "is sc://host[:port][/;key=value…]"
        refute message =~ "scheme"
      end
    end

    test "that is invalid is never shown" do
      refute refused("spark/;token=geheim;://x") =~ "geheim"
    end
  end

  describe "parameters" do
    test "decode keys and values but not +" do
      assert {_host, _port, params} = parsed("sc://h/;a%2Db=1%3D2%3B3%25;c=x+y%20z;d=%C3%A9")
      assert params == %{"a-b" => "1=2;3%", "c" => "x+y z", "d" => "é"}
    end

    test "keep an invalid % sequence, as in PySpark" do
      assert {_host, _port, %{"a" => "5%", "b" => "%zz%4"}} = parsed("sc://h/;a=5%;b=%zz%4")
    end

    test "may be empty, missing or terminated by ;" do
      assert {_host, _port, %{}} = parsed("sc://h/;")
      assert {_host, _port, %{"a" => "", "b" => "1"}} = parsed("sc://h/;a=;;b=1;")
    end

    test "may contain slashes, colons and question marks" do
      assert {_host, _port, params} = parsed("sc://h/;a=b/c:d?e#f")
      assert params == %{"a" => "b/c:d?e#f"}
    end

    test "use the last of repeated keys, as in PySpark" do
      assert {_host, _port, %{"a" => "2"}} = parsed("sc://h/;a=1;a=2")
    end

    test "that are not key=value are reported by position" do
      for param <- ["geheim", "=geheim", "geheim=a=b", "a=%ff", "%ff=a"] do
        message = refused("sc://h/;ok=1;#{param}")
        assert message =~ "parameter 2 of the Spark Connect URL is not key=value"
        assert message =~ "is written %3D or %3B"
        refute message =~ "geheim"
      end
    end

    test "that are known are reported by name" do
      assert refused("sc://h/;token=YWJj==") =~ "parameter 1 (token) of"
      assert refused("sc://h/;use_ssl") =~ "parameter 1 (use_ssl) of"
      refute refused("sc://h/;token=YWJj==") =~ "YWJj"
    end
  end

  test "rejects a path" do
    for path <- ["/spark", "/spark/;a=b", "//", "/a=b", "/?a=b"] do
      assert refused("sc://h" <> path) =~ "has no path"
    end
  end
end
