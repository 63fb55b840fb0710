// The panel next to the player: shows the transcript, and uploads a new one.
import { h, icon } from "./dom.js";
import { transcriptFacts, transcriptView } from "./transcript.js";
import { uploadRow } from "./upload-row.js";
import { uploadTranscript } from "./uploads.js";

const ACCEPT = ".vtt,.txt,text/vtt,text/plain";

/** onUploaded: called when a transcript has been accepted; resolves when the panel shows the new media. */
export function transcriptPanel(media, video, onUploaded) {
  let upload = null;
  let row = null;
  let facts = null;

  const input = h("input", {
    type: "file", id: "transcript-input", class: "visually-hidden", accept: ACCEPT, testid: "transcript-input",
    onchange: () => {
      const [file] = input.files;
      input.value = "";
      if (file) start(file);
    },
  });
  const choose = h("label", { for: "transcript-input", class: "button small" });
  const uploads = h("ul", { class: "upload-list" });
  const content = h("div", { class: "transcript-content" });
  const element = h("aside", { class: "transcript", testid: "transcript", "aria-labelledby": "transcript-title" },
    h("div", { class: "transcript-head" }, h("h2", { id: "transcript-title" }, "Transcript"), input, choose),
    uploads, content);

  function show(next) {
    media = next;
    const { transcript } = media;
    choose.replaceChildren(transcript ? "Replace" : "Add", h("span", { class: "visually-hidden" }, " transcript: WebVTT or plain text"));
    if (transcript?.kind !== "vtt") for (const track of video.querySelectorAll("track")) track.remove();
    facts = transcript ? transcriptFacts(transcript) : null;
    content.replaceChildren(...(transcript ? [transcriptView(transcript, video), facts] : [empty()]));
  }

  /** Replaces the URLs of the same transcript. */
  function renew(next) {
    media = next;
    if (!facts || !media.transcript) return;
    const fresh = transcriptFacts(media.transcript);
    facts.replaceWith(fresh);
    facts = fresh;
  }

  function start(file) {
    stop();
    upload = uploadTranscript(file, media.id);
    upload.addEventListener("statechange", finished);
    row = uploadRow(upload, { kind: "transcript", link: false, onRemove: stop });
    uploads.replaceChildren(row.element);
  }

  async function finished() {
    if (upload?.state !== "done") return;
    await onUploaded();
    stop();
  }

  function stop() {
    upload?.removeEventListener("statechange", finished);
    upload?.cancel();
    row?.dispose();
    upload = row = null;
    uploads.replaceChildren();
  }

  show(media);
  return { element, show, renew, dispose: stop };
}

function empty() {
  return h("div", { class: "transcript-empty" }, icon("text"),
    h("p", {}, "No transcript yet."),
    h("p", { class: "hint" }, "Add a .vtt file for captions and a list of cues to jump to, or a .txt file to read along."));
}
