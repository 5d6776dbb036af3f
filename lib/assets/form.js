import { element } from "./dom.js";

// The form of a smart cell: its fields come as data, and each change goes to the server at once.
export function init(ctx, { title, fields, values, choices, notice }) {
  ctx.importCSS("spark_ex.css");

  // A change that changes nothing (on sync) is none.
  const change = (name, value) => {
    if (value === values[name]) return;
    values = { ...values, [name]: value };
    arrange();
    ctx.pushEvent("change", { name, value });
  };

  const inputs = fields.map((field) => ({ field, ...input(ctx, field, change) }));
  const fits = ({ name, value }) => values[name] === value;
  const aside = element("span", { className: "note" });

  const arrange = () => {
    for (const { field, node, show } of inputs) {
      node.hidden = !(field.when || []).every(fits);
      if (!isWritten(node)) show(values[field.name]);
    }
  };

  for (const { field, node, show } of inputs) node.addEventListener("focusout", () => show(values[field.name]));

  const notify = (notice) => (aside.textContent = notice ? notice.text : "");

  const choose = (choices) => {
    for (const { field, offer } of inputs) if (offer) offer((choices || {})[field.name] || []);
  };

  // What is being typed counts when the cell is run.
  ctx.handleSync(() => {
    if (document.activeElement) document.activeElement.dispatchEvent(new Event("change"));
  });

  ctx.root.replaceChildren(
    element(
      "form",
      { className: "form", on: { submit: (event) => event.preventDefault() } },
      element("div", { className: "form-title" }, title, aside),
      element("div", { className: "fields" }, inputs.map(({ node }) => node)),
    ),
  );

  choose(choices);
  notify(notice);
  arrange();

  // In this order: what came before this code did is given to a handler as soon as there is one.
  ctx.handleEvent("values", (changed) => {
    values = changed;
    arrange();
  });
  ctx.handleEvent("choices", choose);
  ctx.handleEvent("notice", notify);
}

// What somebody is writing is not overwritten.
function isWritten(node) {
  const active = document.activeElement;
  return node.contains(active) && active.matches("input:not([readonly]), textarea");
}

// A labelled input with how it shows a value, and for a list of proposals how it takes them.
function input(ctx, field, change) {
  const control = controls[field.type](field, (value) => change(field.name, value), ctx);
  const label = element("label", { className: `field ${field.type}` }, element("span", {}, field.label), control.nodes);
  return { node: label, show: control.show, offer: control.offer };
}

const variables = { pattern: "[a-z_][a-zA-Z0-9_]*", hint: "A small letter or _, then letters, digits and _." };

const controls = {
  text: (field, change) => written(element("input", shared(field)), field, change),
  lines: (field, change) => written(element("textarea", { rows: 2, ...shared(field) }), field, change),

  number(field, change) {
    const node = element("input", { type: "number", min: 1, ...shared(field) });
    node.addEventListener("change", () => change(node.value === "" ? null : Number(node.value)));
    return { nodes: [node], show: (value) => (node.value = value === null ? "" : value) };
  },

  checkbox(field, change) {
    const node = element("input", { type: "checkbox", name: field.name });
    node.addEventListener("change", () => change(node.checked));
    return { nodes: [node], show: (value) => (node.checked = value) };
  },

  select(field, change) {
    const options = field.options.map(({ value, label }) => element("option", { value }, label));
    const node = element("select", { name: field.name }, options);
    node.addEventListener("change", () => change(node.value));
    return { nodes: [node], show: (value) => (node.value = value) };
  },

  variable(field, change) {
    const list = element("datalist", { id: `${field.name}-choices` });
    const node = element("input", { ...shared(field), spellcheck: false });
    node.setAttribute("list", list.id);
    const { nodes, show } = written(node, { ...variables, ...field }, change);

    return {
      nodes: [...nodes, list],
      show,
      offer: (names) => list.replaceChildren(...names.map((value) => element("option", { value }))),
    };
  },

  // The name of a secret of Livebook, never its value.
  secret(field, change, ctx) {
    const node = element("input", { ...shared(field), readOnly: true, placeholder: "choose a secret" });
    node.addEventListener("click", () => ctx.selectSecret(change, node.value || "SPARK_TOKEN"));

    const clear = element("button", {
      type: "button",
      title: "No token",
      on: { click: (event) => (event.preventDefault(), change("")) },
    }, "×");

    return {
      nodes: [node, clear],
      show: (value) => {
        node.value = value;
        clear.hidden = value === "";
      },
    };
  },
};

const shared = ({ name, placeholder }) => ({ name, placeholder: placeholder || "" });

// What does not match the field's pattern stays here, marked, and the hint beside it, until it is put right.
function written(node, { pattern, hint }, change) {
  node.addEventListener("change", () => {
    const value = node.value.trim();
    const valid = !pattern || new RegExp(`^(?:${pattern})$`).test(value);
    node.classList.toggle("invalid", !valid);
    if (valid) change(value);
  });

  const show = (value) => {
    if (!node.classList.contains("invalid")) node.value = value;
  };

  return { nodes: [node, element("span", { className: "hint" }, hint || "")], show };
}
