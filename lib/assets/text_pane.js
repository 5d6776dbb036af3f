import { element, follow, html, spinner } from "./dom.js";

// A text that is fetched when the pane is first shown: Livebook loads this code no earlier.
export function init(ctx, { label, content }) {
  ctx.importCSS("spark_ex.css");
  const pane = element("div", { className: "pane", role: "region", "aria-label": label, "aria-live": "polite" });

  const show = (content) => {
    pane.setAttribute("aria-busy", String(!content));
    pane.replaceChildren(view(content, label));
  };

  ctx.root.replaceChildren(pane);
  follow(ctx, show, content);
  ctx.pushEvent("open", {});
}

// A text that scrolls takes the keyboard's focus.
function view(content, label) {
  if (!content) return spinner();
  if (content.error) return html(content.error);
  return element("pre", { tabIndex: 0, role: "group", "aria-label": label }, content.text);
}
