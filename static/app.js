// What pages gain from scripts; each works without. No personal data is kept in the browser.
import { initAll } from "./vendor/govuk-frontend/govuk-frontend.min.js";

initAll();
if (document.querySelector('[data-module^="moj-"]')) {
  const moj = await import("./vendor/moj-frontend/moj-frontend.min.js");
  moj.initAll();
}

// Everything folded is opened for paper, and closed again after.
const opened = new Set();
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.open = true;
    opened.add(part);
  }
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
  opened.clear();
});

// A note that was typed and not sent is worth a question before the page goes.
let typed = false;
addEventListener("input", (event) => {
  if (event.target.closest("form[method=post]") && event.target.matches("textarea")) typed = true;
});
addEventListener("submit", () => (typed = false));
addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});

// Five minutes before the session ends, a question that one press answers (WCAG 2.2.1). Pages never reload by themselves.
const WARN_BEFORE = 5 * 60;
const { sessionSeconds, sessionAddress } = document.body.dataset;
if (sessionSeconds && sessionAddress) {
  const dialog = document.createElement("dialog");
  dialog.className = "app-session";
  dialog.setAttribute("aria-labelledby", "session-words");
  dialog.innerHTML = `<h2 class="govuk-heading-m" id="session-words">You will be signed out in 5 minutes</h2>
    <p class="govuk-body">This keeps the information safe when nobody is using the page.</p>
    <button type="button" class="govuk-button">Stay signed in</button>`;
  document.body.append(dialog);
  const wait = () => setTimeout(() => dialog.showModal(), (sessionSeconds - WARN_BEFORE) * 1000);
  let timer = wait();
  const stay = async () => {
    const answer = await fetch(sessionAddress, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      clearTimeout(timer);
      timer = wait();
      dialog.close();
    } else {
      dialog.querySelector("p").textContent =
        "You could not be kept signed in. Copy what you typed, then sign in again on a new page.";
    }
  };
  dialog.querySelector("button").addEventListener("click", stay);
}
