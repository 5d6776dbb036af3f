defmodule SparkEx.ReleasePage do
  @moduledoc "A local server in the place of a release's page, and the files of a package."

  import ExUnit.Callbacks, only: [on_exit: 1]

  @doc "Serves the files of a folder until the test ends. Returns the URL."
  @spec serve(Path.t()) :: String.t()
  def serve(folder) do
    {:ok, _apps} = Application.ensure_all_started(:inets)
    folder = String.to_charlist(folder)

    {:ok, server} =
      :inets.start(:httpd,
        port: 0,
        bind_address: {127, 0, 0, 1},
        server_name: ~c"localhost",
        server_root: folder,
        document_root: folder
      )

    on_exit(fn -> :inets.stop(:httpd, server) end)
    "http://127.0.0.1:#{:httpd.info(server)[:port]}"
  end

  @doc "Returns the files that mix.exs puts into the package."
  @spec files() :: [Path.t()]
  def files do
    for pattern <- Mix.Project.config()[:package][:files],
        path <- Path.wildcard(pattern, match_dot: true),
        file <- [path | Path.wildcard(path <> "/**", match_dot: true)],
        File.regular?(file),
        do: file
  end

  @doc "Copies the package's files and the scripts of a release into a folder. Returns the folder."
  @spec package(Path.t()) :: Path.t()
  def package(folder) do
    package = Path.join(folder, "package")
    scripts = Path.wildcard("bin/release/*") ++ ["bin/lib/release.sh"]

    for path <- files() ++ scripts do
      target = Path.join(package, path)
      File.mkdir_p!(Path.dirname(target))
      File.cp!(path, target)
    end

    package
  end
end
