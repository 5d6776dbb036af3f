defmodule SparkEx.Livebook.Form do
  @moduledoc false
  # The fields of a smart cell as data. `lib/assets/form.js` draws them, and a cell's attributes
  # are their values. A value from the browser counts only if its field accepts it.

  @reserved ~w(after and catch do else end false fn in nil not or rescue true when)

  @typedoc """
    * `:type` - `:text`, `:lines`, `:number`, `:checkbox`, `:select`, `:secret`,
      `:variable` or `:column`
    * `:options` - the options of a select
    * `:when` - the values of other fields with which this one is shown; a list has alternatives
    * `:fold` - whether the field stays folded away until it has a value
    * `:pattern` - what a whole text must match; the browser checks it too, so its syntax must be
      valid in Elixir and in JavaScript
    * `:hint` - the pattern in words
  """
  @type field :: %{
          required(:name) => String.t(),
          required(:type) => atom,
          required(:label) => String.t(),
          required(:default) => term,
          optional(:options) => [%{value: String.t(), label: String.t()}],
          optional(:when) => [%{name: String.t(), value: term}],
          optional(:fold) => boolean,
          optional(:pattern) => String.t(),
          optional(:hint) => String.t(),
          optional(:placeholder) => String.t()
        }

  @type values :: %{String.t() => term}

  @doc """
  Returns the values of all fields from attributes that may be outdated or damaged.

      iex> fields = [%{name: "port", type: :number, label: "Port", default: 15002}]
      iex> SparkEx.Livebook.Form.values(fields, %{"port" => "x", "other" => 1})
      %{"port" => 15002}
  """
  @spec values([field], map) :: values
  def values(fields, attrs) do
    Map.new(fields, fn %{name: name} = field ->
      case attrs do
        %{^name => value} -> {name, if(value?(field, value), do: value, else: field.default)}
        _without -> {name, field.default}
      end
    end)
  end

  @doc """
  Returns the values after a change in the browser. An invalid value changes nothing.

      iex> fields = [%{name: "tls", type: :checkbox, label: "TLS", default: false}]
      iex> SparkEx.Livebook.Form.change(fields, %{"tls" => false}, "tls", true)
      %{"tls" => true}
  """
  @spec change([field], values, String.t(), term) :: values
  def change(fields, values, name, value) do
    case Enum.find(fields, &(&1.name == name)) do
      nil -> values
      field -> if value?(field, value), do: Map.put(values, name, value), else: values
    end
  end

  defp value?(%{type: :number}, value), do: is_nil(value) or (is_integer(value) and value > 0)
  defp value?(%{type: :checkbox}, value), do: is_boolean(value)
  defp value?(%{type: :variable}, value), do: is_binary(value) and variable?(value)

  defp value?(%{type: :select, options: options}, value),
    do: Enum.any?(options, &(&1.value == value))

  defp value?(text, value),
    do: is_binary(value) and String.valid?(value) and matches?(text[:pattern], value)

  defp matches?(nil, _value), do: true
  defp matches?(pattern, value), do: value =~ Regex.compile!("\\A(?:#{pattern})\\z")

  # Kino.SmartCell.valid_variable_name?/1 creates an atom for every text that a browser sends.
  defp variable?(name) do
    name =~ ~r/\A[a-z_][a-zA-Z0-9_]*\z/ and byte_size(name) <= 255 and name not in @reserved
  end
end
