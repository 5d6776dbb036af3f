import { button, element, enable, follow, html, isEnabled, reveal, spinner, write } from "./dom.js";
import { grid } from "./grid.js";

// The preview of a frame: a bar and a table, both updated in place.
export function init(ctx, content) {
  const push = (event, payload = {}) => ctx.pushEvent(event, payload);
  const bar = previewBar(push);
  const error = element("div", { role: "alert" });
  const table = grid((column, direction) => push("order", { column, direction }));
  const preview = element(
    "div",
    { className: "preview", role: "region", "aria-label": "Preview" },
    bar.node,
    error,
    table.node,
  );

  const show = (content) => {
    preview.setAttribute("aria-label", content.name || "Preview");
    bar.show(content);
    showError(error, content.error);
    table.node.hidden = content.columns.length === 0;
    table.show(content);
  };

  ctx.root.replaceChildren(preview);
  follow(ctx, show, content);
  // The fonts come with the style sheet, and widths depend on them.
  ctx.importCSS("spark_ex.css").then(table.resize);
}

function showError(node, source) {
  if (node.dataset.source === (source || "")) return;
  node.dataset.source = source || "";
  node.replaceChildren(...(source ? [html(source)] : []));
}

function previewBar(push) {
  const name = element("span", { className: "title" });
  const total = element("span", { className: "note total", role: "status" });
  const notice = element("span", { className: "note", role: "status" });
  const running = spinner();
  const count = button("Count rows", () => push("count"), { className: "link" });
  const cancel = button("Cancel", () => push("cancel"), { className: "link" });
  const reload = button("Run again", () => push("reload"), { className: "link" });
  const sizes = pageSizes(push);
  const pages = pager(push);

  const node = element(
    "div",
    { className: "bar" },
    [name, total, count, running, cancel, notice, element("span", { className: "grow" }), reload],
    sizes.node,
    pages.node,
  );

  const show = (content) => {
    const busy = content.loading || content.counting;
    name.hidden = !content.name;
    write(name, content.name || "");
    write(total, summary(content));
    write(notice, content.notice || "");
    running.hidden = !busy;
    showActions({ count, cancel, reload }, busy, content.more);
    sizes.show(content);
    pages.show(content);
  };

  return { node, show };
}

// What is shown comes first, so that it can take the focus of what is hidden.
function showActions({ count, cancel, reload }, busy, more) {
  if (busy) {
    reveal(cancel, true);
    reveal(count, false, cancel);
    reveal(reload, false, cancel);
  } else {
    reveal(reload, true);
    reveal(count, more, reload);
    reveal(cancel, false, reload);
  }
}

function summary({ total, shown, loading, more }) {
  if (total === null) return loading ? "loading" : "";
  const rows = `${total.toLocaleString("en")}${more ? "+" : ""} ${total === 1 ? "row" : "rows"}`;
  return more || total === shown ? rows : `first ${shown.toLocaleString("en")} of ${rows}`;
}

function pageSizes(push) {
  const change = (event) => push("page_size", { size: Number(event.target.value) });
  const node = element("select", { on: { change }, "aria-label": "Rows on a page" });

  const show = ({ shown, page_size, page_sizes }) => {
    if (node.options.length !== page_sizes.length) {
      node.replaceChildren(...page_sizes.map((size) => element("option", { value: size }, `Show ${size}`)));
    }
    node.value = page_size;
    node.hidden = shown <= page_sizes[0];
  };

  return { node, show };
}

function pager(push) {
  let current = 1;
  const go = (step) => (event) => isEnabled(event.currentTarget) && push("page", { page: current + step });
  const previous = button("‹ Prev", go(-1));
  const next = button("Next ›", go(1));
  const position = element("span", { className: "page", role: "status" });
  const node = element("span", { className: "pager", role: "group", "aria-label": "Pages" }, previous, position, next);

  const show = ({ page, pages }) => {
    current = page;
    node.hidden = pages <= 1;
    write(position, `${page} of ${pages}`);
    enable(previous, page > 1);
    enable(next, page < pages);
  };

  return { node, show };
}
