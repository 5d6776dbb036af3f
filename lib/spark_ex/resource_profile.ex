defmodule SparkEx.ResourceProfile do
  @request [
    amount: [type: :number, required: true, doc: "How much of it."],
    discovery_script: [
      type: :string,
      doc: "A program on the executors that finds it."
    ],
    vendor: [type: :string, doc: "Its vendor, where the cluster manager needs one."]
  ]

  @moduledoc """
  What the executors and tasks of a stage need (PySpark's `ResourceProfile`).

      executor = [cores: 4, memory: "8g"]
      profile = ResourceProfile.create!(session, executor: executor, task: [cpus: 2])
      DataFrame.map_in_pandas(frame, function, schema, profile: profile)

  Spark schedules by stage only on some clusters: see *Stage Level Scheduling* in its
  documentation.
  """

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.{DataFrame, Error}

  @enforce_keys [:id]
  defstruct [:id, executor: %{}, task: %{}]

  @type t :: %__MODULE__{id: non_neg_integer, executor: map, task: map}

  @typedoc """
  Requests by the name of a resource: an amount, or a keyword list with more. Memory is a number
  of MiB or a text such as `"8g"`.
  """
  @type requests :: keyword | %{optional(String.t()) => term}

  @options [
    executor: [
      type: :any,
      default: [],
      doc: """
      What an executor needs: `:cores`, `:memory`, `:memoryOverhead`, `:offHeap`,
      `:pyspark.memory` or the name of another resource, such as `:gpu`.
      """
    ],
    task: [
      type: :any,
      default: [],
      doc: "What a task needs: `:cpus`, or a part or a multiple of another resource."
    ]
  ]

  @memory ~w(memory memoryOverhead offHeap pyspark.memory)
  @units %{
    "" => 1,
    "m" => 1,
    "mb" => 1,
    "g" => 1024,
    "gb" => 1024,
    "t" => 1_048_576,
    "tb" => 1_048_576
  }

  @doc """
  Creates a profile on the server.

      gpus = [amount: 1, discovery_script: "/opt/find_gpus.sh"]
      ResourceProfile.create(session, executor: [cores: 4, gpu: gpus], task: [cpus: 1, gpu: 0.25])

  The requests of a resource are an amount, or a keyword list. For an executor it has:

  #{Options.docs(@request)}

  ## Options

  #{Options.docs(@options)}

  Returns `{:ok, profile}`, or the server's error. Source: PySpark `ResourceProfileBuilder`,
  `spark.connect.CreateResourceProfileCommand`.
  """
  @spec create(DataFrame.session(), keyword) :: {:ok, t} | {:error, Exception.t()}
  def create(session, requests) do
    requests = Options.validate!(requests, @options, "create/2")
    executor = Map.new(pairs(requests[:executor]), &executor_request/1)
    task = Map.new(pairs(requests[:task]), &task_request/1)
    profile = %{executor_resources: executor, task_resources: task}
    command = %{create_resource_profile_command: %{profile: profile}}

    with {:ok, responses} <- Client.command(session, command),
         {:ok, id} <- id_of(responses),
         do: {:ok, %__MODULE__{id: id, executor: amounts(executor), task: amounts(task)}}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `create/2`, but raises."
  @spec create!(DataFrame.session(), keyword) :: t
  def create!(session, requests), do: session |> create(requests) |> Errors.unwrap!()

  @doc """
  The number of a profile on its server.

      iex> SparkEx.ResourceProfile.id(%SparkEx.ResourceProfile{id: 1})
      1
  """
  @spec id(t) :: non_neg_integer
  def id(profile), do: Receiver.expect!(profile, __MODULE__).id

  defp pairs(requests), do: Names.pairs!(requests, "create/2")

  defp executor_request({name, request}) do
    request = Options.validate!(request(request, name), @request, "create/2, #{name}")
    given = for {key, value} <- request, key != :amount, value != nil, do: {key, value}
    {name, Map.new([resource_name: name, amount: whole!(name, request[:amount])] ++ given)}
  end

  defp task_request({name, amount}) when is_number(amount) and amount > 0,
    do: {name, %{resource_name: name, amount: amount / 1}}

  defp task_request({name, other}), do: reject!(name, "a number above 0", other)

  defp request(text, name) when is_binary(text), do: [amount: mebibytes!(name, text)]
  defp request(number, _name) when is_number(number), do: [amount: number]
  defp request(options, _name), do: options

  defp whole!(_name, amount) when is_integer(amount) and amount in 1..0x7FFF_FFFF_FFFF_FFFF,
    do: amount

  defp whole!(name, other), do: reject!(name, "an integer above 0", other)

  defp mebibytes!(name, text) when name in @memory do
    with [_, number, unit] <- Regex.run(~r/\A(\d{1,15})\s*([a-z]*)\z/, String.downcase(text)),
         {:ok, factor} <- Map.fetch(@units, unit) do
      String.to_integer(number) * factor
    else
      _other -> reject!(name, "MiB or a text such as \"8g\"", text)
    end
  end

  defp mebibytes!(name, text), do: reject!(name, "an integer above 0", text)

  @spec reject!(String.t(), String.t(), term) :: no_return
  defp reject!(name, expected, other) do
    raise Error.Argument,
          "create/2: expected #{expected} for the resource #{name}, got: #{inspect(other)}"
  end

  defp amounts(requests), do: Map.new(requests, fn {name, request} -> {name, request.amount} end)

  defp id_of(responses) do
    case Enum.find_value(responses, & &1[:create_resource_profile_command_result]) do
      nil -> {:error, %Error.Decode{text: "the server returned no resource profile"}}
      result -> {:ok, Map.get(result, :profile_id, 0)}
    end
  end
end
