import { element, write } from "./dom.js";
import { columnOffsets, columnRange, columnWidths } from "./column_widths.js";

// Tables of up to this many columns are drawn whole. Wider ones have elements only for the columns in
// view and those within MARGIN pixels of it.
const WHOLE = 40;
const MARGIN = 600;

// A table that is updated in place: elements survive a change of its rows, so the scroll position and
// the keyboard focus do. `sort` is called with a column's index and the next direction.
export function grid(sort) {
  const columns = line("colgroup", "col");
  const header = line("tr", "td");
  const body = element("tbody");
  const table = element("table", {}, columns.node, element("thead", {}, header.node), body);
  const node = element(
    "div",
    { className: "scroll", tabIndex: 0, role: "group", "aria-label": "Rows" },
    table,
  );

  header.node.prepend(
    element("th", { className: "index", scope: "col" }, element("span", { className: "visually-hidden" }, "Row")),
  );
  columns.node.prepend(element("col", { className: "index" }));

  let content = { columns: [], rows: [] };
  let widths = null;
  let offsets = [0];
  let lines = [];

  // Only cells that are new need filling while the table scrolls.
  const draw = (refill = false) => {
    const { first, last } = range(node, offsets);
    const cells = (line, make, heir) => {
      const made = fit(line, first, last, make, heir);
      return refill ? line.cells : made;
    };

    cells(columns, () => element("col"));
    for (const [index, col] of columns.cells) col.style.width = `${widths[index]}px`;
    columns.before.style.width = `${offsets[first] ?? 0}px`;
    // The spacer behind the drawn columns has no width: it takes what is left of the table.
    table.style.width = `max(100%, ${offsets[offsets.length - 1] + indexWidth(content)}px)`;

    const headings = cells(header, (index) => heading(index, (next) => sort(index, next)), node);
    for (const [index, cell] of headings) fillHeading(cell, index, content);

    lines.forEach((line, row) => {
      const values = content.rows[row];
      for (const [index, cell] of cells(line, dataCell)) fillCell(cell, values[index], content.columns[index]);
    });
  };

  const measure = () => {
    const family = getComputedStyle(table).fontFamily;
    widths = columnWidths(content.columns, content.rows, family, widths);
    offsets = columnOffsets(widths);
  };

  const show = (next) => {
    const before = content;
    content = next;
    if (!sameColumns(before.columns, next.columns)) {
      widths = null;
      node.scrollLeft = 0;
    }
    if (before.offset !== next.offset) node.scrollTop = 0;

    table.setAttribute("aria-colcount", next.columns.length + 1);
    table.setAttribute("aria-busy", String(next.loading));
    columns.node.firstChild.style.width = `${indexWidth(next)}px`;
    lines = bodyLines(lines, body, next);
    measure();
    draw(true);
  };

  const resize = () => {
    widths = null;
    measure();
    draw();
  };

  whenMoved(node, () => draw());
  return { node, show, resize };
}

// Redraws after a scroll or a change of size, at most once a frame.
function whenMoved(node, draw) {
  let asked = false;
  const ask = () => {
    if (!asked) requestAnimationFrame(() => ((asked = false), draw()));
    asked = true;
  };

  node.addEventListener("scroll", ask, { passive: true });
  new ResizeObserver(ask).observe(node);
}

function range(node, offsets) {
  const count = offsets.length - 1;
  if (count <= WHOLE) return { first: 0, last: count };
  const left = node.scrollLeft;
  return columnRange(offsets, left - MARGIN, left + node.clientWidth + MARGIN);
}

const indexWidth = ({ offset, rows }) => 24 + 9 * String((offset || 0) + rows.length).length;

const sameColumns = (some, others) =>
  some.length === others.length &&
  some.every(({ name, type }, index) => name === others[index].name && type === others[index].type);

// A row of cells, or the table's columns. The spacers stand for the columns that are not drawn.
function line(tag, spacer) {
  const before = element(spacer, { className: "spacer", "aria-hidden": "true" });
  const after = element(spacer, { className: "spacer", "aria-hidden": "true" });
  return { node: element(tag, {}, before, after), before, after, cells: new Map() };
}

function bodyLines(lines, body, { rows, offset }) {
  while (lines.length > rows.length) lines.pop().node.remove();

  while (lines.length < rows.length) {
    const added = line("tr", "td");
    added.node.prepend(element("th", { className: "index", scope: "row" }));
    lines.push(added);
    body.append(added.node);
  }

  lines.forEach(({ node }, index) => write(node.firstChild, String(offset + index + 1)));
  return lines;
}

// Removes the cells outside of a range, makes those that are missing in it, and returns the latter. Where
// a removed cell had the focus, `heir` takes it.
function fit(line, first, last, make, heir) {
  for (const [index, cell] of line.cells) {
    if (index >= first && index < last) continue;
    if (heir && cell.contains(document.activeElement)) heir.focus({ preventScroll: true });
    cell.remove();
    line.cells.delete(index);
  }

  const made = [];
  let next = line.after;
  for (let index = last - 1; index >= first; index--) {
    if (!line.cells.has(index)) {
      const cell = make(index);
      line.cells.set(index, cell);
      next.before(cell);
      made.push([index, cell]);
    }
    next = line.cells.get(index);
  }

  return made;
}

const dataCell = (index) => element("td", { "aria-colindex": index + 2 });

// A click sorts up, the next one down, the third not at all.
const nextDirection = { none: "asc", asc: "desc", desc: null };
const arrows = { none: "", asc: " ↑", desc: " ↓" };
const sorted = { none: "none", asc: "ascending", desc: "descending" };

function heading(index, sort) {
  const label = [
    element("span", { className: "name" }),
    element("span", { className: "arrow", "aria-hidden": "true" }),
    element("span", { className: "type" }),
  ];
  const click = ({ currentTarget }) => sort(nextDirection[currentTarget.dataset.requested]);

  return element(
    "th",
    { scope: "col", "aria-colindex": index + 2 },
    element("button", { type: "button", on: { click } }, label),
  );
}

// The arrow tells the order of the rows that are shown; a click goes on from the order asked for last.
function fillHeading(cell, index, { columns, order, requested }) {
  const { name, type, kind, sortable } = columns[index];
  const [sorter] = cell.children;
  const [label, arrow, detail] = sorter.children;
  const direction = directionOf(order, index);

  cell.className = kind;
  cell.title = name;
  cell.setAttribute("aria-sort", sorted[direction]);
  sorter.disabled = !sortable;
  sorter.dataset.requested = directionOf(requested, index);
  sorter.classList.toggle("pending", directionOf(requested, index) !== direction);
  write(label, name);
  write(arrow, arrows[direction]);
  write(detail, type);
}

const directionOf = (order, index) => (order && order.column === index ? order.direction : "none");

// A row stays one line high; the title has the text as it is.
function fillCell(cell, text, { kind }) {
  cell.className = text === null ? `${kind} null` : kind;
  cell.title = text ?? "";
  write(cell, text === null ? "null" : text.replaceAll(/\r?\n/g, "↵"));
}
