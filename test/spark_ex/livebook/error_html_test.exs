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

  test "an error of Spark: its class and SQLSTATE, what it says, where, and what helps" do
    html = ErrorHTML.of(@remote)
    assert html =~ ~s(<div class="title">TABLE_OR_VIEW_NOT_FOUND · SQLSTATE 42P01</div>)

    assert html =~
             "<pre>The table `&lt;t&gt;` cannot be found.\n\n== SQL ==\nSELECT * FROM &lt;t&gt;"

    assert html =~ ~s(<div class="hint">SparkEx.Livebook.schema_tree)
    refute html =~ "<details>"
    refute html =~ "<t>"
  end

  test "the server's stack is there, folded" do
    error = %{
      @remote
      | stack_trace: ["a.B.c(D.scala:1)"],
        causes: [%{exception: "x.Y", text: "why"}]
    }

    assert [before, folded] = error |> ErrorHTML.of() |> String.split("<details>")
    refute before =~ "D.scala"
    assert folded =~ "  at a.B.c(D.scala:1)\n\nCaused by: x.Y: why"
  end

  test "the hint of an error stands apart" do
    error = %Error.Transport{reason: :connect, text: "refused", hint: "Does a server run there?"}

    assert ErrorHTML.of(error) =~
             ~s(<pre>refused</pre><div class="hint">Does a server run there?</div>)
  end
end
