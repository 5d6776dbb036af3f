defmodule SparkEx.UDTFRegistration do
  @options [
    return_type: [
      type: :any,
      doc: """
      The columns of the result: a type of `SparkEx.Types` or a DDL string. Without it, the class
      needs a method `analyze`.
      """
    ],
    eval_type: [
      type: :non_neg_integer,
      default: 300,
      doc: "How Spark calls the class: `300` for each row, `301` with Arrow."
    ],
    deterministic: [
      type: :boolean,
      default: false,
      doc: "Whether equal arguments always return equal rows."
    ],
    python_ver: [
      type: :string,
      required: true,
      doc:
        "The version of Python that pickled it, such as `\"3.11\"`, which the workers must run too."
    ]
  ]

  @moduledoc """
  Registers table functions in Python in a session (PySpark's `spark.udtf`).

  Registered functions are called from SQL or with `SparkEx.TableValuedFunction.call/3`, whose
  arguments may be tables:

      flights = flights |> DataFrame.as_table() |> TableArg.partition_by(:carrier)
      TableValuedFunction.call(session, "first_of_each", [flights])

  As for `SparkEx.UDFRegistration`, a function in Elixir cannot be registered.
  """

  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Types.SessionTimestamp

  @doc """
  Registers a pickled Python class.

      # in Python: CloudPickleSerializer().dumps(FirstOfEach)
      pickled = File.read!("first_of_each.pickle")
      options = [return_type: "carrier STRING, flight INT", python_ver: "3.11"]
      UDTFRegistration.register!(session, "first_of_each", pickled, options)

  The server's Python workers unpickle the bytes, which **runs code in them**: register only
  classes that you trust.

  ## Options

  #{Options.docs(@options)}

  Source: PySpark `UDTFRegistration.register`,
  `spark.connect.CommonInlineUserDefinedTableFunction`.
  """
  @spec register(DataFrame.session(), DataFrame.name(), binary, keyword) ::
          :ok | {:error, Exception.t()}
  def register(session, name, pickled, options) do
    with {:ok, _responses} <- Client.command(session, command(name, pickled, options)), do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `register/4`, but raises."
  @spec register!(DataFrame.session(), DataFrame.name(), binary, keyword) :: :ok
  def register!(session, name, pickled, options),
    do: session |> register(name, pickled, options) |> Errors.unwrap!()

  defp command(name, pickled, options) when is_binary(pickled) do
    options = Options.validate!(options, @options, "register/4")

    python = %{
      return_type: options[:return_type] && SessionTimestamp.to_proto(options[:return_type]),
      eval_type: options[:eval_type],
      command: pickled,
      python_ver: options[:python_ver]
    }

    %{
      register_table_function: %{
        function_name: Names.name!(name, "the name of a function"),
        deterministic: options[:deterministic],
        python_udtf: python
      }
    }
  end

  defp command(_name, _other, _options),
    do: raise(Error.Argument, "register/4: expected a pickled Python class as a binary")
end
