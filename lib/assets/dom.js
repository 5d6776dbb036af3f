// An element with its properties and children. Strings become text; null and false are left out.
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);

  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") {
      for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    } else if (name in node) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }

  node.append(...children.flat().filter((child) => child !== null && child !== false));
  return node;
}

// HTML from the server, which has escaped it.
export function html(source) {
  return element("div", { innerHTML: source });
}

export function button(label, handler, properties = {}) {
  return element("button", { type: "button", on: { click: handler }, ...properties }, label);
}

export const spinner = () =>
  element("span", { className: "spinner", role: "img", "aria-label": "Running" });

// Text only screen readers announce.
export const announcer = () => element("span", { className: "visually-hidden", role: "status" });

// Writes a text only where it differs: a live region announces each write.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Unlike `disabled`, this keeps the keyboard focus; handlers check it with `isEnabled`.
export function enable(node, enabled) {
  node.setAttribute("aria-disabled", String(!enabled));
}

export const isEnabled = (node) => node.getAttribute("aria-disabled") !== "true";

// Shows or hides a node. One that has the focus passes it on to `heir`, which must be shown.
export function reveal(node, shown, heir) {
  const focused = !shown && node.contains(document.activeElement);
  node.hidden = !shown;
  if (focused && heir) heir.focus({ preventScroll: true });
}

// Draws the content known at the connection, then each change. The order matters: events that arrived
// before this code was loaded are delivered when the handler is registered.
export function follow(ctx, show, content) {
  show(content);
  ctx.handleEvent("content", show);
}
