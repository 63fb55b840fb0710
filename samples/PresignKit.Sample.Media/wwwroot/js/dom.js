// Builds elements. Data is always inserted as text: nothing in these pages parses markup from data.

/**
 * h("button", { class: "button", testid: "delete", onclick: remove }, "Delete")
 * Properties that start with "on" are listeners; the others become attributes ("testid" becomes data-testid). Null and false are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "testid") element.dataset.testid = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const ICONS = {
  play: "M8 5.5v13a.8.8 0 0 0 1.2.7l10.3-6.5a.8.8 0 0 0 0-1.4L9.2 4.8A.8.8 0 0 0 8 5.5Z",
  pause: "M7.2 5.5h3v13h-3ZM13.8 5.5h3v13h-3Z",
  upload: "M12 16V4.5m0 0L7.5 9M12 4.5 16.5 9M4.5 15.5v2.7A1.8 1.8 0 0 0 6.3 20h11.4a1.8 1.8 0 0 0 1.8-1.8v-2.7",
  download: "M12 4.5V16m0 0-4.5-4.5M12 16l4.5-4.5M4.5 15.5v2.7A1.8 1.8 0 0 0 6.3 20h11.4a1.8 1.8 0 0 0 1.8-1.8v-2.7",
  trash: "M4.5 7h15M9.5 7V5.3a.8.8 0 0 1 .8-.8h3.4a.8.8 0 0 1 .8.8V7M6.5 7l.7 11.4a1.2 1.2 0 0 0 1.2 1.1h7.2a1.2 1.2 0 0 0 1.2-1.1L17.5 7M10.2 10.8v5M13.8 10.8v5",
  film: "M5.3 4.5h13.4a.8.8 0 0 1 .8.8v13.4a.8.8 0 0 1-.8.8H5.3a.8.8 0 0 1-.8-.8V5.3a.8.8 0 0 1 .8-.8ZM8.5 4.5v15M15.5 4.5v15M4.5 9.5h4M4.5 14.5h4M15.5 9.5h4M15.5 14.5h4",
  text: "M5 6.5h14M5 10.5h14M5 14.5h14M5 18.5h8",
  check: "m5 12.5 4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.4v.1M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4Z",
  shield: "M12 3.8 5.2 6.3v5c0 4.3 2.8 7.3 6.8 8.9 4-1.6 6.8-4.6 6.8-8.9v-5L12 3.8ZM9 12l2.2 2.2L15.2 10",
  back: "M14.5 5.5 8 12l6.5 6.5",
  pencil: "m5 19 .9-3.8L15.8 5.3a1.6 1.6 0 0 1 2.3 0l.6.6a1.6 1.6 0 0 1 0 2.3L8.8 18.1 5 19ZM14 7.1l2.9 2.9",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  retry: "M19 12a7 7 0 1 1-2.1-5M17.2 3.4v3.9h-3.9",
  search: "M10.8 5a5.8 5.8 0 1 0 0 11.6 5.8 5.8 0 0 0 0-11.6ZM15.2 15.2 19.5 19.5",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Announces a text to screen readers. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}
