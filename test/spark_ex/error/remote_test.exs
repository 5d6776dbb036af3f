defmodule SparkEx.Error.RemoteTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Remote

  doctest Remote
  doctest Remote.Causes

  @context %{
    type: :sql,
    object_type: "",
    object_name: "",
    start_index: 0,
    stop_index: 0,
    fragment: "",
    call_site: "",
    summary: ""
  }

  defp message(fields), do: Exception.message(struct!(Remote, fields))

  test "shows the message of Spark" do
    assert message(text: "[DIVIDE_BY_ZERO] Division by zero.\n") ==
             "[DIVIDE_BY_ZERO] Division by zero."
  end

  test "shows the fragment of Spark's summary" do
    summary = "== SQL (line 1, position 8) ==\nSELECT 1/0\n       ^^^\n"

    assert message(text: "Division by zero.", query_contexts: [%{@context | summary: summary}]) ==
             """
             Division by zero.

             == SQL (line 1, position 8) ==
             SELECT 1/0
                    ^^^\
             """
  end

  test "shows the fragment without a summary" do
    contexts = [
      %{@context | fragment: "1/0"},
      %{@context | type: :dataframe, fragment: "divide"}
    ]

    assert message(text: "No.", query_contexts: contexts) ==
             "No.\n\n== SQL ==\n1/0\n== DataFrame ==\ndivide"
  end

  test "quotes a query only once" do
    text = "[PARSE_SYNTAX_ERROR] Syntax error.\n\n== SQL (line 1, position 1) ==\nSELEC\n^^^^^"
    assert message(text: text, query_contexts: [%{@context | fragment: "SELEC"}]) == text
  end

  describe "the server's stack" do
    @error %Remote{
      text: "No.",
      stack_trace: ["a.B.c(B.scala:1)", "a.D.e(D.scala:2)"],
      causes: [%{exception: "java.io.IOException", text: "disk"}]
    }

    test "is hidden by default, unlike the causes" do
      assert Exception.message(@error) == "No.\n\nCaused by: java.io.IOException: disk"
      assert Remote.message(@error, stack_trace: false) == Exception.message(@error)
      refute inspect(@error) =~ "B.scala"
      assert inspect(@error) =~ "disk"
    end

    test "is followed by the causes" do
      assert Remote.message(@error, stack_trace: true) == """
             No.

             Server stack:
               at a.B.c(B.scala:1)
               at a.D.e(D.scala:2)

             Caused by: java.io.IOException: disk\
             """
    end

    test "may be missing when there are causes" do
      assert Remote.message(%{@error | stack_trace: []}, stack_trace: true) ==
               "No.\n\nCaused by: java.io.IOException: disk"
    end
  end

  describe "the causes" do
    test "are shown once and without their stacks" do
      causes = [
        %{exception: "a.Outer", text: "The file is corrupted.\n\tat a.B.c(B.java:1)"},
        %{exception: "a.Same", text: "The file is corrupted."},
        %{exception: "a.Silent", text: ""},
        %{exception: nil, text: "line 1\nline 2\n\nDriver stacktrace:\n\tat a.B.c(B.java:1)"}
      ]

      assert message(text: "It failed.", causes: causes) ==
               "It failed.\n\nCaused by: a.Outer: The file is corrupted.\n" <>
                 "Caused by: line 1\nline 2"
    end

    test "follow the hint" do
      assert message(text: "No.", hint: "Try.", causes: [%{exception: "a.B", text: "disk"}]) ==
               "No.\n\nTry.\n\nCaused by: a.B: disk"
    end
  end

  test "strips the leading empty line of parser messages" do
    assert message(text: "\n[PARSE_SYNTAX_ERROR] Syntax error.\n") ==
             "[PARSE_SYNTAX_ERROR] Syntax error."
  end

  test "says where to set static configuration" do
    for class <- ["CANNOT_MODIFY_CONFIG", "CANNOT_MODIFY_STATIC_CONFIG"] do
      text = message(error_class: class, text: "Cannot modify.")
      assert text =~ "--conf key=value"
      assert text =~ "server: [conf: %{key => value}]"
    end
  end
end
