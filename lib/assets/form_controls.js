import { element } from "./dom.js";

// The controls of a form by the type of their field. Each takes the field and what it may call: `change`
// with a valid value, `mark` with whether the input is valid.

const variable = { pattern: "[a-z_][a-zA-Z0-9_]*", hint: "A small letter or _, then letters, digits and _." };

export const controls = {
  text: (field, form) => written(element("input", shared(field)), field, form),
  lines: (field, form) => written(element("textarea", { rows: 2, ...shared(field) }), field, form),

  number(field, form) {
    const node = element("input", { type: "number", min: 1, step: 1, ...shared(field) });
    const parse = () => (node.value === "" ? null : Number(node.value));
    return checked(node, { ...form, parse, valid: () => node.checkValidity(), hint: "A whole number from 1 on." });
  },

  checkbox(field, { change }) {
    const node = element("input", { type: "checkbox", name: field.name });
    node.addEventListener("change", () => change(node.checked));
    return { node, show: (value) => (node.checked = value) };
  },

  select(field, { change }) {
    const options = field.options.map(({ value, label }) => element("option", { value }, label));
    const node = element("select", { name: field.name }, options);
    node.addEventListener("change", () => change(node.value));
    return { node, show: (value) => (node.value = value) };
  },

  variable: (field, form) => listed({ ...variable, ...field }, form),
  column: (field, form) => listed(field, form),

  // The name of a Livebook secret, never its value.
  secret(field, { change, selectSecret }) {
    const node = element("button", { type: "button", name: field.name });
    node.addEventListener("click", () => selectSecret(node.value || "SPARK_TOKEN", change));

    const clear = element(
      "button",
      { type: "button", "aria-label": "No token", title: "No token", on: { click: () => (change(""), node.focus()) } },
      "×",
    );

    const show = (value) => {
      node.value = value;
      node.textContent = value || "choose a secret";
      clear.hidden = value === "";
    };

    return { node, beside: [clear], show };
  },
};

const shared = ({ name, placeholder }) => ({ name, placeholder: placeholder || "" });

// A text with proposals.
function listed(field, form) {
  const list = element("datalist", { id: `${field.name}-choices` });
  const input = element("input", { ...shared(field), spellcheck: false });
  input.setAttribute("list", list.id);
  const offer = (names) => list.replaceChildren(...names.map((value) => element("option", { value })));
  return { ...written(input, field, form), beside: [list], offer };
}

function written(node, { pattern, hint }, form) {
  const parse = () => node.value.trim();
  const valid = () => !pattern || new RegExp(`^(?:${pattern})$`).test(parse());
  return checked(node, { ...form, parse, valid, hint });
}

// An invalid text stays in the browser, marked and with the hint, until it is corrected.
function checked(node, { change, mark, parse, valid, hint }) {
  node.addEventListener("change", () => {
    mark(valid(), hint);
    if (valid()) change(parse());
  });

  const show = (value) => {
    if (!node.classList.contains("invalid")) node.value = value ?? "";
  };

  return { node, show };
}
