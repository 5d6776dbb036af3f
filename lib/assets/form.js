import { controls } from "./form_controls.js";
import { element, write } from "./dom.js";

// The form of a smart cell. Its fields are data, and each change goes to the server at once.
export function init(ctx, { title, fields, values, choices, notice }) {
  ctx.importCSS("spark_ex.css");

  // On a sync an input may report a change although its value is the same.
  const change = (name, value) => {
    if (value === values[name]) return;
    values = { ...values, [name]: value };
    arrange();
    ctx.pushEvent("change", { name, value });
  };

  const inputs = fields.map((field) => ({ field, ...labelled(ctx, field, change) }));
  const fits = ({ name, value }) => [value].flat().includes(values[name]);
  const aside = element("span", { className: "note", role: "status" });
  const folded = inputs.filter(({ field }) => field.fold);
  const fold = foldable(folded, values);

  const arrange = () => {
    for (const { field, node, show } of inputs) {
      node.hidden = !(field.when || []).every(fits);
      if (!isEdited(node)) show(values[field.name]);
    }
    fold.hidden = folded.every(({ node }) => node.hidden);
  };

  for (const { field, node, show } of inputs) {
    node.addEventListener("focusout", () => show(values[field.name]));
  }

  const notify = (notice) => write(aside, notice ? notice.text : "");

  const choose = (choices) => {
    for (const { field, offer } of inputs) if (offer) offer((choices || {})[field.name] || []);
  };

  // Text that is being typed counts when the cell is run.
  ctx.handleSync(() => {
    if (document.activeElement) document.activeElement.dispatchEvent(new Event("change"));
  });

  ctx.root.replaceChildren(
    element(
      "form",
      { className: "form", "aria-label": title, on: { submit: (event) => event.preventDefault() } },
      element("div", { className: "form-title" }, title, aside),
      element("div", { className: "fields" }, inputs.filter(({ field }) => !field.fold).map(({ node }) => node)),
      fold,
    ),
  );

  choose(choices);
  notify(notice);
  arrange();

  // The order matters: events that arrived before this code was loaded are delivered here.
  ctx.handleEvent("values", (changed) => {
    values = changed;
    arrange();
  });
  ctx.handleEvent("choices", choose);
  ctx.handleEvent("notice", notify);
}

// A text that is being edited is not overwritten.
function isEdited(node) {
  const active = document.activeElement;
  return node.contains(active) && active.matches("input, textarea");
}

// Fields that are seldom needed stay folded away until one of them has a value.
function foldable(inputs, values) {
  const open = inputs.some(({ field }) => values[field.name] !== field.default);
  const labels = inputs.map(({ field }) => field.label).join(", ");

  return element(
    "details",
    { open, hidden: inputs.length === 0 },
    element("summary", {}, `More: ${labels}`),
    element("div", { className: "fields" }, inputs.map(({ node }) => node)),
  );
}

// A control with its label and hint; `show` writes a value, `offer` sets the proposals of a list.
function labelled(ctx, field, change) {
  const id = `field-${field.name}`;
  const hint = element("span", { className: "hint", id: `${id}-hint`, hidden: true });
  const { node, beside, show, offer } = controls[field.type](field, {
    change: (value) => change(field.name, value),
    mark: (valid, message) => mark(node, hint, valid, message),
    selectSecret: (name, callback) => ctx.selectSecret(callback, name),
  });

  node.id = id;
  const label = element("label", { htmlFor: id }, field.label);
  const parts = [label, element("span", { className: "control" }, node, ...(beside || [])), hint];
  return { node: element("div", { className: `field ${field.type}` }, parts), show, offer };
}

function mark(node, hint, valid, message) {
  node.classList.toggle("invalid", !valid);
  hint.hidden = valid || !message;
  write(hint, valid ? "" : message || "");

  if (valid) {
    node.removeAttribute("aria-invalid");
    node.removeAttribute("aria-describedby");
  } else {
    node.setAttribute("aria-invalid", "true");
    node.setAttribute("aria-describedby", hint.id);
  }
}
