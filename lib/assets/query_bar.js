import { announcer, button, element, enable, follow, isEnabled, write } from "./dom.js";

// The stages, tasks, bytes and time of a query. The clock runs in the browser between two reports.
export function init(ctx, content) {
  ctx.importCSS("spark_ex.css");

  const progress = element("progress", { "aria-label": "Tasks" });
  const tasks = element("span", { className: "note" });
  const bytes = element("span", { className: "note" });
  const clock = element("span", { className: "note clock" });
  const state = announcer();
  const cancel = button("Cancel", ({ currentTarget }) => isEnabled(currentTarget) && ctx.pushEvent("cancel", {}), {
    className: "cancel",
  });
  const ui = element("a", { className: "link", target: "_blank", rel: "noopener" }, "Spark UI");

  let started = Date.now();
  const tick = () => write(clock, seconds(Date.now() - started));

  const show = (content) => {
    started = Date.now() - content.elapsed;
    showProgress(progress, content);
    write(tasks, summary(content));
    write(bytes, content.bytes > 0 ? `${size(content.bytes)} read` : "");
    write(cancel, content.cancelling ? "Cancelling…" : "Cancel");
    enable(cancel, !content.cancelling);
    ui.hidden = !content.ui;
    if (content.ui) ui.href = content.ui;
    write(state, announced(content));
    tick();
  };

  ctx.root.replaceChildren(
    element(
      "div",
      { className: "query-bar", role: "region", "aria-label": "Query progress" },
      [progress, tasks, bytes, clock, cancel, ui, state],
    ),
  );

  follow(ctx, show, content);
  setInterval(tick, 200);
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

// Without a value the bar moves to and fro.
function showProgress(progress, { tasks, tasks_done }) {
  if (tasks > 0 || stillness.matches) {
    progress.max = Math.max(tasks, 1);
    progress.value = tasks_done;
  } else {
    progress.removeAttribute("value");
  }
}

function summary({ stages, stages_done, tasks, tasks_done, running }) {
  if (tasks === 0) return "waiting for Spark";
  return `${tasks_done} of ${counted(tasks, "task")}, ${stages_done} of ${counted(stages, "stage")}, ${running} running`;
}

// Tasks end too often to announce each.
function announced({ stages, stages_done, tasks, cancelling }) {
  if (cancelling) return "Cancelling";
  return tasks === 0 ? "Waiting for Spark" : `${stages_done} of ${counted(stages, "stage")} done`;
}

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

export function size(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB"];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
