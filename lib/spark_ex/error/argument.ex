defmodule SparkEx.Error.Argument do
  @moduledoc """
  An argument or an option that SparkEx cannot take.

  Functions that only build a plan raise it; functions that talk to a server return it in
  `{:error, exception}`. The message names what was given and what is allowed.
  """

  defexception [:message]

  @type t :: %__MODULE__{message: String.t()}
end
