defmodule SparkEx.Error.RemoteTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Remote

  doctest Remote

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

  test "reads as Spark wrote it" do
    assert message(text: "[DIVIDE_BY_ZERO] Division by zero.\n") ==
             "[DIVIDE_BY_ZERO] Division by zero."
  end

  test "points at the fragment as Spark's summary does" do
    summary = "== SQL (line 1, position 8) ==\nSELECT 1/0\n       ^^^\n"

    assert message(text: "Division by zero.", query_contexts: [%{@context | summary: summary}]) ==
             """
             Division by zero.

             == SQL (line 1, position 8) ==
             SELECT 1/0
                    ^^^\
             """
  end

  test "shows the fragment where there is no summary" do
    contexts = [
      %{@context | fragment: "1/0"},
      %{@context | type: :dataframe, fragment: "divide"}
    ]

    assert message(text: "No.", query_contexts: contexts) ==
             "No.\n\n== SQL ==\n1/0\n== DataFrame ==\ndivide"
  end

  test "does not quote a query twice" do
    text = "[PARSE_SYNTAX_ERROR] Syntax error.\n\n== SQL (line 1, position 1) ==\nSELEC\n^^^^^"
    assert message(text: text, query_contexts: [%{@context | fragment: "SELEC"}]) == text
  end

  describe "the server's stack" do
    @error %Remote{
      text: "No.",
      stack_trace: ["a.B.c(B.scala:1)", "a.D.e(D.scala:2)"],
      causes: [%{exception: "java.io.IOException", text: "disk"}]
    }

    test "is hidden unless asked for" do
      assert Exception.message(@error) == "No."
      assert Remote.message(@error, stack_trace: false) == "No."
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

    test "may be missing while there are causes" do
      assert Remote.message(%{@error | stack_trace: []}, stack_trace: true) ==
               "No.\n\nCaused by: java.io.IOException: disk"
    end
  end
end
