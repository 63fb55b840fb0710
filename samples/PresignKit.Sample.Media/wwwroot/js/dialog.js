// A confirmation before something that cannot be undone.
import { h } from "./dom.js";

/** Resolves with true if the person confirms. */
export function confirm({ title, text, action, testid }) {
  return new Promise(resolve => {
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title", testid: `${testid}-dialog` },
      h("form", { method: "dialog" },
        h("h2", { id: "dialog-title" }, title),
        h("p", {}, text),
        h("div", { class: "dialog-actions" },
          h("button", { class: "button", value: "", testid: `${testid}-cancel`, autofocus: true }, "Cancel"),
          h("button", { class: "button danger", value: "yes", testid: `${testid}-confirm` }, action))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.addEventListener("click", event => {
      if (event.target === dialog) dialog.close("");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
