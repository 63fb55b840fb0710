// Below the player: pictures to jump to, the quality, and how long the links are valid.
import { h } from "./dom.js";
import { clock } from "./format.js";

const AUTO = "auto";
/** What is chosen, if it is no quality of a stream. */
export const FILE = "file";

/** onChoose(quality): FILE, null for automatic, or one of the stream's qualities; onShort(isShort): whether links expire after 20 seconds. */
export function playbackBar({ player, onChoose, onShort }) {
  let expiresAt = null;
  let signed = 0;
  let stream = null;

  const select = h("select", {
    class: "input", id: "quality", testid: "quality", onchange: () => onChoose(chosen()),
  });
  const expiry = h("span", { class: "link-expiry", testid: "link-expiry" });
  const short = h("input", { type: "checkbox", testid: "short-links", onchange: () => onShort(short.checked) });
  const waiting = h("span", { class: "hint", role: "status", testid: "stream-waiting" });
  const pictures = h("ul", { class: "pictures", testid: "pictures", "aria-label": "Pictures of the video" });
  const choice = h("span", { class: "playback-choice" }, h("label", { for: "quality" }, "Quality"), select);
  const element = h("div", { class: "playback" },
    pictures,
    h("div", { class: "playback-bar" }, choice, waiting,
      h("label", { class: "check" }, short, "Links that expire after 20 seconds"),
      expiry));
  const timer = setInterval(tick, 500);

  function chosen() {
    return select.value === FILE ? FILE : select.value === AUTO ? null : stream.qualities[Number(select.value)];
  }

  /** Shows what can be chosen. `playing` is what is played now, as for onChoose. */
  function show(media, canStream, playing) {
    const isNew = pictures.childElementCount === 0;
    stream = canStream ? media.stream : null;
    waiting.textContent = media.streamIsWaiting ? "Other qualities are being prepared." : "";
    const option = (value, text, selected) => h("option", { value, selected }, text);
    choice.hidden = !stream;
    if (stream) {
      select.replaceChildren(
        option(AUTO, "Automatic", playing === null),
        ...stream.qualities.map((quality, i) => option(String(i), `${quality.height}p`, playing?.height === quality.height)),
        option(FILE, "Original file", playing === FILE));
    }
    pictures.hidden = !media.stream;
    if (media.stream && isNew) pictures.replaceChildren(...media.stream.thumbnails.map(picture));
  }

  function picture({ url, seconds }) {
    return h("li", {},
      h("button", { type: "button", class: "picture", "aria-label": `Go to ${clock(seconds)}`, onclick: () => { player.element.currentTime = seconds; } },
        h("img", { src: url, alt: "", loading: "lazy", height: "54" }), h("span", {}, clock(seconds))));
  }

  function renewed(until) {
    expiresAt = until;
    signed++;
    tick();
  }

  function tick() {
    if (!expiresAt) return;
    const left = (expiresAt - Date.now()) / 1000;
    const times = signed === 1 ? "signed once" : `signed ${signed} times`;
    expiry.textContent = left > 0 ? `Links expire in ${clock(left)} · ${times}` : `Links have expired; the next request gets new ones · ${times}`;
  }

  return {
    element,
    show,
    renewed,
    /** The links of another source. */
    forget() { expiresAt = null; signed = 0; expiry.textContent = ""; },
    dispose() { clearInterval(timer); },
  };
}
