defmodule SparkEx.Livebook.FormTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.Form

  doctest Form

  @fields [
    %{
      name: "kind",
      type: :select,
      label: "",
      default: "a",
      options: [%{value: "a"}, %{value: "b"}]
    },
    %{name: "variable", type: :variable, label: "", default: "x"},
    %{name: "port", type: :number, label: "", default: nil},
    %{name: "host", type: :text, label: "", default: ""},
    %{name: "hex", type: :text, label: "", default: "0", pattern: "[0-9a-f]+|none"}
  ]

  test "every field has a valid value or its default" do
    assert Form.values(@fields, %{}) == %{
             "kind" => "a",
             "variable" => "x",
             "port" => nil,
             "host" => "",
             "hex" => "0"
           }

    assert Form.values([%{name: "port", type: :number, default: 7}], %{}) == %{"port" => 7}

    attrs = %{
      "kind" => "c",
      "variable" => "1x",
      "port" => 7,
      "host" => nil,
      "hex" => "x",
      "more" => 1
    }

    assert Form.values(@fields, attrs) == %{
             "kind" => "a",
             "variable" => "x",
             "port" => 7,
             "host" => "",
             "hex" => "0"
           }
  end

  test "ignores an invalid change" do
    values = Form.values(@fields, %{})
    assert Form.change(@fields, values, "kind", "b")["kind"] == "b"
    assert Form.change(@fields, values, "hex", "none")["hex"] == "none"

    for {name, value} <- [
          {"kind", "z"},
          {"variable", "X"},
          {"variable", ""},
          {"variable", "end"},
          {"port", 0},
          {"port", "1"},
          {"hex", "1\n"},
          {"hex", "nones"},
          {"no", 1}
        ] do
      assert Form.change(@fields, values, name, value) == values
    end
  end
end
