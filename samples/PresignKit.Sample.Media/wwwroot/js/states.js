// What a page shows instead of its content: an error, or that it is loading.
import { h, icon } from "./dom.js";

export function failed(text, onRetry) {
  return h("div", { class: "state", role: "alert", testid: "page-error" },
    h("span", { class: "state-icon danger" }, icon("alert")),
    h("h1", {}, "Something went wrong"),
    h("p", {}, text),
    onRetry && h("button", { class: "button", type: "button", onclick: onRetry }, icon("retry"), "Try again"));
}

export function notFound(text) {
  return h("div", { class: "state", testid: "not-found" },
    h("span", { class: "state-icon" }, icon("search")),
    h("h1", {}, "Not found"),
    h("p", {}, text),
    h("a", { class: "button", href: "/" }, "Go to the library"));
}

export function loading(...shapes) {
  return h("div", { class: "loading", "aria-busy": "true" }, h("span", { class: "visually-hidden" }, "Loading"), shapes);
}
