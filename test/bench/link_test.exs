defmodule SparkEx.CuttingProxy.LinkTest do
  use ExUnit.Case, async: true

  alias SparkEx.CuttingProxy.Link

  defp bytes(count), do: :binary.copy(<<0>>, count)

  test "bytes leave one after the other and arrive after the delay" do
    link = Link.new(delay: 40, rate: 1_000_000)
    link = link |> Link.push(bytes(1_000), 0) |> Link.push(bytes(500), 100)
    assert Link.next_arrival(link) == 41_000
    assert {[], link} = Link.pop(link, 40_999)
    assert {[first], link} = Link.pop(link, 41_000)
    assert byte_size(first) == 1_000
    assert Link.next_arrival(link) == 41_500
    assert {[second], link} = Link.pop(link, 60_000)
    assert byte_size(second) == 500
    assert Link.next_arrival(link) == nil
  end

  test "an idle link starts anew" do
    link = Link.new(delay: 1, rate: 1_000_000)
    {[_], link} = link |> Link.push(bytes(10), 0) |> Link.pop(10_000)
    assert link |> Link.push(bytes(10), 20_000) |> Link.next_arrival() == 21_010
  end

  test "a link is full with as much in its queue as on the way" do
    link = Link.new(delay: 1_000, rate: 1_000_000)
    link = Link.push(link, bytes(1_999_999), 0)
    refute Link.full?(link)
    assert Link.full?(Link.push(link, bytes(1), 0))
    unlimited = Link.push(Link.new(delay: 5), bytes(5_000_000), 7)
    refute Link.full?(unlimited)
    assert Link.next_arrival(unlimited) == 5_007
  end

  test "the end comes after all bytes" do
    link = [rate: 1_000] |> Link.new() |> Link.push("ab", 0) |> Link.push(:closed, 0)
    assert {["ab", :closed], _link} = Link.pop(link, 2_000)
  end
end
