import { announcer, button, element, enable, html, isEnabled, reveal, write } from "./dom.js";

// The name and the state of what runs on the server, with buttons that stop and start it. `kind` has
// the texts, and the states in which it can be stopped and in which it has ended.
export function stateBar(push, kind) {
  const name = element("span", { className: "title" });
  const mark = element("span", { className: "mark", "aria-hidden": "true" });
  const state = element("span", { className: "state" });
  const announced = announcer();
  const click = (event) => ({ currentTarget }) => isEnabled(currentTarget) && push(event);
  const stop = button(kind.stop, click("stop"), { className: "action" });
  const start = button(kind.start, click("start"), { className: "action" });
  const grow = element("span", { className: "grow" });
  const node = element("div", { className: "bar" }, [name, mark, state, announced, grow, start, stop]);

  const show = (content) => {
    const ended = kind.ended.includes(content.state);
    name.hidden = !content.name;
    write(name, content.name || "");
    mark.dataset.state = content.state;
    write(state, kind.labels[content.state]);
    write(announced, kind.labels[kind.announced(content.state)]);
    enable(stop, kind.stoppable.includes(content.state));

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

// Shows the HTML of an error, and writes it only where it differs.
export function showError(node, source) {
  if (node.dataset.source === (source || "")) return;
  node.dataset.source = source || "";
  node.replaceChildren(...(source ? [html(source)] : []));
}
