defmodule SparkEx.Native.Library do
  @moduledoc false
  # Where the library of the native core comes from, which is decided in mix.exs: `:source` is
  # what cargo built into priv/native, `:precompiled` what was built for the release of a Hex
  # package, and is downloaded and checked against the package's checksums when the package is
  # compiled.

  @targets ~w(
    aarch64-apple-darwin
    aarch64-unknown-linux-gnu
    aarch64-unknown-linux-musl
    x86_64-apple-darwin
    x86_64-pc-windows-msvc
    x86_64-unknown-linux-gnu
    x86_64-unknown-linux-musl
  )

  @doc "The targets that a release has libraries for."
  @spec targets() :: [String.t()]
  def targets, do: @targets

  @doc "Loads the library into the module that uses this."
  defmacro __using__([]), do: loading(Mix.Project.config())

  @doc "The code that loads the library of a project."
  @spec loading(keyword) :: Macro.t()
  def loading(project) do
    case Keyword.fetch!(project, :native) do
      :source -> from_priv()
      :precompiled -> from_release(project)
    end
  end

  defp from_priv do
    quote do
      @on_load :load

      @doc false
      def load do
        path = Path.join(:code.priv_dir(:spark_ex), "native/spark_ex_nif")
        :erlang.load_nif(String.to_charlist(path), 0)
      end
    end
  end

  defp from_release(project) do
    quote do
      use RustlerPrecompiled,
        otp_app: :spark_ex,
        crate: "spark_ex_nif",
        version: unquote(project[:version]),
        base_url: unquote(base_url(project)),
        targets: unquote(@targets),
        nif_versions: ["2.15"],
        force_build: false
    end
  end

  # A network without access to the release may have a mirror of it. The slash makes a path of
  # what may be a host alone, to which no file could be appended.
  defp base_url(project) do
    case System.get_env("SPARK_EX_NATIVE_URL") do
      mirror when mirror in [nil, ""] ->
        "#{project[:source_url]}/releases/download/v#{project[:version]}"

      mirror ->
        mirror <> "/"
    end
  end
end
