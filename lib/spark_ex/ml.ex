defmodule SparkEx.ML do
  @moduledoc """
  Spark ML: training on the server, PySpark's `pyspark.ml` (`spark.connect.MlCommand`). The server
  needs no Python.

      alias SparkEx.ML

      model =
        ML.pipeline([
          ML.string_indexer(input_col: :carrier, output_col: :carrier_index),
          ML.vector_assembler(input_cols: [:carrier_index, :distance], output_col: :features),
          ML.logistic_regression(label_col: :late, max_iter: 20)
        ])
        |> ML.fit!(train)

      model
      |> ML.transform(test)
      |> ML.evaluate!(ML.binary_classification_evaluator(label_col: :late))

      ML.save!(model, "s3://models/late")

  ## Stages

  A function for each of Spark's classes builds an estimator, a transformer or an evaluator, a
  `SparkEx.ML.Operator`. Its parameters are options: PySpark's in snake_case. Names, kinds and
  values are checked before anything is sent. Columns may be atoms, vectors lists of numbers. For
  classes of third parties on the server's class path there are `estimator/2`, `transformer/2` and
  `evaluator/2`.

  `fit/3` makes a model, `transform/2` a frame with the columns that a transformer or a model
  adds. The frame is lazy, as any.

  ## Models

  A `SparkEx.ML.Model` lives in the cache of its session on the server. Its attributes are
  functions, such as `coefficients/1` and `feature_importances/1`. The server forgets the model
  when the VM has collected it and all frames that use it. A lost session loses its models, which
  is a `SparkEx.Error.Model`: `save/3` them.

  Vectors and matrices are `SparkEx.ML.Vector` and `SparkEx.ML.Matrix`.
  """

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Connect.Errors
  alias SparkEx.{DataFrame, Session}

  alias SparkEx.ML.{
    Attribute,
    Cache,
    Command,
    Docs,
    Evaluation,
    FeatureNames,
    Grid,
    Model,
    OneVsRest,
    OneVsRestModel,
    Operator,
    Pipeline,
    PipelineModel,
    ServerFunction,
    Stage,
    Stages,
    Storage,
    Summary,
    Table,
    TunedModel,
    Tuner
  }

  @timeout Command.options()

  @fit @timeout ++
         [
           progress: [
             type: {:fun, 1},
             doc: """
             Called after each fit of a tuner with `%{fold:, candidate:, metric:, done:, total:}`. The
             tuning stops with an error if it returns `:cancel`.
             """
           ]
         ]

  @typedoc "An estimator, a transformer, an evaluator or a model."
  @type stage ::
          Operator.t()
          | Model.t()
          | Pipeline.t()
          | PipelineModel.t()
          | OneVsRest.t()
          | OneVsRestModel.t()
          | Tuner.t()
          | TunedModel.t()

  @typedoc "A grid of parameters: for each candidate, the parameters of its stages by their uid."
  @type grid :: [%{(uid :: String.t()) => %{String.t() => term}}]

  ## Stages

  for class <- Table.classes(), class.kind in [:estimator, :transformer, :evaluator] do
    @doc Docs.class(class)
    @doc group: class.kind
    @spec unquote(class.function)(keyword) :: Operator.t()
    def unquote(class.function)(params \\ []),
      do: Operator.new(unquote(class.class), unquote(class.kind), params)
  end

  for kind <- [:estimator, :transformer, :evaluator] do
    name = kind |> Atom.to_string() |> String.capitalize()
    service = if kind == :evaluator, do: "evaluation.#{name}", else: name

    @doc """
    An #{kind} of a third party, by the name of its class on the server.

    The server needs the class on its class path when it starts (`spark.driver.extraClassPath`), in
    a jar whose file `META-INF/services/org.apache.spark.ml.#{service}` names it. Jars that a session
    sends are too late: the server looks for classes once.

    Parameters are not checked. Their names are the server's in snake_case, or strings.

        iex> SparkEx.ML.#{kind}("com.example.Some#{name}", max_iter: 3)
        #SparkEx.ML.Some#{name}<max_iter: 3>
    """
    @doc group: kind
    @spec unquote(kind)(String.t(), keyword | map) :: Operator.t()
    def unquote(kind)(class, params \\ []) do
      if is_binary(class) and String.valid?(class) and class != "",
        do: Operator.new(class, unquote(kind), params),
        else: raise(Receiver.error(class, "the name of a class as a string"))
    end
  end

  @doc """
  A pipeline of stages, which are fitted one after the other (PySpark `ml.Pipeline`).

      iex> SparkEx.ML.pipeline([SparkEx.ML.tokenizer(input_col: :text, output_col: :words)])
      #SparkEx.ML.Pipeline<[#SparkEx.ML.Tokenizer<input_col: "text", output_col: "words">]>
  """
  @doc group: :meta
  @spec pipeline([stage]) :: Pipeline.t()
  def pipeline(stages), do: Pipeline.new(stages)

  @doc """
  A grid of parameters: every combination of the values, for `cross_validator/1` and
  `train_validation_split/1` (PySpark `ml.tuning.ParamGridBuilder`).

  It takes pairs of a stage and its parameters with lists of values.

      iex> regression = SparkEx.ML.linear_regression()
      iex> grid = SparkEx.ML.param_grid([{regression, reg_param: [0.1, 0.01], max_iter: [5, 10]}])
      iex> length(grid)
      4
  """
  @doc group: :meta
  @spec param_grid([{stage, keyword}]) :: grid
  def param_grid(entries), do: Grid.new!(entries)

  for class <- Table.classes(), class.class =~ "tuning" do
    [title, model] =
      if class.function == :cross_validator,
        do: ["Cross-validation", "folds of the rows (PySpark `ml.tuning.CrossValidator`)"],
        else: ["A split", "a part of the rows (PySpark `ml.tuning.TrainValidationSplit`)"]

    @doc """
    #{title}: the choice of the best parameters by the metric of an evaluator on #{model}.

    Candidates are fitted here, `:parallelism` at a time over one session. The option `:progress`
    of `fit/3` tells of each, and can cancel. The result is a `SparkEx.ML.TunedModel`.

        ML.#{class.function}(
          estimator: pipeline,
          estimator_param_maps: ML.param_grid([{regression, reg_param: [0.1, 0.01]}]),
          evaluator: ML.regression_evaluator(),
          parallelism: 4
        )

    ## Parameters

    #{Enum.map_join(class.params, "\n", &Docs.param/1)}
    """
    @doc group: :meta
    @spec unquote(class.function)(keyword) :: Tuner.t()
    def unquote(class.function)(params), do: Tuner.new(unquote(class.class), params)
  end

  @doc """
  A classifier of several classes made of one binary classifier for each (PySpark
  `ml.classification.OneVsRest`).

      iex> SparkEx.ML.one_vs_rest(classifier: SparkEx.ML.linear_svc())
      #SparkEx.ML.OneVsRest<classifier: #SparkEx.ML.LinearSVC<>>

  ## Parameters

  #{Enum.map_join(Table.params("org.apache.spark.ml.classification.OneVsRest"), "\n", &Docs.param/1)}
  """
  @doc group: :meta
  @spec one_vs_rest(keyword) :: OneVsRest.t()
  def one_vs_rest(params), do: OneVsRest.new(params)

  for class <- Table.classes(), class.kind == :function do
    {text, pyspark} =
      if class.function == :prefix_span,
        do:
          {"The frequent sequences of a column of arrays of arrays",
           "fpm.PrefixSpan.findFrequentSequentialPatterns"},
        else:
          {"The clusters of the vertices of a graph, whose edges are rows",
           "clustering.PowerIterationClustering.assignClusters"}

    @doc """
    #{text} (PySpark `ml.#{pyspark}`). It is a frame: nothing is sent until the frame is used.

        ML.#{class.function}(frame)

    Raises `SparkEx.Error.Argument` for unknown parameters and wrong values.

    ## Parameters

    #{Enum.map_join(class.params, "\n", &Docs.param/1)}
    """
    @doc group: :meta
    @spec unquote(class.function)(DataFrame.t(), keyword) :: DataFrame.t()
    def unquote(class.function)(frame, params \\ []) do
      context = unquote(Table.short(class.class) |> String.replace_suffix("Wrapper", ""))
      ServerFunction.frame(unquote(class.class), frame, params, context)
    end
  end

  @doc """
  The stage with other parameters (PySpark `Params.copy`).

      iex> SparkEx.ML.put(SparkEx.ML.pca(k: 2), k: 3)
      #SparkEx.ML.PCA<k: 3>
  """
  @doc group: :meta
  @spec put(stage, keyword) :: stage
  def put(stage, params), do: stage |> Stages.stage!("a stage") |> Stage.put(params)

  ## Actions

  @doc """
  Fits a model to the rows of a frame (PySpark `Estimator.fit`).

      {:ok, model} = ML.fit(ML.linear_regression(max_iter: 10), frame)

  ## Options

  #{Options.docs(@fit)}
  """
  @doc group: :actions
  @spec fit(stage, DataFrame.t(), keyword) :: {:ok, stage} | {:error, Exception.t()}
  def fit(estimator, frame, options \\ []) do
    with {:ok, options} <- Options.validate(options, @fit, "fit/3"),
         {:ok, estimator} <- Stages.stage(estimator, "an estimator"),
         {:ok, frame} <- Stages.frame(frame),
         do: Stage.fit(estimator, frame, options)
  end

  @doc "As `fit/3`, but raises."
  @doc group: :actions
  @spec fit!(stage, DataFrame.t(), keyword) :: stage
  def fit!(estimator, frame, options \\ []),
    do: estimator |> fit(frame, options) |> Errors.unwrap!()

  @doc """
  The frame with the columns that a transformer or a model adds (PySpark `Transformer.transform`).

  Nothing is sent until the frame is used. Raises `SparkEx.Error.Argument` for an estimator.

      ML.transform(model, frame)
  """
  @doc group: :actions
  @spec transform(stage, DataFrame.t()) :: DataFrame.t()
  def transform(stage, frame) do
    stage = Stages.stage!(stage, "a transformer or a model")
    Stage.transform(stage, DataFrame.frame!(frame))
  end

  @doc """
  The metric of an evaluator for the rows of a frame (PySpark `Evaluator.evaluate`), or the
  summary of a model for them (PySpark `Model.evaluate`).

      {:ok, rmse} = model |> ML.transform(test) |> ML.evaluate(ML.regression_evaluator())
      {:ok, summary} = ML.evaluate(model, test)

  ## Options

  #{Options.docs(@timeout)}
  """
  @doc group: :actions
  @spec evaluate(DataFrame.t() | Model.t(), Operator.t() | DataFrame.t(), keyword) ::
          {:ok, number | Summary.t()} | {:error, Exception.t()}
  def evaluate(frame_or_model, evaluator_or_frame, options \\ []) do
    with {:ok, options} <- Options.validate(options, @timeout, "evaluate/3"),
         do: Evaluation.evaluate(frame_or_model, evaluator_or_frame, options)
  end

  @doc "As `evaluate/3`, but raises."
  @doc group: :actions
  @spec evaluate!(DataFrame.t() | Model.t(), Operator.t() | DataFrame.t(), keyword) ::
          number | Summary.t()
  def evaluate!(frame_or_model, evaluator_or_frame, options \\ []),
    do: frame_or_model |> evaluate(evaluator_or_frame, options) |> Errors.unwrap!()

  @doc """
  Writes a stage to a path of the server (PySpark `MLWriter.save`), in PySpark's layout.

      :ok = ML.save(model, "s3://models/late", overwrite: true)

  ## Options

  #{Options.docs(Storage.save_options())}
  """
  @doc group: :actions
  @spec save(stage, String.t(), keyword) :: :ok | {:error, Exception.t()}
  def save(stage, path, options \\ []) do
    with {:ok, stage} <- Stages.stage(stage, "a stage"), do: Storage.save(stage, path, options)
  end

  @doc "As `save/3`, but raises."
  @doc group: :actions
  @spec save!(stage, String.t(), keyword) :: :ok
  def save!(stage, path, options \\ []), do: stage |> save(path, options) |> Errors.unwrap!()

  @doc """
  Reads a saved stage, whichever it is (PySpark `MLReader.load`).

      {:ok, model} = ML.load(session, "s3://models/late")

  ## Options

  #{Options.docs(Storage.load_options())}
  """
  @doc group: :actions
  @spec load(Session.t(), String.t(), keyword) :: {:ok, stage} | {:error, Exception.t()}
  def load(session, path, options \\ []), do: Storage.load(session, path, options)

  @doc "As `load/3`, but raises."
  @doc group: :actions
  @spec load!(Session.t(), String.t(), keyword) :: stage
  def load!(session, path, options \\ []),
    do: session |> load(path, options) |> Errors.unwrap!()

  @doc """
  A string indexer with the labels of a column, or of several columns (PySpark
  `StringIndexerModel.from_labels` and `from_arrays_of_labels`).

      {:ok, model} = ML.string_indexer_model(session, ["AA", "UA"], input_col: :carrier, output_col: :c)
  """
  @doc group: :models
  @spec string_indexer_model(Session.t(), [String.t()] | [[String.t()]], keyword) ::
          {:ok, Model.t()} | {:error, Exception.t()}
  def string_indexer_model(session, labels, params \\ []),
    do: ServerFunction.string_indexer_model(session, labels, params)

  @doc "As `string_indexer_model/3`, but raises."
  @doc group: :models
  @spec string_indexer_model!(Session.t(), [String.t()] | [[String.t()]], keyword) :: Model.t()
  def string_indexer_model!(session, labels, params \\ []),
    do: session |> string_indexer_model(labels, params) |> Errors.unwrap!()

  @doc """
  A count vectorizer with a vocabulary (PySpark `CountVectorizerModel.from_vocabulary`).

      {:ok, model} = ML.count_vectorizer_model(session, ["a", "b"], input_col: :words, output_col: :v)
  """
  @doc group: :models
  @spec count_vectorizer_model(Session.t(), [String.t()], keyword) ::
          {:ok, Model.t()} | {:error, Exception.t()}
  def count_vectorizer_model(session, vocabulary, params \\ []),
    do: ServerFunction.count_vectorizer_model(session, vocabulary, params)

  @doc "As `count_vectorizer_model/3`, but raises."
  @doc group: :models
  @spec count_vectorizer_model!(Session.t(), [String.t()], keyword) :: Model.t()
  def count_vectorizer_model!(session, vocabulary, params \\ []),
    do: session |> count_vectorizer_model(vocabulary, params) |> Errors.unwrap!()

  @doc """
  The words that a stop words remover removes in a language (PySpark
  `StopWordsRemover.loadDefaultStopWords`).

      {:ok, ["der" | _rest]} = ML.default_stop_words(session, "german")
  """
  @doc group: :models
  @spec default_stop_words(Session.t(), String.t()) ::
          {:ok, [String.t()]} | {:error, Exception.t()}
  def default_stop_words(session, language),
    do: ServerFunction.default_stop_words(session, language)

  @doc "As `default_stop_words/2`, but raises."
  @doc group: :models
  @spec default_stop_words!(Session.t(), String.t()) :: [String.t()]
  def default_stop_words!(session, language),
    do: session |> default_stop_words(language) |> Errors.unwrap!()

  ## Attributes

  @doc """
  The summary of the training of a model (PySpark `HasTrainingSummary.summary`).

  A model that was loaded has none, nor has one of a class without summaries.

      {:ok, summary} = ML.summary(model)
      ML.accuracy!(summary)
  """
  @doc group: :summaries
  @spec summary(Model.t()) :: {:ok, Summary.t()} | {:error, Exception.t()}
  def summary(model), do: Evaluation.summary(model)

  @doc "As `summary/1`, but raises."
  @doc group: :summaries
  @spec summary!(Model.t()) :: Summary.t()
  def summary!(model), do: model |> summary() |> Errors.unwrap!()

  for attribute <- Table.attributes() do
    variables = for argument <- attribute.arguments, do: Macro.var(argument.name, __MODULE__)

    heads =
      for {argument, variable} <- Enum.zip(attribute.arguments, variables) do
        case Attribute.head_default(attribute, argument) do
          :none -> variable
          {:default, default} -> quote(do: unquote(variable) \\ unquote(default))
        end
      end

    types = for _argument <- attribute.arguments, do: quote(do: term)
    escaped = Macro.escape(attribute)
    group = if hd(attribute.classes) =~ ".", do: :summaries, else: :models

    @doc Docs.attribute(attribute)
    @doc group: group
    if attribute.result == :value do
      @spec unquote(attribute.function)(Model.t() | Summary.t(), unquote_splicing(types)) ::
              {:ok, term} | {:error, Exception.t()}
      def unquote(attribute.function)(model, unquote_splicing(heads)),
        do: Attribute.value(model, unquote(escaped), unquote(variables))

      arity = length(variables) + 1
      @doc "As `#{attribute.function}/#{arity}`, but raises."
      @doc group: group
      @spec unquote(:"#{attribute.function}!")(
              Model.t() | Summary.t(),
              unquote_splicing(types)
            ) :: term
      def unquote(:"#{attribute.function}!")(model, unquote_splicing(heads)),
        do: model |> Attribute.value(unquote(escaped), unquote(variables)) |> Errors.unwrap!()
    else
      @spec unquote(attribute.function)(Model.t() | Summary.t(), unquote_splicing(types)) ::
              DataFrame.t()
      def unquote(attribute.function)(model, unquote_splicing(heads)),
        do: Attribute.frame(model, unquote(escaped), unquote(variables))
    end
  end

  @doc """
  The trees of an ensemble, as models (PySpark `trees`).

      {:ok, [tree | _rest]} = ML.trees(forest)
  """
  @doc group: :models
  @spec trees(Model.t()) :: {:ok, [Model.t()]} | {:error, Exception.t()}
  def trees(model), do: Evaluation.trees(model)

  @doc "As `trees/1`, but raises."
  @doc group: :models
  @spec trees!(Model.t()) :: [Model.t()]
  def trees!(model), do: model |> trees() |> Errors.unwrap!()

  @doc """
  The names of the features that a model was fitted to, from the metadata of their column, in the
  order of `coefficients/1` and `feature_importances/1`.

      {:ok, ["hour", "distance"]} = ML.feature_names(model)

  The list is empty if the column has no metadata. A model that was loaded has no names, which is
  a `SparkEx.Error.Argument`.
  """
  @doc group: :models
  @spec feature_names(Model.t()) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def feature_names(model), do: FeatureNames.of(model)

  @doc "As `feature_names/1`, but raises."
  @doc group: :models
  @spec feature_names!(Model.t()) :: [String.t()]
  def feature_names!(model), do: model |> feature_names() |> Errors.unwrap!()

  @doc """
  The local model of a distributed LDA (PySpark `DistributedLDAModel.toLocal`).

      {:ok, local} = ML.to_local(lda)
  """
  @doc group: :models
  @spec to_local(Model.t()) :: {:ok, Model.t()} | {:error, Exception.t()}
  def to_local(model), do: Evaluation.to_local(model)

  @doc "As `to_local/1`, but raises."
  @doc group: :models
  @spec to_local!(Model.t()) :: Model.t()
  def to_local!(model), do: model |> to_local() |> Errors.unwrap!()

  ## The server's cache

  @doc """
  The models and summaries that the server keeps for a session: a list of maps with `:id`,
  `:class` and `:bytes`.

      {:ok, [%{id: id, class: "org.apache.spark.ml.feature.PCAModel", bytes: 2041}]} =
        ML.cache_info(session)

  ## Options

  #{Options.docs(@timeout)}
  """
  @doc group: :cache
  @spec cache_info(Session.t(), keyword) :: {:ok, [map]} | {:error, Exception.t()}
  def cache_info(session, options \\ []) do
    with {:ok, options} <- Options.validate(options, @timeout, "cache_info/2"),
         do: Cache.info(session, options)
  end

  @doc "As `cache_info/2`, but raises."
  @doc group: :cache
  @spec cache_info!(Session.t(), keyword) :: [map]
  def cache_info!(session, options \\ []),
    do: session |> cache_info(options) |> Errors.unwrap!()

  @doc """
  Removes all models and summaries of a session from the server's cache, and returns how many.

      {:ok, 3} = ML.clean_cache(session)

  ## Options

  #{Options.docs(@timeout)}
  """
  @doc group: :cache
  @spec clean_cache(Session.t(), keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def clean_cache(session, options \\ []) do
    with {:ok, options} <- Options.validate(options, @timeout, "clean_cache/2"),
         do: Cache.clean(session, options)
  end

  @doc "As `clean_cache/2`, but raises."
  @doc group: :cache
  @spec clean_cache!(Session.t(), keyword) :: non_neg_integer
  def clean_cache!(session, options \\ []),
    do: session |> clean_cache(options) |> Errors.unwrap!()

  @doc """
  Removes a model from the server's cache at once. Otherwise the server forgets it when the VM has
  collected it.

      :ok = ML.delete(model)

  ## Options

  #{Options.docs(@timeout)}
  """
  @doc group: :cache
  @spec delete(Model.t(), keyword) :: :ok | {:error, Exception.t()}
  def delete(model, options \\ []) do
    with {:ok, options} <- Options.validate(options, @timeout, "delete/2"),
         do: Cache.delete(model, options)
  end

  @doc "As `delete/2`, but raises."
  @doc group: :cache
  @spec delete!(Model.t(), keyword) :: :ok
  def delete!(model, options \\ []), do: model |> delete(options) |> Errors.unwrap!()

  @doc """
  The size of a model in the server's memory, in bytes.

      {:ok, 6241} = ML.model_size(model)

  ## Options

  #{Options.docs(@timeout)}
  """
  @doc group: :cache
  @spec model_size(Model.t(), keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def model_size(model, options \\ []) do
    with {:ok, options} <- Options.validate(options, @timeout, "model_size/2"),
         do: Cache.size(model, options)
  end

  @doc "As `model_size/2`, but raises."
  @doc group: :cache
  @spec model_size!(Model.t(), keyword) :: non_neg_integer
  def model_size!(model, options \\ []), do: model |> model_size(options) |> Errors.unwrap!()
end
