defmodule SparkEx.Batch.ForeignTypesTest do
  # Arrow streams of pyarrow with types that Spark does not write. Rows, JSON and local data hold
  # the same values, or return the same error.
  use ExUnit.Case, async: true

  alias SparkEx.{Batch, Error, Interval, Types}
  alias SparkEx.LocalData.Relation

  # Compressed by zlib.
  @exact """
  eNq1UztsE0EQnb07O5vkECcEyEgpXCEKJBBEkUUFHYULCgoKijg/2cIQhI1EupQpU7qgRhSUKVK6pKCgpEiR
  kpKCFm/e7OyR9eSMpUjMaW4/7813d51z7jQhKohliXKqU40sZhCTUYbh4x/neFyGHoC7CrXQU0N0BO1C70J/
  Ax9D16HMP4IdnNy4jnkj7IHmY8Gc+n2i5sS5E+ElRcSjMPaG2695/m3CHDKP8cv93BTaL69T6M6gT59QF8do
  Teb7vuPEdxO/rvCvMn8l4ovfDfzr6E6Gv9QwEv5CFX9rexPcHHsWH6GvYiO1mLQqp26nv8PzFnIqgFpEWoCP
  AtXJGZka19mqsN3qbQ553oZtjpFjW1hbofj6DoG1fb3mWhF6NpXz+3f0SPpBQ+EtVvGGDx/QCfCRcKyuxfta
  W6WM5A6Nhbek+8TnNvC5Wr9rA8b378mg17n3fPfV3i75+ste8Cr04oI/7u8bdujPqe7PibNBePc51MGSYyY3
  PfceKck8VgRcXoDkU76NRjhLRtph39C5pDRbrBpjO6PW8X4nzDn/4yTO/+Z0/mnm+1/8dTSd7xdz/u5KuaVi
  xfmVfWgovKnw+wpvKfypwp+pOC8Uvq7s3yr8g7LfV/hB9B5YDhU+UnUcK3ys7L8q/Lta/1D5/lT4L9VHqw66
  XNto70p0Tia61/9jPW+cZZ/N4ZuKu+z7k1bvuyB6n17erlXxzYz8aEb8y0rpp7MxvU4jPPlHXJ1nGtXL4xlt
  vJLc
  """
  @nanoseconds """
  eNp1UTsOwjAMfWlDW6EMHSrUgYGRkSNwGQYGmBDiMAwciYFDwCnCs2ugWPCqxHb8/G3OOTcBaCGYIqHCBA01
  IkTaoNXwjnYDBc/F9BPjSUwd9d7emE7ziTzy3Mi5jHiLEe8Vsz1sdlA9qn0d+FPJMzcOvrgV+6n4CUrW69Su
  tePW5gmFj5eae50p8dQ6kzyvzc+yuSepMzthZhtJmhll1J5ffNlZT0+0nZ1t9gIfNPiP1slgsn/XH7B0cUuX
  e+X8K5cXo383RuHqhj9+j1/84GyJvZeD/ig/+xX5BAYkJvE=
  """
  @seconds """
  eNqFTjkOgDAMc6FAVXXogBCPYeBJTLyBXwcnCodYsNTUTl0nIiIbgApFRkGPDomMCJEaVIk1emWbZ7Q/I3s9
  BnNVzwhZ79m9cP9uOt49jpXDcxQFk08uloY2WkbFhUxdbAvdbfG3Bg/e/Iv64uHHS6y6n5IT+1MQDA==
  """

  @ddl """
  ns TIMESTAMP_NTZ, s TIMESTAMP, d64 DATE, t32 TIME(6), dur INTERVAL DAY TO SECOND, dict STRING,
  half FLOAT, dec DECIMAL(5,2), fsb BINARY, fsl ARRAY<INT>, ll ARRAY<BIGINT>
  """

  defp batch(text) do
    ipc = text |> Base.decode64!(ignore: :whitespace) |> :zlib.uncompress()
    Batch.from_ipc!(ipc)
  end

  test "decodes foreign types as Spark's types" do
    batch = batch(@exact)
    assert Batch.schema!(batch) == Types.from_ddl!(@ddl)
    assert [row, nulls] = Batch.rows!(batch, as: :lists)
    assert Enum.all?(nulls, &is_nil/1)

    assert row == [
             ~N[1970-01-01 00:00:00.000001],
             ~U[1969-12-31 23:59:59.000000Z],
             ~D[1970-01-02],
             ~T[00:00:00.001000],
             %Interval.DayTime{microseconds: 2_000_000},
             "a",
             nil,
             nil,
             "ab",
             [1, 2],
             [3]
           ]
  end

  test "uploads foreign types unchanged" do
    {:ok, %{local_relation: %{data: ipc}}} = Relation.inline(batch(@exact), [])
    assert Batch.rows!(Batch.from_ipc!(ipc)) == Batch.rows!(batch(@exact))
  end

  test "returns an error that shows a value finer than a microsecond" do
    batch = batch(@nanoseconds)
    text = ~s(row 0, column "v[0][1]": the value "1970-01-01T00:00:00.000001001" is finer)

    for options <- [[], [as: :columns], [nested: :json], [invalid_utf8: :binary]] do
      assert {:error, %Error.Decode{column: "v[0][1]", row: 0} = error} =
               Batch.rows(batch, options)

      assert Exception.message(error) =~ text
    end

    assert {:error, %Error.Argument{message: message}} = Relation.inline(batch, [])
    assert message =~ ~s(row 0, column "v[0][1]")
    assert message =~ "whole microseconds"
    assert message =~ "1970-01-01T00:00:00.000001001"
    assert batch |> Batch.to_ipc() |> Batch.from_ipc!() |> Batch.names() == ["n", "v"]
  end

  test "returns an error for a value out of the range of microseconds" do
    assert {:error, %Error.Decode{row: 1} = error} = Batch.rows(batch(@seconds))
    assert Exception.message(error) =~ "is out of the range"
  end
end
