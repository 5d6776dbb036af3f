defmodule SparkEx.OtherVM do
  @moduledoc """
  Another VM of this machine, with this library in it: it needs no network, and ends with the test.

      vm = OtherVM.start!()
      frame = OtherVM.call(vm, SparkEx, :range, [:spark, 3])
  """

  @opaque t :: pid

  @doc "Starts one, linked to the calling process."
  @spec start!() :: t
  def start! do
    paths = Enum.flat_map(:code.get_path(), &[~c"-pa", &1])
    options = %{connection: :standard_io, args: paths, wait_boot: :timer.minutes(5)}
    {:ok, vm, _node} = :peer.start_link(options)
    vm
  end

  @doc "Calls a function there."
  @spec call(t, module, atom, [term]) :: term
  def call(vm, module, name, arguments),
    do: :peer.call(vm, module, name, arguments, :timer.minutes(5))
end
