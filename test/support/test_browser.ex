defmodule SparkEx.TestBrowser do
  @moduledoc """
  A headless Chromium that runs the JavaScript of `lib/assets` as Livebook does: with a `ctx` that
  records what is pushed and lets a script stand in for the server.
  """

  alias SparkEx.Types.JSONCodec

  @names ~w(chromium chromium-browser google-chrome google-chrome-stable)
  @flags ~w(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
            --disable-background-networking --disable-component-update --disable-sync
            --allow-file-access-from-files --force-prefers-reduced-motion --hide-scrollbars)

  # Chromium's numbers for the system's setting.
  @schemes %{dark: 0, light: 1}

  @doc "Returns the browser, or `nil` if there is none."
  @spec find() :: String.t() | nil
  def find, do: Enum.find_value(@names, &System.find_executable/1)

  @doc "Returns the file of axe-core, which checks accessibility, or `nil` if there is none."
  @spec axe() :: Path.t() | nil
  def axe do
    file = System.get_env("SPARK_EX_AXE")
    if file && File.exists?(file), do: file
  end

  @doc """
  Loads the asset `name` with a payload, runs `script` and returns its value.

  The script is JavaScript, may `await`, and may use `root`, `events`, `serve(event, payload)`,
  `click(text)`, `settled()` (two frames have been drawn) and, where axe-core is there,
  `violations()`. The caller removes `folder`.

    * `early:` - events as `[event, payload]` that arrive after the payload but before the asset
      is loaded, as while its tab is hidden: Livebook keeps them until there is a handler
    * `width:` - the width of the page in pixels
    * `scheme:` - the color scheme that the user prefers, `:light` or `:dark`
    * `screenshot:` - a PNG file to write besides
  """
  @spec run(String.t(), term, String.t(), Path.t(), keyword) :: term
  def run(name, payload, script, folder, options \\ []) do
    page = Path.join(folder, "#{name}.html")
    File.write!(page, page(name, payload, script, options))

    if file = options[:screenshot], do: browse(page, ["--screenshot=#{file}"], folder, options)
    page |> browse(["--dump-dom"], folder, options) |> result() |> JSONCodec.decode!()
  end

  defp browse(page, action, folder, options) do
    scheme = @schemes[Keyword.get(options, :scheme, :light)]

    arguments =
      @flags ++
        [
          "--user-data-dir=#{Path.join(folder, "profile")}",
          "--window-size=#{Keyword.get(options, :width, 1000)},700",
          "--blink-settings=preferredColorScheme=#{scheme}"
        ] ++ action ++ ["file://" <> page]

    # Chromium logs each desktop service that is missing.
    {output, 0} = System.cmd("sh", ["-c", ~s(exec "$0" "$@" 2>/dev/null), find() | arguments])
    output
  end

  defp result(dom) do
    [_, json] = Regex.run(~r{<script id="result" type="application/json">(.*?)</script>}s, dom)
    json
  end

  defp page(name, payload, script, options) do
    """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>#{name}</title>
    <base href="file://#{Path.expand("lib/assets")}/">
    <style>body { margin: 0 }</style>
    <div id="root"></div>
    <!-- The browser prints the page once it is loaded, which an open document inside of it puts off. -->
    <iframe id="pending" hidden></iframe>
    <script>pending.contentDocument.open();</script>
    <script id="result" type="application/json"></script>
    #{if file = axe(), do: ~s(<script src="file://#{file}"></script>)}
    <script type="module">
      import { init } from "./#{name}.js";

      const root = document.getElementById("root");
      const events = [];
      const handlers = {};
      const early = #{literal(Keyword.get(options, :early, []))};
      const serve = (event, payload) => handlers[event](payload);
      const click = (text) => [...root.querySelectorAll("button")].find((node) => node.textContent.includes(text)).click();
      const frame = () => new Promise(requestAnimationFrame);
      const settled = () => frame().then(frame);
      const styles = [];
      const ctx = {
        root,
        importCSS: (href) => {
          const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
          const loaded = new Promise((resolve) => link.addEventListener("load", resolve));
          document.head.append(link);
          styles.push(loaded);
          return loaded;
        },
        pushEvent: (event, payload) => events.push([event, payload]),
        handleEvent: (event, handler) => {
          handlers[event] = handler;
          while (early.length > 0 && handlers[early[0][0]]) serve(...early.shift());
        },
        handleSync: (handler) => (handlers.sync = handler),
        selectSecret: (callback, name) => callback(name),
      };

      const broken = ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
      // The first heading and the main landmark are the notebook's.
      const rules = { "page-has-heading-one": { enabled: false }, "landmark-one-main": { enabled: false } };
      const violations = async () => (await axe.run(document, { rules, iframes: false })).violations.flatMap(broken);

      let outcome;
      try {
        await init(ctx, #{literal(payload)});
        await Promise.all(styles);
        outcome = await (async () => { #{script} })();
      } catch (error) {
        outcome = { failed: String(error.stack) };
      }
      document.getElementById("result").textContent = JSON.stringify(outcome).replaceAll("</", "<\\\\/");
      pending.contentDocument.close();
    </script>
    """
  end

  # A script element has no escapes, and "</" would end it.
  defp literal(term), do: term |> JSONCodec.encode!() |> String.replace("</", "<\\/")
end
