import { element, follow, html, spinner } from "./dom.js";

// A text that comes when the pane is first looked at; this runs no earlier than that.
export function init(ctx, content) {
  ctx.importCSS("spark_ex.css");

  const show = (content) => {
    if (!content) ctx.root.replaceChildren(spinner());
    else if (content.error) ctx.root.replaceChildren(html(content.error));
    else ctx.root.replaceChildren(element("pre", { className: "pane" }, content.text));
  };

  follow(ctx, show, content);
  ctx.pushEvent("open", {});
}
