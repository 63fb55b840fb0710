// The bar at the top: the current page, the number of active uploads, and who is signed in.
import { h, icon } from "./dom.js";
import { activeUploads, queue } from "./uploads.js";

const root = document.getElementById("header");
const badge = h("span", { class: "badge", testid: "active-uploads" });
const name = h("span", { class: "user-name", testid: "user-name" });
const links = [
  { path: "/", element: h("a", { href: "/", class: "nav-link" }, icon("film"), h("span", {}, "Library")) },
  { path: "/upload", element: h("a", { href: "/upload", class: "nav-link" }, icon("upload"), h("span", {}, "Upload"), badge) },
];

function showActive() {
  const active = activeUploads();
  badge.hidden = active === 0;
  if (badge.textContent === String(active)) return;
  badge.textContent = String(active);
  badge.setAttribute("aria-label", `${active} in progress`);
}

export const header = {
  mount({ onSignOut }) {
    root.append(h("div", { class: "header-inner" },
      h("a", { href: "/", class: "brand", "aria-label": "PresignKit Media, library" },
        h("span", { class: "brand-mark" }, icon("play")), h("span", { class: "brand-name" }, "PresignKit Media")),
      h("nav", { class: "nav", "aria-label": "Main" }, links.map(link => link.element)),
      h("div", { class: "user" },
        name,
        h("button", { class: "button quiet", type: "button", testid: "sign-out", onclick: onSignOut }, "Sign out"))));
    queue.addEventListener("change", showActive);
    showActive();
  },

  show(session, path) {
    root.hidden = !session.user;
    name.textContent = session.name ?? "";
    for (const link of links) {
      if (link.path === path) link.element.setAttribute("aria-current", "page");
      else link.element.removeAttribute("aria-current");
    }
  },
};
