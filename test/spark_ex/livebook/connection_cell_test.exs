if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ConnectionCellTest do
    use ExUnit.Case
    use SparkEx.KinoCase

    alias SparkEx.Livebook.ConnectionCell

    defp source(attrs) do
      {_kino, source} = start_smart_cell!(ConnectionCell, Map.put_new(attrs, "variable", "spark"))
      source
    end

    test "the cell is registered with Kino" do
      assert ConnectionCell in Application.get_env(:kino, :smart_cell_modules)
      assert ConnectionCell.__smart_definition__().name == "Spark connection"
    end

    test "the code of a new cell" do
      assert source(%{}) == """
             spark = SparkEx.Livebook.connect!(url: "sc://localhost")
             SparkEx.spark_version!(spark)\
             """
    end

    test "the code of a cell with all fields" do
      attrs = %{
        "host" => "spark.example.com",
        "port" => 443,
        "tls" => true,
        "ca_file" => "/etc/ssl/ca.pem",
        "token" => "SPARK_TOKEN",
        "user_id" => "ada",
        "headers" => "x-databricks-cluster-id: 0123\nx-tenant:  a:b"
      }

      assert source(attrs) == """
             spark =
               SparkEx.Livebook.connect!(
                 url: "sc://spark.example.com:443",
                 tls: [ca_file: "/etc/ssl/ca.pem"],
                 token: System.fetch_env!("LB_SPARK_TOKEN"),
                 user_id: "ada",
                 headers: %{"x-databricks-cluster-id" => "0123", "x-tenant" => "a:b"}
               )

             SparkEx.spark_version!(spark)\
             """
    end

    test "the code for TLS with the system's roots and an IPv6 address" do
      assert source(%{"host" => "::1", "tls" => true}) =~
               ~s|connect!(url: "sc://[::1]", tls: true)|
    end

    test "the code that starts a local Spark" do
      assert source(%{"kind" => "local"}) =~ ~s|connect!(url: "local[*]")|
      assert source(%{"kind" => "local", "cores" => 2}) =~ ~s|connect!(url: "local[2]")|
    end

    test "the code of all combinations of fields calls existing functions" do
      choices = %{
        "variable" => ["spark"],
        "kind" => ["remote", "local"],
        "host" => ["localhost", "10.0.0.1", "fe80::1"],
        "port" => [nil, 15_002, 443],
        "tls" => [true, false],
        "ca_file" => ["", "a \"b\"\\\#{c}"],
        "token" => ["", "TOKEN"],
        "user_id" => ["", "ä"],
        "headers" => ["", "x: \#{y}\nz:"],
        "cores" => [nil, 2]
      }

      for attrs <- combinations(choices) do
        for {module, name, arity} <- attrs |> ConnectionCell.to_source() |> list_calls(),
            do: assert(Code.ensure_loaded?(module) and function_exported?(module, name, arity))
      end
    end

    test "a change in the form changes the code" do
      {kino, _source} = start_smart_cell!(ConnectionCell, %{"variable" => "spark"})

      assert %{fields: fields, values: %{"host" => "localhost"}, notice: nil} =
               connect_client(kino)

      assert Enum.all?(fields, &is_binary(&1.label))

      push_event(kino, "change", %{"name" => "host", "value" => "spark.example.com"})
      assert_broadcast_event(kino, "values", %{"host" => "spark.example.com"}, patience())
      assert_smart_cell_update(kino, %{"host" => "spark.example.com"}, source, patience())
      assert source =~ ~s["sc://spark.example.com"]

      push_event(kino, "change", %{"name" => "port", "value" => "; rm"})
      assert_broadcast_event(kino, "values", %{"port" => 15_002}, patience())
    end

    test "the version of the server is shown after a run, until one fails" do
      {kino, _source} = start_smart_cell!(ConnectionCell, %{})
      ConnectionCell.scan_eval_result(kino.pid, {:ok, "4.1.1"})
      assert_broadcast_event(kino, "notice", %{text: "Spark 4.1.1"}, patience())
      assert %{notice: %{text: "Spark 4.1.1"}} = connect_client(kino)
      error = %SparkEx.Error.Transport{reason: :connect, text: "refused", hint: "look"}
      ConnectionCell.scan_eval_result(kino.pid, {:error, :error, error, []})
      assert_broadcast_event(kino, "notice", nil, patience())
      assert %{notice: nil} = connect_client(kino)
    end

    test "host and headers reject tokens" do
      {kino, _source} = start_smart_cell!(ConnectionCell, %{})

      for {name, value} <- [
            {"host", "sc://spark.example.com/;token=SECRET"},
            {"host", "spark.example.com;token=SECRET"},
            {"host", "ada:SECRET@spark.example.com"},
            {"headers", "authorization: Bearer SECRET"},
            {"headers", "x-tenant: a\nAuthorization : Bearer SECRET"},
            {"headers", "SECRET"}
          ] do
        before = connect_client(kino).values
        push_event(kino, "change", %{"name" => name, "value" => value})
        assert_broadcast_event(kino, "values", ^before, patience())
        refute source(%{name => value}) =~ "SECRET"
      end
    end
  end
end
