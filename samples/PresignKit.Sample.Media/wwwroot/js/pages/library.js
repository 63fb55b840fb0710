import { api } from "../api.js";
import { h, icon } from "../dom.js";
import { bytes, day, typeName } from "../format.js";
import { Previews } from "../previews.js";
import { failed, loading } from "../states.js";
import { unfinishedNotice } from "../unfinished.js";
import { queue } from "../uploads.js";

const SEARCH_FROM = 4;

export function libraryPage(app) {
  const content = h("div", {});
  const notice = unfinishedNotice();
  const element = h("section", { class: "page library" }, notice.element, content);
  const previews = new Previews();
  let arrived = 0;

  async function load() {
    try {
      const items = await api.list();
      previews.forget();
      content.replaceChildren(items.length === 0 ? empty(app) : library(items, previews));
    } catch (error) {
      if (error.status !== 401) content.replaceChildren(failed(error.message, show));
    }
  }

  function show() {
    content.replaceChildren(h("div", { class: "page-head" }, h("h1", {}, "Library")), skeleton());
    return load();
  }

  // Uploads that finish while the library is open appear in it.
  const finished = () => queue.uploads.filter(upload => upload.state === "done").length;
  const watch = () => {
    if (finished() > arrived) load();
    arrived = finished();
  };
  arrived = finished();
  queue.addEventListener("change", watch);

  show();
  return {
    title: "Library",
    element,
    dispose() {
      previews.forget();
      notice.dispose();
      queue.removeEventListener("change", watch);
    },
  };
}

function library(items, previews) {
  const cards = items.map(item => ({ text: `${item.title} ${item.fileName}`.toLowerCase(), element: card(item, previews) }));
  const none = h("p", { class: "hint none", hidden: true, role: "status" }, "No videos match.");
  const search = h("input", {
    type: "search", class: "input", placeholder: "Search", "aria-label": "Search the library", testid: "search",
    oninput: event => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const { text, element } of cards) element.hidden = !words.every(word => text.includes(word));
      none.hidden = cards.some(({ element }) => !element.hidden);
    },
  });

  return h("div", {},
    h("div", { class: "page-head" },
      h("h1", {}, "Library"),
      h("span", { class: "count", testid: "media-count" }, items.length === 1 ? "1 video" : `${items.length} videos`),
      h("div", { class: "page-actions" },
        items.length >= SEARCH_FROM && h("span", { class: "search" }, icon("search"), search),
        h("a", { class: "button primary", href: "/upload" }, icon("upload"), "Upload"))),
    h("ul", { class: "grid", testid: "media-list" }, cards.map(({ element }) => element)),
    none);
}

function card(item, previews) {
  const length = h("span", { class: "card-length", hidden: true });
  const picture = h("span", { class: "card-picture" }, icon("film"), length);
  previews.show(item.previewUrl, picture, length);
  return h("li", {},
    h("a", { class: "card", href: `/media/${encodeURIComponent(item.id)}`, testid: "media-card", "data-id": item.id },
      picture,
      h("span", { class: "card-title" }, item.title),
      h("span", { class: "card-facts" },
        h("span", {}, day(item.uploadedAt)),
        h("span", {}, bytes(item.size)),
        h("span", {}, typeName(item.contentType)),
        item.hasTranscript && h("span", { class: "tag" }, "Transcript"))));
}

function empty(app) {
  const error = h("p", { class: "form-error", role: "alert", hidden: true });
  const demo = h("button", { class: "button", type: "button", testid: "add-demo", onclick: add }, icon("film"), "Add the demo film");

  async function add() {
    demo.disabled = true;
    try {
      const { id } = await api.addDemo();
      app.navigate(`/media/${encodeURIComponent(id)}`);
    } catch (failure) {
      demo.disabled = false;
      error.textContent = failure.message;
      error.hidden = false;
    }
  }

  return h("div", { class: "state", testid: "empty-library" },
    h("span", { class: "state-icon" }, icon("film")),
    h("h1", {}, "Nothing here yet"),
    h("p", {}, "Upload a video, and it will be ready to watch as soon as the upload is complete."),
    h("div", { class: "state-actions" }, h("a", { class: "button primary", href: "/upload" }, icon("upload"), "Upload a video"), demo),
    error);
}

function skeleton() {
  return loading(h("div", { class: "grid" }, Array.from({ length: 6 }, () => h("div", { class: "skeleton-card" },
    h("div", { class: "skeleton picture" }), h("div", { class: "skeleton line" }), h("div", { class: "skeleton line short" })))));
}
