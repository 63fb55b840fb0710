// A title that can be edited in place.
import { api } from "./api.js";
import { announce, h, icon } from "./dom.js";

export function titleEditor(media, onRenamed) {
  const element = h("div", { class: "title" });
  let title = media.title;

  function show(focusEdit) {
    const edit = h("button", {
      class: "button quiet icon-only", type: "button", "aria-label": "Change the title", title: "Change the title", testid: "rename", onclick: change,
    }, icon("pencil"));
    element.replaceChildren(h("h1", { dir: "auto", testid: "media-title" }, title), edit);
    if (focusEdit) edit.focus();
  }

  function change() {
    const error = h("p", { class: "form-error", role: "alert", hidden: true });
    const input = h("input", { class: "input", value: title, maxlength: "200", required: true, "aria-label": "Title", testid: "title-input" });
    const save = async event => {
      event.preventDefault();
      try {
        title = (await api.rename(media.id, input.value)).title;
        onRenamed(title);
        announce("Title changed.");
        show(true);
      } catch (failure) {
        error.textContent = failure.message;
        error.hidden = false;
      }
    };
    element.replaceChildren(h("form", {
      class: "title-form", onsubmit: save, onkeydown: event => { if (event.key === "Escape") show(true); },
    }, input, h("button", { class: "button" }, "Save"), h("button", { class: "button quiet", type: "button", onclick: () => show(true) }, "Cancel"), error));
    input.select();
  }

  show(false);
  return element;
}
