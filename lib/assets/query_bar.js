import { button, element, follow } from "./dom.js";

// Stages, tasks, bytes and time of a query; the clock runs here, between what the server tells.
export function init(ctx, content) {
  ctx.importCSS("spark_ex.css");

  const clock = element("span", { className: "note clock" });
  let started = Date.now() - content.elapsed;
  const tick = () => (clock.textContent = seconds(Date.now() - started));

  const show = (content) => {
    started = Date.now() - content.elapsed;
    ctx.root.replaceChildren(view(content, clock, () => ctx.pushEvent("cancel", {})));
    tick();
  };

  follow(ctx, show, content);
  setInterval(tick, 200);
}

function view(content, clock, cancel) {
  const { stages, stages_done, tasks, tasks_done, running, bytes, cancelling } = content;

  return element(
    "div",
    { className: "query-bar" },
    element("progress", tasks > 0 ? { max: tasks, value: tasks_done } : {}),
    element(
      "span",
      { className: "note" },
      tasks > 0
        ? `${tasks_done} of ${counted(tasks, "task")}, ${stages_done} of ${counted(stages, "stage")}, ${running} running`
        : "waiting for Spark",
    ),
    bytes > 0 && element("span", { className: "note" }, `${size(bytes)} read`),
    clock,
    button(cancelling ? "Cancelling…" : "Cancel", cancel, { className: "cancel", disabled: cancelling }),
  );
}

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export function size(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
