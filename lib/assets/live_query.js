import { announcer, button, element, enable, follow, html, isEnabled, reveal, write } from "./dom.js";
import { grid } from "./grid.js";
import { rateChart } from "./rate_chart.js";

// The state of a streaming query, its rows per second and, for a frame, its latest rows.
export function init(ctx, content) {
  const bar = queryBar((event) => ctx.pushEvent(event, {}));
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

const labels = {
  starting: "Starting",
  running: "Running",
  waiting: "Waiting for data",
  stopping: "Stopping",
  stopped: "Stopped",
  failed: "Failed",
};

function queryBar(push) {
  const name = element("span", { className: "title" });
  const mark = element("span", { className: "mark", "aria-hidden": "true" });
  const state = element("span", { className: "state" });
  const announced = announcer();
  const click = (event) => ({ currentTarget }) => isEnabled(currentTarget) && push(event);
  const stop = button("Stop", click("stop"), { className: "action" });
  const start = button("Start again", click("start"), { className: "action" });
  const grow = element("span", { className: "grow" });
  const node = element("div", { className: "bar" }, [name, mark, state, announced, grow, start, stop]);

  const show = (content) => {
    const ended = content.state === "stopped" || content.state === "failed";
    name.hidden = !content.name;
    write(name, content.name || "");
    mark.dataset.state = content.state;
    write(state, labels[content.state]);
    // A query waits between any two micro-batches, which is not worth an announcement.
    write(announced, content.state === "waiting" ? labels.running : labels[content.state]);
    enable(stop, content.state === "running" || content.state === "waiting");

    if (ended && content.restartable) {
      reveal(start, true);
      reveal(stop, false, start);
    } else {
      reveal(stop, !ended);
      reveal(start, false, stop);
    }
  };

  return { node, show };
}

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

function showError(node, source) {
  if (node.dataset.source === (source || "")) return;
  node.dataset.source = source || "";
  node.replaceChildren(...(source ? [html(source)] : []));
}
