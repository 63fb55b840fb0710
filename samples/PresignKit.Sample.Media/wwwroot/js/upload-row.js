// The row of one upload, from queued to done.
import { announce, h, icon } from "./dom.js";
import { bytes, timeLeft } from "./format.js";
import { describe, explain } from "./words.js";

/** { element, dispose }. onRetry restarts a failed upload; by default, the queue restarts it in its turn. */
export function uploadRow(upload, { onRemove, onRetry = () => upload.reset(), link = true }) {
  const { file } = upload;
  const progress = h("progress", { max: "1", value: "0", "aria-label": `Progress of ${file.name}`, testid: "upload-progress" });
  const status = h("p", { class: "upload-status", testid: "upload-status" });
  const error = h("div", { role: "alert" });
  const actions = h("div", { class: "upload-actions" });
  const symbol = h("span", { class: "upload-icon" });
  const report = h("div", { class: "upload-report" });
  const element = h("li", { class: "upload-row", testid: "upload-row" },
    symbol,
    h("div", { class: "upload-body" },
      h("p", { class: "upload-name", title: file.name, dir: "auto" }, file.name),
      progress, status, error),
    actions, report);

  let shown = null;
  function update() {
    progress.value = file.size > 0 ? upload.sent / file.size : 0;
    status.textContent = statusOf(upload);
    if (upload.state === shown) return;

    shown = upload.state;
    element.dataset.state = upload.state;
    // The store has the whole file, but it has not been verified yet.
    if (upload.state === "checking") progress.removeAttribute("value");
    progress.hidden = !["opening", "sending", "checking"].includes(upload.state);
    status.hidden = upload.state === "failed";
    symbol.replaceChildren(icon(symbolOf(upload)));
    showError();
    showReport();
    actions.replaceChildren(...buttons());
    announceChange(upload);
  }

  function showError() {
    error.replaceChildren();
    if (upload.state !== "failed") return;
    const { text } = explain(upload.error, file, upload.policy);
    error.append(h("p", { class: "upload-error", testid: "upload-error", "data-code": upload.error.code }, text));
  }

  function showReport() {
    if (!upload.guarantees || report.childElementCount > 0) return;
    report.append(h("details", { testid: "guarantees" },
      h("summary", {}, icon("shield"), "What is guaranteed"),
      h("dl", {}, describe(upload.guarantees).map(({ guarantee, meaning, level }) => h("div", { class: level },
        h("dt", {}, guarantee), h("dd", {}, meaning))))));
  }

  function buttons() {
    const name = `, ${file.name}`;
    const button = (testid, label, picture, onclick) => h("button", {
      class: "button quiet icon-only", type: "button", testid, "aria-label": label + name, title: label, onclick,
    }, icon(picture));
    if (upload.busy) return [button("upload-cancel", "Cancel", "close", () => upload.cancel())];
    const remove = onRemove && button("upload-remove", "Remove from the list", "close", onRemove);
    if (upload.state === "done") {
      const watch = link && h("a", { class: "button", href: `/media/${encodeURIComponent(upload.result.id)}`, testid: "upload-open" }, icon("play"), "Watch");
      return [watch, remove].filter(Boolean);
    }
    const canRetry = upload.state === "canceled" || explain(upload.error, file, upload.policy).retry;
    const retry = canRetry && h("button", {
      class: "button", type: "button", testid: "upload-retry", "aria-label": "Try again" + name, onclick: onRetry,
    }, icon("retry"), "Try again");
    return [retry, remove].filter(Boolean);
  }

  upload.addEventListener("change", update);
  update();
  return { element, dispose: () => upload.removeEventListener("change", update) };
}

function symbolOf({ state, policy }) {
  if (state === "failed") return "alert";
  if (state === "done") return "check";
  return policy === "transcript" ? "text" : "film";
}

function statusOf(upload) {
  const size = bytes(upload.file.size);
  switch (upload.state) {
    case "queued": return `${size} · Waiting`;
    case "opening": return `${size} · Requesting permission`;
    case "checking": return `${size} · Checking the upload`;
    case "done": return `${size} · Ready`;
    case "canceled": return `${size} · Canceled`;
    case "sending": {
      const parts = [`${bytes(upload.sent)} of ${size}`];
      if (upload.bytesPerSecond) parts.push(`${bytes(upload.bytesPerSecond)}/s`);
      if (upload.secondsLeft && upload.sent < upload.file.size) parts.push(timeLeft(upload.secondsLeft));
      return parts.join(" · ");
    }
    default: return "";
  }
}

// Milestones only: a live region that reads every percentage is noise.
function announceChange({ state, file }) {
  if (state === "sending") announce(`Uploading ${file.name}.`);
  else if (state === "done") announce(`${file.name} is ready.`);
  else if (state === "canceled") announce(`${file.name} was canceled.`);
}
