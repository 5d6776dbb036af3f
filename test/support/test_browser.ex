defmodule SparkEx.TestBrowser do
  @moduledoc """
  A headless Chromium, in which the JavaScript of `lib/assets` runs as Livebook runs it: with a
  `ctx` that notes what is pushed and lets a script stand in for the server.
  """

  alias SparkEx.JSON

  @names ~w(chromium chromium-browser google-chrome google-chrome-stable)
  @flags ~w(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
            --disable-background-networking --disable-component-update --disable-sync
            --allow-file-access-from-files --window-size=1000,700)

  @doc "The browser, `nil` where there is none."
  @spec find() :: String.t() | nil
  def find, do: Enum.find_value(@names, &System.find_executable/1)

  @doc """
  Loads the asset `name` with a payload, runs `script` (JavaScript, which may use `root`, `events` and
  `serve(event, payload)`, and whose value is given out), below a folder that the caller removes.

  `early:` are events as `[event, payload]` that were sent after the payload but before the asset was there, as
  while its tab is hidden: Livebook keeps them until there is a handler.
  """
  @spec run(String.t(), term, String.t(), Path.t(), early: [list]) :: term
  def run(name, payload, script, folder, options \\ []) do
    page = Path.join(folder, "#{name}.html")
    File.write!(page, page(name, payload, script, Keyword.get(options, :early, [])))

    arguments =
      @flags ++
        ["--user-data-dir=#{Path.join(folder, "profile")}"] ++
        ["--virtual-time-budget=10000", "--dump-dom", "file://" <> page]

    # It complains of every desktop service that a machine without a screen lacks.
    {dom, 0} = System.cmd("sh", ["-c", ~s(exec "$0" "$@" 2>/dev/null), find() | arguments])
    dom |> result() |> JSON.decode!()
  end

  defp result(dom) do
    [_, json] = Regex.run(~r{<script id="result" type="application/json">(.*?)</script>}s, dom)
    json
  end

  defp page(name, payload, script, early) do
    """
    <!doctype html>
    <meta charset="utf-8">
    <base href="file://#{Path.expand("lib/assets")}/">
    <div id="root"></div>
    <script id="result" type="application/json"></script>
    <script type="module">
      import { init } from "./#{name}.js";

      const root = document.getElementById("root");
      const events = [];
      const handlers = {};
      const early = #{literal(early)};
      const serve = (event, payload) => handlers[event](payload);
      const click = (text) => [...root.querySelectorAll("button")].find((node) => node.textContent.includes(text)).click();
      const ctx = {
        root,
        importCSS: (href) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href })),
        pushEvent: (event, payload) => events.push([event, payload]),
        handleEvent: (event, handler) => {
          handlers[event] = handler;
          while (early.length > 0 && handlers[early[0][0]]) serve(...early.shift());
        },
        handleSync: (handler) => (handlers.sync = handler),
        selectSecret: (callback, name) => callback(name),
      };

      let outcome;
      try {
        await init(ctx, #{literal(payload)});
        outcome = (() => { #{script} })();
      } catch (error) {
        outcome = { failed: String(error.stack) };
      }
      document.getElementById("result").textContent = JSON.stringify(outcome).replaceAll("</", "<\\\\/");
    </script>
    """
  end

  # In a script element nothing is escaped, but "</" would end it.
  defp literal(term), do: term |> JSON.encode!() |> String.replace("</", "<\\/")
end
