defmodule SparkEx.PublicAPI.ReceiverTest do
  # Every public function with the result of another call piped into it by mistake.
  use ExUnit.Case, async: true

  alias SparkEx.Error.Argument

  doctest SparkEx.Arguments.Receiver

  @modules [
    SparkEx,
    SparkEx.Session,
    SparkEx.LocalServer,
    SparkEx.DataFrame,
    SparkEx.Column,
    SparkEx.GroupedData,
    SparkEx.Window,
    SparkEx.WindowSpec,
    SparkEx.Reader,
    SparkEx.Writer,
    SparkEx.WriterV2,
    SparkEx.MergeIntoWriter,
    SparkEx.Catalog,
    SparkEx.Observation,
    SparkEx.TableArg,
    SparkEx.TableValuedFunction,
    SparkEx.UDFRegistration,
    SparkEx.UDTFRegistration,
    SparkEx.Batch
  ]

  # Their first argument is not the result of another function.
  @others [
    connect: 1,
    connect!: 1,
    start_link: 1,
    child_spec: 1,
    new: 0,
    order_by: 1,
    partition_by: 1,
    rows_between: 2,
    range_between: 2,
    alias_expr: 1,
    sort_expr: 1,
    # Their message names the call before them.
    when_: 3,
    otherwise: 2
  ]

  # Candidates for the further arguments, so that one call reaches the check of the first one.
  @fillers ["a", [], 1, &Function.identity/1, %{}, "inner", "/a", :simple, [0.5, 0.5], :none]

  @results [ok: {:ok, :piped}, error: {:error, %ArgumentError{message: "the failed call"}}]

  for module <- @modules do
    test "#{inspect(module)} names the expected and the given value" do
      failures =
        for function <- functions(unquote(module)),
            {kind, given} <- @results,
            calls = calls(unquote(module), function, given),
            not Enum.any?(calls, &good?(kind, &1)) or
              calls |> Enum.take(200) |> Enum.any?(&accepted?/1),
            do: {function, kind, Enum.at(calls, 0)}

      assert failures == []
    end
  end

  defp functions(module) do
    {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(module)

    for {{:function, name, arity}, _, _, doc, metadata} <- docs,
        doc != :hidden,
        arity <- (arity - Map.get(metadata, :defaults, 0))..arity,
        arity > 0,
        {name, arity} not in @others,
        not library?(name),
        do: {name, arity}
  end

  # Its first error is that the library is missing.
  defp library?(name) do
    not Code.ensure_loaded?(Explorer.DataFrame) and name in [:to_explorer, :to_explorer!]
  end

  defp calls(module, {name, arity}, given),
    do: Stream.map(combinations(arity - 1), &call(module, name, [given | &1]))

  defp call(module, name, arguments) do
    case apply(module, name, arguments) do
      {:error, exception} when is_exception(exception) -> exception
      other -> {:accepted, other}
    end
  rescue
    exception -> exception
  catch
    kind, value -> {kind, value}
  end

  defp combinations(0), do: [[]]

  defp combinations(count) do
    for filler <- fillers(), rest <- combinations(count - 1), do: [filler | rest]
  end

  defp fillers do
    column = SparkEx.Functions.lit(1)

    @fillers ++
      [
        column,
        [column],
        [a: column],
        [return_type: :long, python_ver: "3.11"],
        %SparkEx.WindowSpec{}
      ]
  end

  defp good?(:ok, %Argument{message: message}), do: message =~ "{:ok, :piped}"
  defp good?(:error, %Argument{message: message}), do: message =~ "the failed call"
  defp good?(_kind, _other), do: false

  defp accepted?(result), do: match?({:accepted, _value}, result)

  test "the messages say what to do" do
    for {function, expected} <- [
          {fn given -> SparkEx.sql(given, "SELECT 1") end, "a session (a pid or a name)"},
          {fn given -> SparkEx.Reader.table(given, "t") end, "a session (a pid or a name)"},
          {fn given -> SparkEx.Writer.parquet(given, "/a") end, "a SparkEx.DataFrame"},
          {fn given -> SparkEx.GroupedData.count(given) end, "a SparkEx.GroupedData"},
          {fn given -> SparkEx.Window.order_by(given, "a") end, "a SparkEx.WindowSpec"}
        ] do
      message = assert_raise(Argument, fn -> function.({:ok, :piped}) end).message
      assert message =~ "expected #{expected}, got: {:ok, :piped}; match on {:ok, value} first"

      error = {:error, %ArgumentError{message: "no server"}}
      message = assert_raise(Argument, fn -> function.(error) end).message
      assert message == "expected #{expected}, got an error of the call before: no server"
    end
  end
end
