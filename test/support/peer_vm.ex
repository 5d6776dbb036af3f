defmodule SparkEx.PeerVM do
  @moduledoc """
  A second VM on this machine with the library loaded. It needs no network and ends with the test.

      vm = PeerVM.start!()
      frame = PeerVM.call(vm, SparkEx, :range, [:spark, 3])
  """

  @opaque t :: pid

  @doc "Starts a VM that is linked to the calling process."
  @spec start!() :: t
  def start! do
    paths = Enum.flat_map(:code.get_path(), &[~c"-pa", &1])
    options = %{connection: :standard_io, args: paths, wait_boot: :timer.minutes(5)}
    {:ok, vm, _node} = :peer.start_link(options)
    vm
  end

  @doc "Calls a function in the VM."
  @spec call(t, module, atom, [term]) :: term
  def call(vm, module, name, arguments),
    do: :peer.call(vm, module, name, arguments, :timer.minutes(5))
end
