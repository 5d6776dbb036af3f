defmodule SparkEx.Contract.MLClassTest do
  # Every class with a value for every parameter. test/contract/cases/ml.py makes the same values.
  use SparkEx.ContractCase, golden: "ml_class", async: true

  alias SparkEx.ML
  alias SparkEx.ML.{Matrix, Model, Params, Table, Vector}

  for %{kind: kind} = class <- Table.classes(), kind not in [:meta, :function] do
    name = Table.short(class.class)
    class = Macro.escape(class)

    parity "save #{name}" do
      capture_request(fn -> ML.save(operator(unquote(class)), "p", session: handle()) end)
    end

    case kind do
      :estimator ->
        parity "fit #{name}",
          do: capture_request(fn -> ML.fit(operator(unquote(class)), df()) end)

        if name != "QuantileDiscretizer" do
          parity "transform #{name}",
            do: ML.transform(model(unquote(class), :spark), Reader.table(:spark, "t"))

          parity "save the model of #{name}" do
            capture_request(fn ->
              ML.save(model(unquote(class), handle()), "p", overwrite: true)
            end)
          end
        end

      :transformer ->
        parity "transform #{name}",
          do: ML.transform(operator(unquote(class)), Reader.table(:spark, "t"))

      :evaluator ->
        parity "evaluate #{name}",
          do: capture_request(fn -> ML.evaluate(df(), operator(unquote(class))) end)
    end
  end

  defp df, do: %{Reader.table(:spark, "t") | session: handle()}

  defp operator(class) do
    params = for param <- class.params, do: {param.option, sample(param)}
    %{apply(ML, class.function, [params]) | uid: "uid"}
  end

  defp model(class, session) do
    %Model{
      id: "id",
      class: class.model,
      uid: "uid",
      session: session,
      session_id: "",
      finalizer: nil,
      params: Params.of_model(operator(class).params, class.model)
    }
  end

  defp sample(%{kind: :string, allowed: ""}), do: "text"
  defp sample(%{kind: :string, allowed: allowed}), do: allowed |> String.split(", ") |> hd()
  defp sample(%{kind: :float, allowed: "(" <> _range}), do: 0.25
  defp sample(%{kind: :float, allowed: "[" <> _range}), do: 0.25
  defp sample(%{kind: :float}), do: 2.5
  defp sample(%{kind: :column, option: option}), do: option
  defp sample(%{kind: :columns}), do: [:a, :b]
  defp sample(%{kind: :strings}), do: ["x", "y"]
  defp sample(%{kind: :integer}), do: 3
  defp sample(%{kind: :integers}), do: [1, 2]
  defp sample(%{kind: :floats}), do: [0.5, 2]
  defp sample(%{kind: :float_lists}), do: [[0.5, 2], [1]]
  defp sample(%{kind: :boolean}), do: true
  defp sample(%{kind: :vector}), do: Vector.dense([1, 2])
  defp sample(%{kind: :matrix}), do: Matrix.dense([[1, 2]])
end
