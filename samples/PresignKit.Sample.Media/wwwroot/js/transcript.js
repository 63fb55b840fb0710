// The transcript of a video: cues that seek to their position, or plain text.
import { h, icon } from "./dom.js";
import { bytes, clock } from "./format.js";

/** Shows the transcript of a video next to its player. */
export function transcriptView(transcript, video) {
  const body = h("div", { class: "transcript-body", tabindex: "0", role: "region", "aria-label": "Transcript" },
    h("p", { class: "hint" }, "Loading"));
  if (transcript.kind === "vtt") showCues(transcript, video, body);
  else showText(transcript, body);
  return body;
}

export function transcriptFacts(transcript) {
  return h("p", { class: "transcript-file" },
    h("span", { class: "file-name", dir: "auto" }, transcript.fileName), h("span", {}, bytes(transcript.size)),
    h("a", { href: transcript.downloadUrl, class: "text-link", testid: "transcript-download" }, icon("download"), "Download"));
}

async function showText(transcript, body) {
  try {
    const response = await fetch(transcript.url, { credentials: "omit" });
    if (!response.ok) throw new Error(`The store answered ${response.status}.`);
    const text = await response.text();
    body.replaceChildren(h("div", { class: "transcript-text", dir: "auto", testid: "transcript-text" }, text));
  } catch {
    unreadable(body);
  }
}

// The browser parses WebVTT and shows it on the video. The list is built from the parsed cues.
function showCues(transcript, video, body) {
  for (const old of video.querySelectorAll("track")) old.remove();
  const element = h("track", { kind: "captions", label: "Transcript", src: transcript.url, default: true });
  element.addEventListener("load", () => {
    const cues = [...element.track.cues];
    if (cues.length === 0) {
      body.replaceChildren(h("p", { class: "hint" }, "This transcript has no cues."));
      return;
    }
    const rows = new Map(cues.map(cue => [cue, cueRow(cue, video)]));
    body.replaceChildren(h("ol", { class: "cues", testid: "transcript-cues" }, [...rows.values()]));
    element.track.addEventListener("cuechange", () => mark(rows, new Set(element.track.activeCues), body));
  });
  element.addEventListener("error", () => unreadable(body));
  video.append(element);
}

function cueRow(cue, video) {
  return h("li", {},
    h("button", {
      type: "button", class: "cue", testid: "cue", "data-start": cue.startTime,
      onclick: () => {
        // Slightly after the beginning, so that the cue is active.
        video.currentTime = cue.startTime + 0.01;
      },
    }, h("span", { class: "cue-time" }, clock(cue.startTime)), h("span", { class: "cue-text", dir: "auto" }, cue.getCueAsHTML().textContent)));
}

function mark(rows, active, body) {
  let first = null;
  for (const [cue, row] of rows) {
    const on = active.has(cue);
    if (on) first ??= row;
    if (on) row.firstChild.setAttribute("aria-current", "true");
    else row.firstChild.removeAttribute("aria-current");
  }
  // Scrolls only the list (scrollIntoView would also move the page), and not while someone is reading it.
  if (first && !body.matches(":hover, :focus-within")) {
    const top = first.offsetTop - body.clientHeight / 3;
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    body.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
  }
}

function unreadable(body) {
  body.replaceChildren(h("p", { class: "hint", role: "alert" }, "The transcript could not be read. It can still be downloaded."));
}
