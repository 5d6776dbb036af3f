import { element, html } from "./dom.js";

// The form of a smart cell: its fields come as data, and each change goes to the server at once.
export function init(ctx, { title, fields, values, choices, notice }) {
  ctx.importCSS("spark_ex.css");

  const change = (name, value) => {
    values = { ...values, [name]: value };
    arrange();
    ctx.pushEvent("change", { name, value });
  };

  const inputs = fields.map((field) => ({ field, ...input(ctx, field, change) }));
  const aside = element("span", { className: "note" });
  const errors = element("div");

  const arrange = () => {
    for (const { field, node, show } of inputs) {
      node.hidden = Boolean(field.when) && values[field.when.name] !== field.when.value;
      show(values[field.name]);
    }
  };

  const notify = (notice) => {
    aside.textContent = (notice && notice.text) || "";
    errors.replaceChildren(...(notice && notice.error ? [html(notice.error)] : []));
  };

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
      errors,
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

// A labelled input with how it shows a value, and for a list of proposals how it takes them.
function input(ctx, field, change) {
  const control = controls[field.type](field, (value) => change(field.name, value), ctx);
  const label = element("label", { className: `field ${field.type}` }, element("span", {}, field.label), control.nodes);
  return { node: label, show: control.show, offer: control.offer };
}

const controls = {
  text: (field, change) => written(element("input", shared(field)), change),
  lines: (field, change) => written(element("textarea", { rows: 2, ...shared(field) }), change),

  number(field, change) {
    const node = element("input", { type: "number", min: 1, ...shared(field) });
    on(node, () => change(node.value === "" ? null : Number(node.value)));
    return { nodes: [node], show: (value) => (node.value = value === null ? "" : value) };
  },

  checkbox(field, change) {
    const node = element("input", { type: "checkbox", name: field.name });
    on(node, () => change(node.checked));
    return { nodes: [node], show: (value) => (node.checked = value) };
  },

  select(field, change) {
    const options = field.options.map(({ value, label }) => element("option", { value }, label));
    const node = element("select", { name: field.name }, options);
    on(node, () => change(node.value));
    return { nodes: [node], show: (value) => (node.value = value) };
  },

  // What is no name of a variable is not sent: the code would not compile.
  variable(field, change) {
    const list = element("datalist", { id: `${field.name}-choices` });
    const node = element("input", { ...shared(field), spellcheck: false });
    node.setAttribute("list", list.id);

    on(node, () => {
      const valid = /^[a-z_][a-zA-Z0-9_]*$/.test(node.value);
      node.classList.toggle("invalid", !valid);
      if (valid) change(node.value);
    });

    return {
      nodes: [node, list],
      show: (value) => {
        if (!node.classList.contains("invalid")) node.value = value;
      },
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

function written(node, change) {
  on(node, () => change(node.value.trim()));
  return { nodes: [node], show: (value) => (node.value = value) };
}

// A "change" that changes nothing (on sync) is none.
function on(node, handler) {
  let last = null;

  node.addEventListener("change", () => {
    const now = node.type === "checkbox" ? node.checked : node.value;
    if (now !== last) handler();
    last = now;
  });
}
