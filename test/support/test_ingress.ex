defmodule SparkEx.TestIngress do
  @moduledoc """
  An nginx in front of Spark that terminates TLS. Its places, each on its own port:

    * `:plain` - forwards everything, without TLS
    * `:tls` - forwards everything
    * `:mtls` - requires a client certificate
    * `:tenant` - requires the header `x-tenant: t1`, answers 403 otherwise
    * `:routed` - serves the name `spark.test` only, answers 404 otherwise
    * `:below_a_path` - serves Spark below `/spark`, answers 404 otherwise
    * `:no_backend` - forwards to a port where nothing listens

  """

  alias SparkEx.Connect.URL
  alias SparkEx.LocalServer.Command

  defstruct [:directory, :port, :ports]

  @doc "Returns whether there is an nginx with HTTP/2."
  @spec available?() :: boolean
  def available? do
    nginx = executable()
    nginx != nil and nginx |> System.cmd(["-V"], stderr_to_stdout: true) |> elem(0) =~ "http_v2"
  end

  # Debian installs it where only root's PATH looks.
  defp executable do
    case System.get_env("SPARK_EX_NGINX") do
      path when path not in [nil, ""] -> path
      _unset -> System.find_executable("nginx") || System.find_executable("/usr/sbin/nginx")
    end
  end

  @doc """
  Starts an nginx with some of its places.

  It ends with the calling process, and the directory is removed then. For TLS the directory holds
  `server.pem`, `server.key` and `client_ca.pem`.
  """
  @spec start(Path.t(), [atom], String.t()) :: %__MODULE__{}
  def start(directory, places, spark_url) do
    ports = Map.new(places, &{&1, free_port()})
    File.write!(Path.join(directory, "nginx.conf"), configuration(ports, spark_url))
    {:ok, port} = Command.open(command(directory), directory)
    Enum.each(ports, fn {_place, port} -> wait(port, 100) end)
    %__MODULE__{directory: directory, port: port, ports: ports}
  end

  @doc "Returns the URL of a place."
  @spec url(%__MODULE__{}, atom) :: String.t()
  def url(ingress, place), do: "sc://127.0.0.1:#{ingress.ports[place]}"

  @doc "Returns the path of a file in its directory."
  @spec file(%__MODULE__{}, String.t()) :: Path.t()
  def file(ingress, name), do: Path.join(ingress.directory, name)

  @doc """
  Returns the requests so far, once `complete?` accepts them, as maps with `:place`, `:host`,
  `:tenant`, `:client` and `:path`. nginx logs a request only after answering it.
  """
  @spec requests(%__MODULE__{}, ([map] -> boolean)) :: [map]
  def requests(ingress, complete?, tries \\ 100) do
    requests = ingress |> file("access.log") |> File.stream!() |> Enum.map(&request(ingress, &1))

    if complete?.(requests) or tries == 0 do
      requests
    else
      Process.sleep(50)
      requests(ingress, complete?, tries - 1)
    end
  end

  defp request(ingress, line) do
    [port, host, tenant, client, path] = line |> String.trim() |> String.split("|")
    {place, _port} = Enum.find(ingress.ports, fn {_place, known} -> "#{known}" == port end)
    %{place: place, host: host, tenant: tenant, client: client, path: path}
  end

  defp command(directory) do
    %Command{
      executable: executable(),
      arguments: ["-p", directory, "-c", "nginx.conf"],
      listening: ~r//
    }
  end

  defp free_port do
    {:ok, socket} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
    {:ok, port} = :inet.port(socket)
    :ok = :gen_tcp.close(socket)
    port
  end

  defp wait(port, left) when left > 0 do
    case :gen_tcp.connect({127, 0, 0, 1}, port, []) do
      {:ok, socket} ->
        :gen_tcp.close(socket)

      {:error, _not_yet} ->
        Process.sleep(50)
        wait(port, left - 1)
    end
  end

  defp configuration(ports, spark_url) do
    {:ok, host, port, _params} = URL.parse(spark_url)
    spark = "location / { grpc_pass grpc://#{host}:#{port}; }"

    """
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log error.log;
    events {}
    http {
      log_format requests "$server_port|$host|$http_x_tenant|$ssl_client_verify|$uri";
      access_log access.log requests;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      client_max_body_size 0;
      grpc_read_timeout 10m;
      grpc_send_timeout 10m;
      #{Enum.map_join(ports, "\n", fn {place, port} -> servers(place, port, spark) end)}
    }
    """
  end

  defp servers(:plain, port, spark),
    do: "server { listen 127.0.0.1:#{port} http2; #{spark} }"

  defp servers(:tls, port, spark), do: tls(port, spark)

  defp servers(:mtls, port, spark),
    do: tls(port, "ssl_client_certificate client_ca.pem; ssl_verify_client on; #{spark}")

  defp servers(:tenant, port, spark),
    do: tls(port, ~s|if ($http_x_tenant != "t1") { return 403; } #{spark}|)

  # The first server listed answers names that match none.
  defp servers(:routed, port, spark),
    do: tls(port, "return 404;") <> tls(port, "server_name spark.test; #{spark}")

  defp servers(:below_a_path, port, spark),
    do: tls(port, String.replace(spark, "location /", "location /spark/"))

  defp servers(:no_backend, port, _spark),
    do: tls(port, "location / { grpc_pass grpc://127.0.0.1:#{free_port()}; }")

  defp tls(port, rules) do
    """
    server {
      listen 127.0.0.1:#{port} ssl http2;
      ssl_certificate server.pem;
      ssl_certificate_key server.key;
      #{rules}
    }
    """
  end
end
