defmodule SparkEx.Connect.RowStructsTest do
  use SparkEx.SparkCase

  alias SparkEx.Batch

  defmodule Flight do
    defstruct [:carrier, :delay, note: "none"]
  end

  defmodule Strict do
    @enforce_keys [:id]
    defstruct [:id, :name]
  end

  defp flights(session) do
    SparkEx.create_dataframe!(session, [%{carrier: "UA", delay: 75}, %{carrier: "AA", delay: nil}])
  end

  defp structs, do: [%Flight{carrier: "UA", delay: 75}, %Flight{carrier: "AA", delay: nil}]

  test "rows are structs, and keys without a column keep their default", %{session: session} do
    frame = flights(session)
    assert DataFrame.collect!(frame, as: Flight) == structs()
    assert DataFrame.take!(frame, 1, as: Flight) == Enum.take(structs(), 1)
    assert DataFrame.first!(frame, as: Flight) == hd(structs())
    assert frame |> DataFrame.stream(as: Flight) |> Enum.to_list() == structs()

    assert frame |> DataFrame.stream_batches() |> Enum.flat_map(&Batch.rows!(&1, as: Flight)) ==
             structs()

    assert frame |> DataFrame.limit(0) |> DataFrame.collect!(as: Flight) == []
  end

  test "columns without a key, and enforced keys without a column, are named",
       %{session: session} do
    frame = DataFrame.with_column(flights(session), "gate", F.lit("A1"))
    assert {:error, %Error.Decode{text: text}} = DataFrame.collect(frame, as: Flight)
    assert text =~ ~s(RowStructsTest.Flight has no key for the columns "gate")
    assert text =~ "Its keys: carrier, delay, note"

    names = session |> SparkEx.range(1) |> DataFrame.select(name: "id")
    assert {:error, %Error.Decode{text: text}} = DataFrame.collect(names, as: Strict)
    assert text =~ ~r/columns for .*Strict are missing: .*\[:id\]/
    assert [%Strict{id: 0}] = session |> SparkEx.range(1) |> DataFrame.collect!(as: Strict)
  end

  test "repeated names are an error", %{session: session} do
    frame = session |> SparkEx.range(1) |> DataFrame.select(["id", "id"])
    assert {:error, %Error.Decode{text: text}} = DataFrame.collect(frame, as: Strict)
    assert text =~ ~s(several columns are named "id")
  end

  test "a module without a struct is refused", %{session: session} do
    assert {:error, %Error.Argument{message: message}} =
             session |> SparkEx.range(1) |> DataFrame.collect(as: Enum)

    assert message =~
             "must be one of :maps, :lists, :columns or a module with a struct, got: Enum"
  end

  if Code.ensure_loaded?(Ecto.Schema) do
    defmodule Person do
      use Ecto.Schema

      @primary_key false
      embedded_schema do
        field(:name, :string, source: :full_name)
        field(:role, Ecto.Enum, values: [:admin, :guest])
        field(:born, :date)

        embeds_one :home, Home, primary_key: false do
          field(:city, :string)
        end

        embeds_many :phones, Phone, primary_key: false do
          field(:number, :string)
        end
      end
    end

    @tag :ecto
    test "schemas of Ecto load enums, embeds and sources", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT 'Ann' AS full_name, 'admin' AS role, DATE'2001-02-03' AS born,
          named_struct('city', 'Rome') AS home, array(named_struct('number', '1')) AS phones
        """)

      assert [person] = DataFrame.collect!(frame, as: Person)

      assert person == %Person{
               name: "Ann",
               role: :admin,
               born: ~D[2001-02-03],
               home: %Person.Home{city: "Rome"},
               phones: [%Person.Phone{number: "1"}]
             }

      wrong = DataFrame.with_column(frame, "role", F.lit("king"))
      assert {:error, %Error.Decode{text: text}} = DataFrame.collect(wrong, as: Person)
      assert text =~ "cannot load `\"king\"`"
      unknown = DataFrame.with_column(frame, "name", F.lit("x"))
      assert {:error, %Error.Decode{text: text}} = DataFrame.collect(unknown, as: Person)
      assert text =~ ~s(no key for the columns "name")
    end
  end
end
