import { button, element, html, spinner } from "./dom.js";

// The catalogs of a session as a tree. A level is fetched when its parent is first opened.
export function init(ctx) {
  ctx.importCSS("spark_ex.css");
  const waiting = new Map();

  const open = (path, list) => {
    waiting.set(JSON.stringify(path), list);
    list.setAttribute("aria-busy", "true");
    list.replaceChildren(element("li", {}, spinner()));
    ctx.pushEvent("open", { path });
  };

  ctx.handleEvent("children", ({ path, nodes, error }) => {
    const list = waiting.get(JSON.stringify(path));
    if (!list) return;
    list.setAttribute("aria-busy", "false");
    if (error) list.replaceChildren(element("li", {}, element("div", { role: "alert" }, html(error))));
    else if (nodes.length === 0) list.replaceChildren(element("li", { className: "note" }, "none"));
    else list.replaceChildren(...nodes.map((node) => item(node, open)));
  });

  const root = element("ul", { className: "tree" });
  ctx.root.replaceChildren(
    element(
      "div",
      { className: "catalogs", role: "region", "aria-label": "Catalogs" },
      root,
      button("Refresh", () => open([], root), { className: "link" }),
    ),
  );
  open([], root);
}

function item({ name, detail, path }, open) {
  const label = [element("span", { className: "name" }, name), element("span", { className: "note" }, detail)];
  if (path === null) return element("li", { className: "leaf" }, label);

  const list = element("ul", { className: "tree", hidden: true });
  let asked = false;

  const toggle = (event) => {
    list.hidden = !list.hidden;
    event.currentTarget.setAttribute("aria-expanded", String(!list.hidden));
    if (!asked) open(path, list);
    asked = true;
  };

  const opener = element(
    "button",
    { type: "button", className: "opener", "aria-expanded": "false", on: { click: toggle } },
    label,
  );
  return element("li", {}, opener, list);
}
