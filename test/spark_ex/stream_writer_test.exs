defmodule SparkEx.StreamWriterTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, StreamReader, StreamWriter}

  doctest SparkEx.StreamWriter
  doctest SparkEx.StreamWriter.Trigger

  defp rate, do: StreamReader.load(:spark, nil, format: :rate)

  test "configuring raises for invalid arguments" do
    for {configure, message} <- [
          {&StreamWriter.output_mode(&1, :appendd), ~r/did you mean "append"\?/},
          {&StreamWriter.output_mode(&1, 1), ~r/an output mode is an atom or a string/},
          {&StreamWriter.query_name(&1, ""), ~r/is not empty/},
          {&StreamWriter.trigger(&1, []), ~r/exactly one trigger/},
          {&StreamWriter.trigger(&1, :availablenow), ~r/did you mean :available_now\?/},
          {&StreamWriter.trigger(&1, processing_tme: 1), ~r/did you mean :processing_time\?/},
          {&StreamWriter.trigger(&1, processing_time: ""), ~r/must be an interval/},
          {&StreamWriter.trigger(&1, real_time: 1.5), ~r/:real_time must be an interval/},
          {&StreamWriter.trigger(&1, once: false), ~r/must be true/},
          {&StreamWriter.trigger(&1, nil), ~r/unknown trigger nil/}
        ] do
      assert_raise Error.Argument, message, fn -> configure.(rate()) end
    end
  end

  test "starting returns invalid arguments, and its twin raises them" do
    for {start, start!} <- [
          {&StreamWriter.start(rate(), "p", &1), &StreamWriter.start!(rate(), "p", &1)},
          {&StreamWriter.to_table(rate(), "t", &1), &StreamWriter.to_table!(rate(), "t", &1)}
        ] do
      assert {:error, %Error.Argument{message: message}} = start.(output_mod: :append)
      assert message =~ "did you mean :output_mode?"
      assert_raise Error.Argument, message, fn -> start!.(output_mod: :append) end
    end
  end

  test "inspect shows the names of options, not their values" do
    writer = StreamWriter.configure(rate(), format: :kafka, password: "geheim")
    refute inspect(writer) =~ "geheim"
    assert inspect(writer) =~ "options: password"
  end
end
