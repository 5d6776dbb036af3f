// An element with its properties and children: strings become text, what is false is left out.
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

// HTML that the server has made, and escaped.
export function html(source) {
  return element("div", { innerHTML: source });
}

export function button(label, handler, properties = {}) {
  return element("button", { type: "button", on: { click: handler }, ...properties }, label);
}

export const spinner = () => element("span", { className: "spinner", title: "Running" });

// Draws what a widget knew when it was connected, and then each change. In this order: a change that came
// before this code did is given to the handler as soon as there is one.
export function follow(ctx, show, content) {
  show(content);
  ctx.handleEvent("content", show);
}
