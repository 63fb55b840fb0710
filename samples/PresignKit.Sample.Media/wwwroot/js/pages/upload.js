import { api } from "../api.js";
import { announce, h, icon } from "../dom.js";
import { anyOf, bytes, typeName } from "../format.js";
import { unfinishedList } from "../unfinished.js";
import { uploadRow } from "../upload-row.js";
import { addVideos, queue } from "../uploads.js";

const ACCEPT = "video/mp4,video/webm,video/quicktime,.mp4,.m4v,.webm,.mov";

export function uploadPage() {
  const limits = h("p", { class: "hint", id: "upload-limits", testid: "upload-limits" }, " ");
  const input = h("input", {
    type: "file", id: "file-input", class: "visually-hidden", multiple: true, accept: ACCEPT, testid: "file-input",
    "aria-describedby": "upload-limits",
    onchange: () => {
      add(input.files);
      input.value = "";
    },
  });
  const zone = h("div", { class: "drop-zone", testid: "drop-zone" },
    h("span", { class: "drop-icon" }, icon("upload")),
    h("p", { class: "drop-title" }, "Drop videos here"),
    h("p", { class: "drop-or" }, "or"),
    input,
    h("label", { for: "file-input", class: "button primary" }, "Choose files"),
    limits);
  acceptDrops(zone, add);

  const rows = new Map();
  const list = h("ul", { class: "upload-list", "aria-label": "Uploads", testid: "upload-list" });
  function showList() {
    for (const [upload, row] of rows) {
      if (queue.uploads.includes(upload)) continue;
      row.dispose();
      rows.delete(upload);
    }
    for (const upload of queue.uploads) {
      if (!rows.has(upload)) rows.set(upload, uploadRow(upload, { onRemove: () => remove(upload) }));
    }
    // The newest first. Existing rows are not moved, because a moved row loses the focus.
    const elements = queue.uploads.map(upload => rows.get(upload).element).reverse();
    for (const old of [...list.children]) if (!elements.includes(old)) old.remove();
    elements.forEach((element, i) => {
      if (list.children[i] !== element) list.insertBefore(element, list.children[i] ?? null);
    });
  }

  function remove(upload) {
    const focused = rows.get(upload).element.contains(document.activeElement);
    queue.remove(upload);
    if (focused) input.focus();
  }

  const unfinished = unfinishedList();
  queue.addEventListener("change", showList);
  showList();
  showLimits(limits);
  return {
    title: "Upload",
    element: h("section", { class: "page narrow" },
      h("div", { class: "page-head" }, h("h1", {}, "Upload")),
      zone,
      unfinished.element,
      list),
    dispose() {
      unfinished.dispose();
      queue.removeEventListener("change", showList);
      for (const row of rows.values()) row.dispose();
    },
  };
}

function add(files) {
  const chosen = [...files];
  if (chosen.length === 0) return;
  announce(chosen.length === 1 ? `${chosen[0].name} added.` : `${chosen.length} files added.`);
  addVideos(chosen);
}

async function showLimits(element) {
  try {
    const { video } = await api.policies();
    element.textContent = `${anyOf(video.contentTypes.map(typeName))}, up to ${bytes(video.maximumSize)} each`;
  } catch {
    // The page works without the limits; each refusal names its limit.
    element.textContent = "";
  }
}

function acceptDrops(zone, onFiles) {
  // Entering a child element also leaves its parent, so count, or the zone would flicker.
  let inside = 0;
  const mark = () => zone.classList.toggle("over", inside > 0);
  zone.addEventListener("dragenter", () => { inside++; mark(); });
  zone.addEventListener("dragleave", () => { inside--; mark(); });
  zone.addEventListener("dragover", event => { event.dataTransfer.dropEffect = "copy"; });
  zone.addEventListener("drop", event => {
    inside = 0;
    mark();
    onFiles(event.dataTransfer.files);
  });
}
