defmodule SparkEx.Livebook.ErrorHTMLTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error
  alias SparkEx.Livebook.ErrorHTML

  doctest SparkEx.Livebook.ErrorHTML

  @remote %Error.Remote{
    error_class: "TABLE_OR_VIEW_NOT_FOUND",
    sql_state: "42P01",
    text: "[TABLE_OR_VIEW_NOT_FOUND] The table `<t>` cannot be found. SQLSTATE: 42P01",
    query_contexts: [
      %{type: :sql, fragment: "<t>", summary: "== SQL ==\nSELECT * FROM <t>\n              ^^^"}
    ]
  }

  test "a Spark error shows its class, SQLSTATE, message, position and hint" do
    html = ErrorHTML.of(@remote)
    assert html =~ ~s(<div class="title">TABLE_OR_VIEW_NOT_FOUND · SQLSTATE 42P01</div>)

    assert html =~
             "<pre>The table `&lt;t&gt;` cannot be found.\n\n== SQL ==\nSELECT * FROM &lt;t&gt;"

    assert html =~ ~s(<div class="hint">SparkEx.Livebook.schema_tree)
    refute html =~ "<details>"
    refute html =~ "<t>"
  end

  test "the server's stack trace is folded" do
    error = %{
      @remote
      | stack_trace: ["a.B.c(D.scala:1)"],
        causes: [%{exception: "x.Y", text: "why"}]
    }

    assert [before, folded] = error |> ErrorHTML.of() |> String.split("<details>")
    refute before =~ "D.scala"
    assert folded =~ "  at a.B.c(D.scala:1)\n\nCaused by: x.Y: why"
  end

  test "an unresolved plan is folded and the position appears once" do
    text = """
    [UNRESOLVED_COLUMN.WITH_SUGGESTION] No `x`;
    none at all. SQLSTATE: 42703; line 1 pos 7;
    'Project ['x]
    +- OneRowRelation
    """

    error = %{
      @remote
      | error_class: "UNRESOLVED_COLUMN.WITH_SUGGESTION",
        sql_state: "42703",
        text: text
    }

    assert [said, folded] = error |> ErrorHTML.of() |> String.split("<details>")
    assert said =~ "<pre>No `x`;\nnone at all.\n\n== SQL =="

    assert folded ==
             "<summary>The plan</summary><pre>'Project ['x]\n+- OneRowRelation</pre></details></div>"

    assert %{error | query_contexts: []} |> ErrorHTML.of() =~ "none at all. line 1 pos 7</pre>"
  end

  test "a message that begins with an empty line does not repeat its class" do
    error = %{
      @remote
      | error_class: "PARSE_SYNTAX_ERROR",
        text: "\n[PARSE_SYNTAX_ERROR] Syntax error."
    }

    assert ErrorHTML.of(error) =~ "<pre>Syntax error."
  end

  test "a cancelled query is a single line" do
    error = %{@remote | error_class: "OPERATION_CANCELED", stack_trace: ["a.B.c(D.scala:1)"]}
    assert ErrorHTML.of(error) == ~s(<p class="note">The query was cancelled.</p>)
  end

  test "the hint of an error is a separate element" do
    error = %Error.Transport{reason: :connect, text: "refused", hint: "Does a server run there?"}

    assert ErrorHTML.of(error) =~
             ~s(<pre>refused</pre><div class="hint">Does a server run there?</div>)
  end
end
