import { element, follow, write } from "./dom.js";
import { showError, stateBar } from "./state_bar.js";

// The run of a pipeline: its state, and those of its datasets and flows.
export function init(ctx, content) {
  ctx.importCSS("spark_ex.css");

  const bar = stateBar((event) => ctx.pushEvent(event, {}), {
    labels: {
      running: "Running",
      completed: "Completed",
      failed: "Failed",
      canceled: "Canceled",
    },
    announced: (state) => state,
    stop: "Cancel",
    start: "Run again",
    stoppable: ["running"],
    ended: ["completed", "failed", "canceled"],
  });
  const error = element("div", { role: "alert" });
  const rows = content.nodes.map(row);
  const heads = ["Dataset", "Kind", "Reads", "State"].map((text) =>
    element("th", { scope: "col" }, text),
  );
  const table = element("table", {}, [
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, rows.map(({ node }) => node)),
  ]);
  const scroll = element(
    "div",
    { className: "scroll", tabIndex: 0, role: "group", "aria-label": "Datasets" },
    table,
  );

  const show = (content) => {
    bar.show({ ...content, restartable: true });
    showError(error, content.error);
    rows.forEach((row, at) => row.show(content.nodes[at]));
  };

  ctx.root.replaceChildren(
    element("div", { className: "live pipeline", role: "region", "aria-label": "Pipeline" }, [
      bar.node,
      error,
      scroll,
    ]),
  );
  follow(ctx, show, content);
}

function row({ name, kind, reads }) {
  const mark = element("span", { className: "mark", "aria-hidden": "true" });
  const text = element("span", {});
  const head = element("th", { scope: "row" }, name);
  const cells = [kind, reads].map((text) => element("td", {}, text));
  const node = element("tr", {}, head, ...cells, element("td", {}, mark, text));

  const show = ({ state }) => {
    mark.hidden = !state;
    mark.dataset.state = state || "";
    write(text, state || "");
  };

  return { node, show };
}
