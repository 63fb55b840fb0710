import { api } from "../api.js";
import { confirm } from "../dialog.js";
import { announce, h, icon } from "../dom.js";
import { bytes, dateTime, typeName } from "../format.js";
import { Player } from "../player.js";
import { failed, loading, notFound } from "../states.js";
import { titleEditor } from "../title-editor.js";
import { transcriptPanel } from "../transcript-panel.js";

export function mediaPage(app, id) {
  const element = h("section", { class: "page media" });
  let view = null;
  let disposed = false;

  async function load() {
    view?.dispose();
    view = null;
    element.replaceChildren(loading(h("div", { class: "media-columns" },
      h("div", {}, h("div", { class: "skeleton player-shape" }), h("div", { class: "skeleton line" }), h("div", { class: "skeleton line short" })))));
    try {
      const answer = await api.getWithTime(id);
      if (disposed) return;
      app.setTitle(answer.value.title);
      view = mediaView(app, answer);
      element.replaceChildren(view.element);
    } catch (error) {
      if (error.status === 401 || disposed) return;
      element.replaceChildren(error.status === 404
        ? notFound("There is no such video in your library. It may have been deleted.")
        : failed(error.message, load));
    }
  }

  load();
  return {
    title: "Video",
    element,
    dispose() {
      disposed = true;
      view?.dispose();
    },
  };
}

function mediaView(app, answer) {
  let media = answer.value;
  const problem = h("div", { class: "player-problem", role: "alert", hidden: true, testid: "player-error" },
    h("p", {}, "This video cannot be played in this browser at the moment. It can still be downloaded."),
    h("button", { class: "button", type: "button", onclick: () => player.retry() }, icon("retry"), "Try again"));
  const player = new Player({
    label: media.title,
    renew: async () => source(await api.getWithTime(media.id)),
    onFailure: failing => { problem.hidden = !failing; },
  });
  const save = h("a", { class: "button primary", href: media.download.url, testid: "download" }, icon("download"), "Download");
  const panel = transcriptPanel(media, player.element, refresh);

  function source({ value, serverTime }) {
    // Every renewal also returns new URLs for the buttons.
    media = value;
    save.href = media.download.url;
    panel.renew(media);
    // By the server's clock, from its own answer: this machine's clock may be wrong by hours.
    const now = Number.isNaN(serverTime) ? Date.now() : serverTime;
    return { url: media.video.url, lifetime: Date.parse(media.video.expiresAt) - now };
  }

  async function refresh() {
    media = await api.get(media.id);
    panel.show(media);
  }

  async function remove() {
    const sure = await confirm({
      title: "Delete this video?",
      text: `“${media.title}”${media.transcript ? " and its transcript" : ""} will be deleted from your library and the store. This cannot be undone.`,
      action: "Delete",
      testid: "delete",
    });
    if (!sure) return;
    try {
      await api.remove(media.id);
    } catch (error) {
      if (error.status !== 404) {
        deleteError.textContent = error.message;
        deleteError.hidden = false;
        return;
      }
    }
    announce(`${media.title} was deleted.`);
    app.navigate("/", { replace: true });
  }

  const deleteError = h("p", { class: "form-error", role: "alert", hidden: true });
  player.play(source(answer));

  return {
    element: h("div", { class: "media-columns" },
      h("div", { class: "media-main" },
        h("a", { class: "back-link", href: "/" }, icon("back"), "Library"),
        h("div", { class: "player-frame" }, player.element, problem),
        h("div", { class: "media-head" },
          titleEditor(media, title => app.setTitle(title)),
          h("div", { class: "media-actions" }, save,
            h("button", { class: "button quiet-danger", type: "button", testid: "delete", onclick: remove }, icon("trash"), "Delete"))),
        deleteError,
        facts(media)),
      panel.element),
    dispose() {
      panel.dispose();
      player.dispose();
    },
  };
}

function facts(media) {
  const row = (name, content) => h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, content));
  return h("dl", { class: "facts", testid: "media-facts" },
    row("File", media.fileName),
    row("Size", bytes(media.size)),
    row("Type", typeName(media.contentType)),
    row("Uploaded", dateTime(media.uploadedAt)));
}
