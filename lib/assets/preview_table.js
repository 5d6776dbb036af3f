import { button, element, follow, html, spinner } from "./dom.js";

export function init(ctx, content) {
  ctx.importCSS("spark_ex.css");
  const push = (event, payload = {}) => ctx.pushEvent(event, payload);
  const show = (content) => ctx.root.replaceChildren(view(content, push));

  follow(ctx, show, content);
}

function view(content, push) {
  return element(
    "div",
    { className: "preview" },
    bar(content, push),
    content.error && html(content.error),
    content.columns.length > 0 && table(content, push),
    content.columns.length > 0 && content.rows.length === 0 &&
      element("p", { className: "note" }, "No rows"),
  );
}

function bar(content, push) {
  const busy = content.loading || content.counting;

  return element(
    "div",
    { className: "bar" },
    content.name && element("h2", {}, content.name),
    element("span", { className: "note total" }, summary(content)),
    content.more && !busy && button("Count rows", () => push("count"), { className: "link" }),
    busy && spinner(),
    busy && button("Cancel", () => push("cancel"), { className: "link" }),
    content.notice && element("span", { className: "note" }, content.notice),
    element("span", { className: "grow" }),
    !busy && button("Run again", () => push("reload"), { className: "link" }),
    content.shown > content.page_sizes[0] && sizes(content, push),
    content.pages > 1 && pager(content, push),
  );
}

function summary({ total, shown, loading, more }) {
  if (total === null) return loading ? "loading" : "";
  const rows = `${total.toLocaleString("en")}${more ? "+" : ""} ${total === 1 ? "row" : "rows"}`;
  return more || total === shown ? rows : `first ${shown.toLocaleString("en")} of ${rows}`;
}

function sizes({ page_size, page_sizes }, push) {
  const options = page_sizes.map((size) =>
    element("option", { value: size, selected: size === page_size }, `Show ${size}`),
  );
  const change = (event) => push("page_size", { size: Number(event.target.value) });
  return element("select", { on: { change }, title: "Rows on a page" }, options);
}

function pager({ page, pages }, push) {
  const go = (to) => () => push("page", { page: to });

  return element(
    "span",
    { className: "pager" },
    button("‹ Prev", go(page - 1), { disabled: page === 1 }),
    element("span", { className: "page" }, `${page} of ${pages}`),
    button("Next ›", go(page + 1), { disabled: page === pages }),
  );
}

function table({ columns, rows, offset, order }, push) {
  const header = columns.map((column, index) => {
    const direction = order && order.column === index ? order.direction : null;
    return heading(column, direction, (next) => push("order", { column: index, direction: next }));
  });

  const body = rows.map((row, index) =>
    element(
      "tr",
      {},
      element("td", { className: "index" }, String(offset + index + 1)),
      row.map((text, column) => cell(text, columns[column])),
    ),
  );

  return element(
    "div",
    { className: "scroll" },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, element("th", { className: "index" }), header)),
      element("tbody", {}, body),
    ),
  );
}

// A click sorts up, the next one down, the third not at all.
const next = { null: "asc", asc: "desc", desc: null };
const arrows = { null: "", asc: " ↑", desc: " ↓" };

function heading({ name, type, kind, sortable }, direction, sort) {
  const label = [
    element("span", { className: "name" }, name + arrows[direction]),
    element("span", { className: "type" }, type),
  ];

  return element(
    "th",
    { className: kind, "aria-sort": { asc: "ascending", desc: "descending" }[direction] || "none" },
    sortable ? element("button", { type: "button", title: "Sort", on: { click: () => sort(next[direction]) } }, label) : label,
  );
}

// A row stays one line high; the title has the text as it is.
function cell(text, { kind }) {
  return text === null
    ? element("td", { className: `${kind} null` }, "null")
    : element("td", { className: kind, title: text }, text.replaceAll(/\r?\n/g, "↵"));
}
