// The row of one upload, from queued to done.
import { announce, h, icon } from "./dom.js";
import { bytes, timeLeft } from "./format.js";
import { describe, explain, explainWarning } from "./words.js";

const WITH_PROGRESS = new Set(["opening", "sending", "paused", "waiting", "completing"]);

/** { element, dispose } */
export function uploadRow(upload, { kind = "video", link = true, onRemove }) {
  const { file, fileName } = upload;
  const progress = h("progress", { max: "1", value: "0", "aria-label": `Progress of ${fileName}`, testid: "upload-progress" });
  const status = h("p", { class: "upload-status", testid: "upload-status" });
  const note = h("p", { class: "upload-note", testid: "upload-note", hidden: true });
  const error = h("div", { role: "alert" });
  const actions = h("div", { class: "upload-actions" });
  const symbol = h("span", { class: "upload-icon" });
  const report = h("div", { class: "upload-report" });
  const element = h("li", { class: "upload-row", testid: "upload-row" },
    symbol,
    h("div", { class: "upload-body" },
      h("p", { class: "upload-name", title: fileName, dir: "auto" }, fileName),
      progress, status, note, error),
    actions, report);

  const toggle = iconButton(() => (upload.state === "paused" ? upload.resume() : upload.pause()));
  const cancel = iconButton(() => upload.cancel(), "upload-cancel", "Cancel", "close");
  const remove = onRemove && iconButton(onRemove, "upload-remove", "Remove from the list", "close");
  const retry = h("button", {
    class: "button", type: "button", testid: "upload-retry", "aria-label": `Try again, ${fileName}`, onclick: () => upload.retry(),
  }, icon("retry"), "Try again");

  function iconButton(onclick, testid, label, picture) {
    const button = h("button", { class: "button quiet icon-only", type: "button", onclick });
    return label ? dress(button, testid, label, picture) : button;
  }

  function dress(button, testid, label, picture) {
    button.dataset.testid = testid;
    button.setAttribute("aria-label", `${label}, ${fileName}`);
    button.title = label;
    button.replaceChildren(icon(picture));
    return button;
  }

  let shown = null;
  function update() {
    const { state } = upload;
    if (state !== "completing") progress.value = upload.progress.fraction;
    status.textContent = statusOf(upload);
    if (state === shown) return;

    announceChange(upload, shown);
    shown = state;
    element.dataset.state = state;
    element.toggleAttribute("data-resumed", upload.resumed);
    // The store has the whole file, but it has not been verified yet.
    if (state === "completing") progress.removeAttribute("value");
    progress.hidden = !WITH_PROGRESS.has(state);
    status.hidden = state === "failed";
    if (!WITH_PROGRESS.has(state)) note.hidden = true;
    symbol.replaceChildren(icon(symbolOf(state, kind)));
    showError();
    showReport();
    showActions(buttons());
  }

  function showError() {
    error.replaceChildren();
    if (upload.state !== "failed") return;
    const { text } = explain(upload.error, file, kind);
    error.append(h("p", { class: "upload-error", testid: "upload-error", "data-code": upload.error.code }, text));
  }

  function showWarning({ code }) {
    const text = explainWarning(code);
    if (!text || upload.state === "done") return;
    note.textContent = text;
    note.hidden = false;
    announce(`${fileName}: ${text}`);
  }

  function showReport() {
    if (!upload.guarantees || report.childElementCount > 0) return;
    report.append(h("details", { testid: "guarantees" },
      h("summary", {}, icon("shield"), "What is guaranteed"),
      h("dl", {}, describe(upload.guarantees).map(({ guarantee, meaning, level }) => h("div", { class: level },
        h("dt", {}, guarantee), h("dd", {}, meaning))))));
  }

  function buttons() {
    switch (upload.state) {
      case "queued":
      case "completing":
        return [cancel];
      case "opening":
      case "sending":
      case "waiting":
        return [dress(toggle, "upload-pause", "Pause", "pause"), cancel];
      case "paused":
        return [dress(toggle, "upload-resume", "Resume", "play"), cancel];
      case "failed":
        return [explain(upload.error, file, kind).retry && retry, remove].filter(Boolean);
      case "canceled":
        return [retry, remove].filter(Boolean);
      default:
        if (link) addLink();
        return [remove].filter(Boolean);
    }
  }

  async function addLink() {
    const { id } = await upload.result;
    if (upload.state !== "done") return;
    showActions([
      h("a", { class: "button", href: `/media/${encodeURIComponent(id)}`, testid: "upload-open", "aria-label": `Watch ${fileName}` }, icon("play"), "Watch"),
      remove,
    ].filter(Boolean));
  }

  // Buttons that stay are not replaced, because they would lose the focus. If the one with the focus goes, its neighbor receives it.
  function showActions(wanted) {
    const focused = actions.contains(document.activeElement);
    for (const old of [...actions.children]) if (!wanted.includes(old)) old.remove();
    wanted.forEach((button, i) => {
      if (actions.children[i] !== button) actions.insertBefore(button, actions.children[i] ?? null);
    });
    if (focused && !actions.contains(document.activeElement)) wanted[0]?.focus();
  }

  const listeners = { statechange: update, progress: update, warning: showWarning };
  for (const [type, listener] of Object.entries(listeners)) upload.addEventListener(type, listener);
  update();
  return {
    element,
    dispose() {
      for (const [type, listener] of Object.entries(listeners)) upload.removeEventListener(type, listener);
    },
  };
}

function symbolOf(state, kind) {
  if (state === "failed") return "alert";
  if (state === "done") return "check";
  if (state === "paused") return "pause";
  return kind === "transcript" ? "text" : "film";
}

function statusOf({ state, file, progress }) {
  const size = bytes(file.size);
  const sent = `${bytes(progress.sent)} of ${size}`;
  switch (state) {
    case "queued": return `${size} · In the queue`;
    case "opening": return `${size} · Starting`;
    case "paused": return `${sent} · Paused`;
    case "waiting": return `${sent} · Waiting for the connection`;
    case "completing": return `${size} · Checking the upload`;
    case "done": return `${size} · Ready`;
    case "canceled": return `${size} · Canceled`;
    case "sending": {
      const parts = [sent];
      if (progress.bytesPerSecond) parts.push(`${bytes(progress.bytesPerSecond)}/s`);
      if (progress.secondsLeft !== null && progress.sent < file.size) parts.push(timeLeft(progress.secondsLeft));
      return parts.join(" · ");
    }
    default: return "";
  }
}

// Milestones only: a live region that reads every percentage is noise.
function announceChange({ state, fileName, resumed }, before) {
  // A row that is opened again, for example after another page was open, has nothing new to say.
  if (before === null && state !== "opening" && state !== "sending") return;
  switch (state) {
    case "sending":
      if (before === "paused" || before === "waiting" || resumed) announce(`Going on with ${fileName}.`);
      else announce(`Uploading ${fileName}.`);
      break;
    case "paused": announce(`${fileName} is paused.`); break;
    case "waiting": announce(`${fileName} is waiting for the connection.`); break;
    case "done": announce(`${fileName} is ready.`); break;
    case "canceled": announce(`${fileName} was canceled.`); break;
  }
}
