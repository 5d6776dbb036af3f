import { element, write } from "./dom.js";

// Rows per second over the last micro-batches: those that arrive and those that are processed.
const WIDTH = 600;
const HEIGHT = 90;
const series = ["arriving", "processed"];

export function rateChart() {
  const svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
  const lines = series.map((name) => draw("polyline", { class: name }));
  svg.append(draw("line", { class: "base", x1: 0, x2: WIDTH, y1: HEIGHT - 1, y2: HEIGHT - 1 }), ...lines);
  const top = element("span", { className: "note" });
  const from = element("span", { className: "note" });
  const to = element("span", { className: "note" });
  const keys = series.map((name) => element("span", { className: `key ${name}` }));

  const node = element(
    "div",
    { className: "rates" },
    element("div", { className: "legend" }, keys, element("span", { className: "grow" }), top),
    svg,
    element("div", { className: "legend" }, from, element("span", { className: "grow" }), to),
  );

  const show = (rates) => {
    node.hidden = rates.length === 0;
    if (rates.length === 0) return;
    const highest = Math.max(1, ...rates.flatMap((rate) => series.map((name) => rate[name])));
    const last = rates[rates.length - 1];

    series.forEach((name, index) => {
      lines[index].setAttribute("points", points(rates, name, highest));
      write(keys[index], `${number(last[name])} rows/s ${name}`);
    });

    write(top, `up to ${number(highest)} rows/s`);
    write(from, time(rates[0].at));
    write(to, rates.length > 1 ? time(last.at) : "");
    const now = series.map((name) => `${number(last[name])} ${name}`).join(", ");
    svg.setAttribute("aria-label", `Rows per second in the last ${rates.length} micro-batches: now ${now}`);
  };

  return { node, show };
}

// One micro-batch is a level line.
function points(rates, name, highest) {
  const all = rates.length === 1 ? [rates[0], rates[0]] : rates;
  const x = (index) => ((WIDTH * index) / (all.length - 1)).toFixed(1);
  const y = (value) => (HEIGHT - 2 - (value / highest) * (HEIGHT - 4)).toFixed(1);
  return all.map((rate, index) => `${x(index)},${y(rate[name])}`).join(" ");
}

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
const time = (at) => (at === null ? "" : new Date(at).toLocaleTimeString());

// Elements of SVG have a namespace, and attributes in place of properties.
function draw(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
