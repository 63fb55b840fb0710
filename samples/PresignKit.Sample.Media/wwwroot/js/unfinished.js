// The uploads that an earlier page did not finish: it was reloaded or closed, or it crashed. A page cannot open a file by itself, so its
// user chooses the file again, and the upload goes on where it was.
import { announce, h, icon } from "./dom.js";
import { bytes, percent, shortName, until } from "./format.js";
import { addVideos, forgetUpload, isSameFile, queue, unfinishedUploads } from "./uploads.js";

/** { element, dispose } */
export function unfinishedList() {
  const list = h("ul", { class: "upload-list", "aria-labelledby": "unfinished-title" });
  const element = h("section", { class: "unfinished", hidden: true, testid: "unfinished" },
    h("h2", { id: "unfinished-title" }, "Not finished"), list);

  const watch = watchUnfinished(element, pending => {
    element.hidden = pending.length === 0;
    list.replaceChildren(...pending.map(earlier => row(earlier, watch.update)));
  });
  return watch;
}

/** One line for pages other than the upload page. */
export function unfinishedNotice() {
  const text = h("span", {});
  const element = h("p", { class: "notice", hidden: true, testid: "unfinished-notice" },
    icon("upload"), text, h("a", { class: "text-link", href: "/upload" }, "Go on"));

  return watchUnfinished(element, pending => {
    element.hidden = pending.length === 0;
    text.textContent = pending.length === 1 ? `The upload of ${shortName(pending[0].fileName)} is not finished.` : `${pending.length} uploads are not finished.`;
  });
}

function watchUnfinished(element, show) {
  let shown = "[]";
  let latest = 0;
  let disposed = false;

  async function update() {
    const turn = ++latest;
    const pending = await unfinishedUploads();
    // What has not changed is not drawn again, because a button would lose the focus.
    const key = JSON.stringify(pending);
    if (disposed || turn !== latest || key === shown) return;
    shown = key;
    show(pending);
  }

  // Another tab may have finished or begun some of them.
  const updateIfVisible = () => { if (!document.hidden) update(); };
  queue.addEventListener("change", update);
  document.addEventListener("visibilitychange", updateIfVisible);
  update();
  return {
    element,
    update,
    dispose() {
      disposed = true;
      queue.removeEventListener("change", update);
      document.removeEventListener("visibilitychange", updateIfVisible);
    },
  };
}

let rows = 0;

function row(pending, onDiscarded) {
  const { fileName } = pending;
  const id = `unfinished-${++rows}`;
  const error = h("p", { class: "upload-error", role: "alert", testid: "unfinished-error" });
  const input = h("input", {
    type: "file", id, class: "visually-hidden", testid: "unfinished-input", "aria-label": `Choose ${fileName} again to go on`,
    onchange: () => {
      const [file] = input.files;
      input.value = "";
      if (file) choose(file);
    },
  });

  function choose(file) {
    if (!isSameFile(file, pending)) {
      error.textContent = file.name === fileName
        ? "This file has the same name, but another size or date, so it is not the one whose upload was interrupted."
        : `This is ${shortName(file.name)}. Choose ${shortName(fileName)}, or upload the other file above.`;
      return;
    }
    addVideos([file]);
    focusFileInput();
  }

  async function discard() {
    await forgetUpload(pending);
    announce(`${fileName} was discarded.`);
    await onDiscarded();
    focusFileInput();
  }

  return h("li", { class: "upload-row", testid: "unfinished-row", "data-state": "unfinished" },
    h("span", { class: "upload-icon" }, icon("film")),
    h("div", { class: "upload-body" },
      h("p", { class: "unfinished-name", title: fileName }, "Choose ", h("strong", { dir: "auto" }, shortName(fileName)), " again to go on"),
      h("progress", { max: "1", value: String(pending.fraction), "aria-label": `Progress of ${fileName}` }),
      h("p", { class: "upload-status" }, `${percent(pending.fraction)} of ${bytes(pending.size)} has arrived · Can go on ${until(pending.endsAt)}`),
      error),
    h("div", { class: "upload-actions" },
      input,
      h("label", { for: id, class: "button", title: fileName }, icon("upload"), "Choose"),
      h("button", {
        class: "button quiet icon-only", type: "button", testid: "unfinished-discard", "aria-label": `Discard, ${fileName}`, title: "Discard", onclick: discard,
      }, icon("close"))));
}

// The row with the focus is about to go.
function focusFileInput() {
  document.getElementById("file-input").focus();
}
