import { h, icon } from "../dom.js";

const PEOPLE = [
  { user: "demo-a", name: "Demo A", initial: "A" },
  { user: "demo-b", name: "Demo B", initial: "B" },
];

export function signInPage({ onSignIn }) {
  const error = h("p", { class: "form-error", role: "alert", hidden: true });

  async function choose(user, button) {
    button.disabled = true;
    error.hidden = true;
    try {
      await onSignIn(user);
    } catch (failure) {
      button.disabled = false;
      error.textContent = failure.message;
      error.hidden = false;
    }
  }

  const buttons = PEOPLE.map(person => h("button", {
    class: "person",
    type: "button",
    testid: `sign-in-${person.user}`,
    onclick: event => choose(person.user, event.currentTarget),
  }, h("span", { class: "avatar", "aria-hidden": "true" }, person.initial), h("span", {}, "Continue as ", h("strong", {}, person.name))));

  return {
    title: "Sign in",
    element: h("section", { class: "sign-in" },
      h("span", { class: "brand-mark large" }, icon("play")),
      h("h1", {}, "PresignKit Media"),
      h("p", { class: "lead" }, "A video library. Videos go directly between your browser and the store, never through the application."),
      h("div", { class: "people" }, buttons),
      error,
      h("p", { class: "hint" }, "Two people, two libraries. Neither can see what the other has uploaded.")),
  };
}
