import { api } from "../api.js";
import { confirm } from "../dialog.js";
import { announce, h, icon } from "../dom.js";
import { bytes, dateTime, typeName } from "../format.js";
import { FILE, playbackBar } from "../playback-bar.js";
import { Player } from "../player.js";
import { failed, loading, notFound } from "../states.js";
import { titleEditor } from "../title-editor.js";
import { transcriptPanel } from "../transcript-panel.js";

const ASK_FOR_STREAM_EVERY = 4_000;
/** The buttons' URLs are valid for longer than those of a player. */
const OTHER_LINKS_AFTER = 15 * 60_000;

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
      const media = await api.get(id);
      if (disposed) return;
      app.setTitle(media.title);
      view = mediaView(app, media);
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

function mediaView(app, first) {
  let media = first;
  let fetchedAt = performance.now();
  let isShort = false;
  let playing = null;
  let timer = 0;
  const problem = h("div", { class: "player-problem", role: "alert", hidden: true, testid: "player-error" },
    h("p", {}, "This video cannot be played in this browser at the moment. It can still be downloaded."),
    h("button", { class: "button", type: "button", onclick: () => player.retry() }, icon("retry"), "Try again"));
  const player = new Player({
    label: media.title,
    onFailure: failing => { problem.hidden = !failing; },
    onRenewed(expiresAt) {
      bar.renewed(expiresAt);
      if (performance.now() - fetchedAt > OTHER_LINKS_AFTER) refreshLinks();
    },
  });
  const bar = playbackBar({ player, onChoose: play, onShort: shorten });
  const save = h("a", { class: "button primary", href: media.download.url, testid: "download" }, icon("download"), "Download");
  const panel = transcriptPanel(media, player.element, refresh);

  function play(quality) {
    const hasStream = quality !== FILE && Player.canStream(media.stream);
    playing = hasStream ? quality : FILE;
    bar.forget();
    bar.show(media, Player.canStream(media.stream), playing);
    if (hasStream) player.playStream(media.stream, quality);
    else playFile();
  }

  function playFile() {
    // The page may have just received the first one.
    let known = performance.now() - fetchedAt < media.video.refreshAfter * 1000 ? media.video : null;
    player.playFile(async () => {
      const video = known ?? (await refreshLinks()).video;
      known = null;
      return video;
    });
  }

  /** Every answer also has new URLs for the buttons. */
  async function refreshLinks() {
    media = await api.get(media.id, { isShort });
    fetchedAt = performance.now();
    save.href = media.download.url;
    panel.renew(media);
    return media;
  }

  async function shorten(wanted) {
    isShort = wanted;
    await refreshLinks().catch(() => {});
    play(playing);
  }

  async function refresh() {
    await refreshLinks();
    panel.show(media);
  }

  /** Until ffmpeg has made the stream. What is played now goes on. */
  function waitForStream() {
    clearTimeout(timer);
    if (!media.streamIsWaiting) return;
    timer = setTimeout(async () => {
      await refreshLinks().catch(() => {});
      bar.show(media, Player.canStream(media.stream), playing);
      waitForStream();
    }, ASK_FOR_STREAM_EVERY);
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
  play(null);
  waitForStream();

  return {
    element: h("div", { class: "media-columns" },
      h("div", { class: "media-main" },
        h("a", { class: "back-link", href: "/" }, icon("back"), "Library"),
        h("div", { class: "player-frame" }, player.element, problem),
        bar.element,
        h("div", { class: "media-head" },
          titleEditor(media, title => app.setTitle(title)),
          h("div", { class: "media-actions" }, save,
            h("button", { class: "button quiet-danger", type: "button", testid: "delete", onclick: remove }, icon("trash"), "Delete"))),
        deleteError,
        facts(media)),
      panel.element),
    dispose() {
      clearTimeout(timer);
      panel.dispose();
      bar.dispose();
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
