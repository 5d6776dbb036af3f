defmodule SparkEx.Connect.ErrorsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.Errors
  alias SparkEx.Error

  doctest Errors
  doctest SparkEx.Connect.ErrorDetails

  @context [operation_id: "op-1"]

  # A status of the native core; see `Rpc` of native/spark_ex_nif/src/term/to_term/error.rs.
  defp rpc(fields) do
    {:rpc,
     Map.merge(
       %{
         method: "ExecutePlan",
         code: :internal,
         message: "",
         reason: nil,
         metadata: [],
         details: nil,
         retry_delay: nil
       },
       Map.new(fields)
     )}
  end

  defp from(native, context \\ @context), do: Errors.from_native(native, context)

  describe "errors of the native core" do
    test ":argument and :endpoint become argument errors" do
      assert from({:argument, %{message: "a"}}) == %Error.Argument{message: "a"}
      assert from({:endpoint, %{message: "b"}}) == %Error.Argument{message: "b"}
    end

    test ":session and :closed become session errors" do
      assert from({:session, %{message: "a"}}) == %Error.Session{reason: :lost, text: "a"}
      assert from({:closed, %{message: "b"}}) == %Error.Session{reason: :stopped, text: "b"}
    end

    test ":decode becomes a decode error" do
      assert from({:decode, %{message: "a"}}) == %Error.Decode{text: "a", operation_id: "op-1"}
    end

    test ":internal and :panic become internal errors" do
      for kind <- [:internal, :panic] do
        assert from({kind, %{message: "a"}}) == %Error.Internal{text: "a", operation_id: "op-1"}
      end
    end

    test ":cancelled and :token become transport errors" do
      assert %Error.Transport{reason: :cancelled, text: "a", operation_id: "op-1"} =
               from({:cancelled, %{message: "a"}})

      assert %Error.Transport{reason: :token, text: "b", hint: nil} =
               from({:token, %{message: "b"}})
    end

    test ":deadline suggests the timeout option" do
      fields = %{message: "no answer", method: "ExecutePlan", after: 5}
      assert %Error.Transport{reason: :timeout} = error = from({:deadline, fields})
      assert Exception.message(error) == "no answer\nraise the option :timeout to wait longer"

      # A query may fail in an earlier call.
      for method <- ["Config", "AnalyzePlan"] do
        assert Exception.message(from({:deadline, %{fields | method: method}})) ==
                 "no answer\nraise :rpc_timeout of SparkEx.connect/1 to wait longer"
      end
    end

    test ":deadline after a failed attempt suggests checking the server" do
      failure = "no connection to h:1: tcp connect error: Connection refused (os error 111)"
      fields = %{message: "no answer; …", method: "ExecutePlan", after: 5, last_failure: failure}
      assert from({:deadline, fields}).hint =~ "is a Spark Connect server running there"
      assert from({:deadline, %{fields | last_failure: "odd"}}).hint =~ "is the server running"
      assert from({:deadline, %{fields | last_failure: nil}}).hint =~ "option :timeout"
    end

    test "a closed connection without a client certificate suggests one" do
      text = "connection reset by peer; the client has no certificate"
      assert from({:connect, %{message: text, target: "h:1"}}).hint =~ "cert_file:"
      text = "transport error: broken pipe; the client has no certificate"
      assert from(rpc(code: :unavailable, message: text)).hint =~ "cert_file:"
    end

    test ":connect suggests what to check" do
      for {text, hint} <- [
            {"tcp connect error: Connection refused (os error 111)", "is the port right?"},
            {"dns error: failed to lookup address information", "is the host name right?"},
            {"received corrupt message of type InvalidContentType", "does the server use TLS"},
            {"invalid peer certificate: UnknownIssuer", "is its certificate trusted"},
            {"certificate not valid for name \"a\"; only for DnsName(\"b\")", "server_name:"},
            {"received corrupt message", "does the server use TLS"},
            {"h:1 (TLS because of the option :tls): dns error: x", "is the host name right?"},
            {"deadline has elapsed", "is the host reachable"},
            {"operation timed out", "does a firewall let the port through"}
          ] do
        assert %Error.Transport{reason: :connect, text: ^text} =
                 error = from({:connect, %{message: text, target: "h:1"}})

        assert error.hint =~ hint
        assert Exception.message(error) == text <> "\n" <> error.hint
      end

      assert %{hint: nil} = error = from({:connect, %{message: "odd", target: "h:1"}})
      assert Exception.message(error) == "odd"
    end
  end

  describe "a status without Spark's error details" do
    for {code, hint} <- [
          {:unauthenticated, "check the token"},
          {:resource_exhausted, "max_message_bytes"},
          {:out_of_range, "max_message_bytes"},
          {:unimplemented, "is this a Spark Connect server"}
        ] do
      test "#{code} suggests what to check" do
        error = from(rpc(code: unquote(code), message: "text"))
        assert %Error.Transport{reason: unquote(code), text: "text"} = error
        assert error.operation_id == "op-1"
        assert error.hint =~ unquote(hint)
      end
    end

    test "of an unimplemented call mentions the server version" do
      text = "Method not found: spark.connect.SparkConnectService/CloneSession"
      assert %{text: ^text, hint: hint} = from(rpc(code: :unimplemented, message: text))
      assert hint =~ "older than the call"
    end

    for code <- [:unknown, :permission_denied, :unavailable, :data_loss, :internal, :not_found] do
      test "#{code} has no hint" do
        assert %Error.Transport{reason: unquote(code), text: "text", hint: nil} =
                 from(rpc(code: unquote(code), message: "text"))
      end
    end

    test "from an ingress suggests what to check" do
      for {code, text, hint} <- [
            {:internal, "HTTP 400 Bad Request: 400 No required SSL certificate was sent",
             "cert_file:"},
            {:permission_denied, "HTTP 403 Forbidden", ":headers"},
            {:unimplemented, "HTTP 404 Not Found", "below a path"},
            {:unavailable, "HTTP 502 Bad Gateway", "in front of Spark reach it"},
            {:unknown, "HTTP 200 OK: Welcome", "is this a Spark Connect server"}
          ] do
        text = "not a gRPC response: " <> text
        assert %{reason: ^code, text: ^text} = error = from(rpc(code: code, message: text))
        assert error.hint =~ hint
      end
    end

    test "of a broken connection suggests what to check" do
      for text <- [
            "transport error: http2 error: frame with invalid size",
            "operation was canceled: connection closed"
          ] do
        assert from(rpc(code: :unavailable, message: text)).hint =~
                 "is it another kind of server"
      end
    end

    test "without a message has a default one" do
      error = from(rpc(code: :unknown))
      assert %Error.Transport{reason: :unknown, operation_id: "op-1"} = error

      assert Exception.message(error) =~
               "the server returned an empty error (gRPC status unknown)"

      assert error.hint =~ "-Xss4m"
      assert from(rpc(code: :unauthenticated)).hint =~ "check the token"
    end

    test "may report a lost session" do
      for {class, reason} <- [
            {"SESSION_NOT_FOUND", :lost},
            {"SESSION_CHANGED", :lost},
            {"SESSION_CLOSED", :closed}
          ] do
        text = "[INVALID_HANDLE.#{class}] The handle x is invalid."
        assert from(rpc(message: text)) == %Error.Session{reason: reason, text: text}
      end
    end
  end

  describe "a Spark error" do
    @reason "org.apache.spark.sql.AnalysisException"
    @metadata [{"errorClass", "DIVIDE_BY_ZERO"}, {"sqlState", "22012"}, {"errorId", "e-1"}]

    test "without details uses the status" do
      error = from(rpc(message: "[DIVIDE_BY_ZERO] …", reason: @reason, metadata: @metadata))

      assert error == %Error.Remote{
               error_class: "DIVIDE_BY_ZERO",
               sql_state: "22012",
               text: "[DIVIDE_BY_ZERO] …",
               exception: @reason,
               grpc_status: :internal,
               operation_id: "op-1"
             }
    end

    test "without a class has no error class" do
      error = from(rpc(message: "boom", reason: "java.lang.RuntimeException"))
      assert %Error.Remote{error_class: nil, sql_state: nil, text: "boom"} = error
    end

    test "without a message shows its class" do
      reason = "java.lang.NullPointerException"
      assert Exception.message(from(rpc(reason: reason))) == reason

      details = %{root_error_idx: 0, errors: [%{error_type_hierarchy: [reason]}]}
      assert Exception.message(from(rpc(reason: "java.lang.Object", details: details))) == reason
    end

    @details %{
      root_error_idx: 1,
      errors: [
        %{error_type_hierarchy: ["java.io.IOException", "java.lang.Exception"], message: "disk"},
        %{
          error_type_hierarchy: ["org.apache.spark.SparkException", "java.lang.Exception"],
          message: "[NOPE.SUB] A whole message.",
          cause_idx: 0,
          stack_trace: [
            %{
              declaring_class: "a.B",
              method_name: "c",
              file_name: "B.scala",
              line_number: 7
            },
            %{declaring_class: "a.D", method_name: "e"}
          ],
          spark_throwable: %{
            error_class: "NOPE.SUB",
            sql_state: "42000",
            message_parameters: %{"name" => "`x`"},
            query_contexts: [
              %{
                context_type: :SQL,
                object_type: "VIEW",
                object_name: "v",
                start_index: 7,
                stop_index: 9,
                fragment: "1/0",
                summary: "== SQL ==\n1/0"
              },
              %{context_type: :DATAFRAME, fragment: "divide", call_site: "a.exs:1"}
            ]
          }
        }
      ]
    }

    test "with details uses them" do
      error = from(rpc(message: "[NOPE.SUB] A wh…", reason: "cut", details: @details))

      assert %Error.Remote{
               error_class: "NOPE.SUB",
               sql_state: "42000",
               text: "[NOPE.SUB] A whole message.",
               exception: "org.apache.spark.SparkException",
               message_parameters: %{"name" => "`x`"},
               causes: [%{exception: "java.io.IOException", text: "disk"}],
               stack_trace: ["a.B.c(B.scala:7)", "a.D.e(Unknown:0)"]
             } = error

      assert error.query_contexts == [
               %{
                 type: :sql,
                 object_type: "VIEW",
                 object_name: "v",
                 start_index: 7,
                 stop_index: 9,
                 fragment: "1/0",
                 call_site: "",
                 summary: "== SQL ==\n1/0"
               },
               %{
                 type: :dataframe,
                 object_type: "",
                 object_name: "",
                 start_index: 0,
                 stop_index: 0,
                 fragment: "divide",
                 call_site: "a.exs:1",
                 summary: ""
               }
             ]
    end

    test "with a breaking change says how to undo it" do
      info = %{
        migration_message: ["Cast it first."],
        mitigation_config: %{key: "spark.sql.old", value: "true"},
        needs_audit: false
      }

      error = %{message: "boom", spark_throwable: %{breaking_change_info: info}}
      error = from(rpc(reason: @reason, details: %{root_error_idx: 0, errors: [error]}))

      assert error.breaking_change == %{
               migration: ["Cast it first."],
               config: {"spark.sql.old", "true"},
               needs_audit: false
             }

      assert Exception.message(error) ==
               "boom\n\nCast it first.\n" <>
                 "To bring the former behaviour back, set spark.sql.old to true."

      # Spark's own text may hold the advice.
      error = %{error | text: "boom. Cast it first."}
      refute Exception.message(error) =~ "\nCast it first."
    end

    test "with circular causes terminates" do
      errors = [%{message: "a", cause_idx: 1}, %{message: "b", cause_idx: 0}]
      error = from(rpc(reason: @reason, details: %{root_error_idx: 0, errors: errors}))
      assert %{text: "a", causes: [%{text: "b"}]} = error
    end

    test "with a missing root or cause uses the status" do
      for details <- [
            %{root_error_idx: 7, errors: [%{message: "a"}]},
            %{root_error_idx: 0, errors: []},
            %{}
          ] do
        error =
          from(rpc(message: "status", reason: @reason, metadata: @metadata, details: details))

        assert %{text: "status", exception: @reason, error_class: "DIVIDE_BY_ZERO"} = error
      end

      for missing <- [9, -1] do
        details = %{root_error_idx: 0, errors: [%{message: "a", cause_idx: missing}]}
        assert %{text: "a", causes: []} = from(rpc(reason: @reason, details: details))
      end
    end

    test "with several roots has all of them" do
      errors = [%{message: "a"}, %{message: "b", cause_idx: 2}, %{message: "c"}, %{message: "d"}]
      error = from(rpc(reason: @reason, details: %{root_error_idx: 1, errors: errors}))
      assert %{text: "b", causes: [%{text: "c"}, %{text: "a"}, %{text: "d"}]} = error

      details = %{root_error_idx: -1, errors: [%{message: "a"}]}
      error = from(rpc(message: "status", reason: @reason, details: details))
      assert %{text: "status", causes: [%{text: "a"}]} = error
    end

    test "for a lost session is a session error" do
      for {class, reason} <- [
            {"INVALID_HANDLE.SESSION_CLOSED", :closed},
            {"INVALID_HANDLE.SESSION_NOT_FOUND", :lost},
            {"INVALID_HANDLE.SESSION_CHANGED", :lost}
          ] do
        text = "[#{class}] The handle is invalid."

        assert %Error.Session{reason: ^reason, text: ^text} =
                 from(rpc(message: text, reason: @reason, metadata: [{"errorClass", class}]))
      end
    end

    test "for another invalid handle is not a session error" do
      class = "INVALID_HANDLE.OPERATION_ABANDONED"

      assert %Error.Remote{error_class: ^class} =
               from(rpc(message: class, reason: @reason, metadata: [{"errorClass", class}]))
    end
  end

  test "unwrap!/1 returns the value or raises" do
    assert Errors.unwrap!(:ok) == :ok
    assert Errors.unwrap!({:ok, nil}) == nil

    assert_raise Error.Argument, "no", fn ->
      Errors.unwrap!({:error, %Error.Argument{message: "no"}})
    end
  end
end
