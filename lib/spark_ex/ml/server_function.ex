defmodule SparkEx.ML.ServerFunction do
  @moduledoc false
  # Algorithms and models that the server makes by a function, not by an operator.

  alias SparkEx.Connect.SessionHandle
  alias SparkEx.{DataFrame, Error, Session}
  alias SparkEx.ML.{FunctionCall, Model, Params, Stages, Table}

  @feature "org.apache.spark.ml.feature."
  @strings {:array, :string}

  # The functions with the parameters that they take by position.
  @functions %{
    "org.apache.spark.ml.clustering.PowerIterationClusteringWrapper" =>
      {"powerIterationClusteringAssignClusters", ~w(k maxIter initMode srcCol dstCol weightCol)},
    "org.apache.spark.ml.fpm.PrefixSpan" =>
      {"prefixSpanFindFrequentSequentialPatterns",
       ~w(minSupport maxPatternLength maxLocalProjDBSize sequenceCol)}
  }

  @doc "The frame that an algorithm of the class makes. Nothing is sent yet."
  @spec frame(String.t(), DataFrame.t(), keyword, String.t()) :: DataFrame.t()
  def frame(class, frame, options, context) do
    frame = DataFrame.frame!(frame)
    {method, names} = Map.fetch!(@functions, class)
    params = options |> Params.new!(Table.params(class), context) |> Params.with_defaults(class)
    # No weights are an empty name.
    args = for name <- names, do: %{param: Params.literal(Map.get(params, name, ""))}
    FunctionCall.frame(frame.session, method, [%{input: frame.plan} | args])
  end

  @doc "See `SparkEx.ML.string_indexer_model/3`."
  @spec string_indexer_model(Session.t(), [String.t()] | [[String.t()]], keyword) ::
          {:ok, Model.t()} | {:error, Exception.t()}
  def string_indexer_model(session, labels, params) do
    cond do
      strings?(labels) ->
        literal = Params.literal(labels, @strings)
        model("StringIndexerModel", "stringIndexerModelFromLabels", literal, session, params)

      is_list(labels) and Enum.all?(labels, &strings?/1) ->
        literal = Params.literal(labels, {:array, @strings})
        model("StringIndexerModel", "stringIndexerModelFromLabelsArray", literal, session, params)

      true ->
        refuse("string_indexer_model/3", "the labels as a list of strings", labels)
    end
  end

  @doc "See `SparkEx.ML.count_vectorizer_model/3`."
  @spec count_vectorizer_model(Session.t(), [String.t()], keyword) ::
          {:ok, Model.t()} | {:error, Exception.t()}
  def count_vectorizer_model(session, vocabulary, params) do
    if strings?(vocabulary) and vocabulary != [] do
      literal = Params.literal(vocabulary, @strings)
      name = "countVectorizerModelFromVocabulary"
      model("CountVectorizerModel", name, literal, session, params)
    else
      refuse("count_vectorizer_model/3", "the vocabulary as a list of strings", vocabulary)
    end
  end

  defp strings?(list),
    do: is_list(list) and not List.improper?(list) and Enum.all?(list, &text?/1)

  defp text?(value), do: is_binary(value) and String.valid?(value)

  defp refuse(function, expected, given) do
    text = "#{function}: expected #{expected}, got: #{inspect(given, limit: 5)}"
    {:error, %Error.Argument{message: text}}
  end

  defp model(name, method, literal, session, params) do
    class = @feature <> name
    uid = Stages.uid(class)
    args = [%{param: Params.literal(uid)}, %{param: literal}]

    with {:ok, params} <- params(params, class, name),
         {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, {:info, %{obj_ref: %{id: id}}}} <- FunctionCall.run(handle, method, args, []),
         do: Model.new(handle, session, %{id: id, class: class, uid: uid, params: params})
  end

  defp params(params, class, name) do
    {:ok, Params.new!(params, Table.params(class), name)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "See `SparkEx.ML.default_stop_words/2`."
  @spec default_stop_words(Session.t(), String.t()) ::
          {:ok, [String.t()]} | {:error, Exception.t()}
  def default_stop_words(session, language) do
    if text?(language) do
      args = [%{param: Params.literal(language)}]
      name = "stopWordsRemoverLoadDefaultStopWords"
      with {:ok, {:value, words}} <- FunctionCall.run(session, name, args, []), do: {:ok, words}
    else
      refuse("default_stop_words/2", "a language as a string", language)
    end
  end
end
