import { element, follow, write } from "./dom.js";
import { grid } from "./grid.js";
import { rateChart } from "./rate_chart.js";
import { showError, stateBar } from "./state_bar.js";

// The state of a streaming query, its rows per second and, for a frame, its latest rows.
export function init(ctx, content) {
  const bar = stateBar((event) => ctx.pushEvent(event, {}), {
    labels,
    announced,
    stop: "Stop",
    start: "Start again",
    stoppable: ["running", "waiting"],
    ended: ["stopped", "failed"],
  });
  const facts = element("dl", { className: "facts" });
  const chart = rateChart();
  const error = element("div", { role: "alert" });
  const table = grid(() => {});
  const more = element("p", { className: "note" }, "The latest micro-batches have more rows.");

  const node = element(
    "div",
    { className: "preview live", role: "region", "aria-label": "Streaming query" },
    [bar.node, error, facts, chart.node, table.node, more],
  );

  const show = (content) => {
    bar.show(content);
    showError(error, content.error);
    showFacts(facts, content.facts);
    chart.show(content.rates);
    table.node.hidden = content.columns.length === 0;
    table.show(content);
    more.hidden = !content.more;
  };

  ctx.root.replaceChildren(node);
  follow(ctx, show, content);
  // The fonts come with the style sheet, and widths depend on them.
  ctx.importCSS("spark_ex.css").then(table.resize);
}

// A query waits between any two micro-batches, which is not worth an announcement.
const announced = (state) => (state === "waiting" ? "running" : state);

const labels = {
  starting: "Starting",
  running: "Running",
  waiting: "Waiting for data",
  stopping: "Stopping",
  stopped: "Stopped",
  failed: "Failed",
};

function showFacts(node, facts) {
  node.hidden = facts.length === 0;
  const texts = facts.map(({ label, value }) => [label, value.toLocaleString("en")]);
  const same = texts.length === node.children.length && texts.every(([label], at) => node.children[at].firstChild.textContent === label);

  if (!same) {
    node.replaceChildren(...texts.map(() => element("div", {}, element("dt"), element("dd"))));
  }

  texts.forEach(([label, value], at) => {
    write(node.children[at].firstChild, label);
    write(node.children[at].lastChild, value);
  });
}
