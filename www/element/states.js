/** What stands in the reader's place while there is no article: a skeleton at once, a note after a second, an error. */

import { translate } from "./messages.js";
import { styleSheet } from "./overlay.js";

const STYLES = `
.state{all:initial;display:block;box-sizing:border-box;min-block-size:100%;padding:clamp(72px,14vh,140px) 24px 48px;
 --ink:#1d1c1a;--faint:#66625b;--bar:#e6e3dc;--link:#0a58a8;background:#fdfdfb;color:var(--ink);color-scheme:light;
 font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.state[data-theme=sepia]{--ink:#3d3225;--faint:#6d5c43;--bar:#e8dabc;--link:#7d4508;background:#f7efdf}
.state[data-theme=gray]{--ink:#1b1c1e;--faint:#484b4f;--bar:#bfc0c3;--link:#0b4488;background:#d9dadb}
.state:is([data-theme=black],[data-theme=contrast]){--ink:#fff;--faint:#bbb;--bar:#333;--link:#8fbcf5;background:#000;color-scheme:dark}
.state[data-theme=dark]{--ink:#dcd9d3;--faint:#a29e96;--bar:#35383d;--link:#8fbcf5;background:#1a1b1d;color-scheme:dark}
@media (prefers-color-scheme:dark){.state[data-theme=system]{--ink:#dcd9d3;--faint:#a29e96;--bar:#35383d;--link:#8fbcf5;background:#1a1b1d;color-scheme:dark}}
.state>*{display:block;max-inline-size:620px;margin:0 auto 14px;box-sizing:border-box}
.bone{block-size:15px;border-radius:4px;background:var(--bar);animation:breathe 1.6s ease-in-out infinite alternate}
.bone:first-child{block-size:34px;margin-block-end:34px;background:linear-gradient(var(--bar) 0 0) no-repeat 0/78%}
@keyframes breathe{to{opacity:.5}}
@media (prefers-reduced-motion:reduce){.bone{animation:none}}
.note{color:var(--faint);margin-block:30px 0}
.state h2{font-size:24px;line-height:1.3;font-weight:700;text-wrap:balance}
.actions{display:flex;flex-wrap:wrap;gap:10px;padding-block-start:14px}
.state button{font:inherit;padding:9px 18px;border:1px solid var(--faint);border-radius:8px;background:none;color:inherit;cursor:pointer}
.state button:first-child{background:var(--link);border-color:var(--link);color:#fff}
.state:is([data-theme=dark],[data-theme=black],[data-theme=contrast]) button:first-child{color:#111}
@media (prefers-color-scheme:dark){.state[data-theme=system] button:first-child{color:#111}}
.state button:focus-visible{outline:3px solid var(--link);outline-offset:2px}`;

const LINES = 9;
const NOTE_MILLIS = 1000;
/** How long to wait for a frame to be painted, in a tab that is not painted at all. */
const PAINT_MILLIS = 50;

let sheet;

function state(place, ...children) {
  const root = place.getRootNode();
  sheet ??= styleSheet(STYLES);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const element = make("div", { className: "state" }, ...children);
  element.setAttribute("part", "state");
  element.dataset.theme = storedTheme();
  place.replaceChildren(element);
  return element;
}

/** Shows the skeleton, and after a while a note from the promised `messages`; the function it returns ends the wait. */
export function showWaiting(place, messages) {
  const bones = Array.from({ length: LINES }, () => make("span", { className: "bone", ariaHidden: "true" }));
  const note = make("p", { className: "note", role: "status" });
  state(place, ...bones, note);
  const timer = setTimeout(async () => (note.textContent = translate(await messages, "Still loading the article…")), NOTE_MILLIS);
  return () => clearTimeout(timer);
}

/** Resolves when the skeleton is on screen: extraction blocks what comes after. */
export function painted() {
  return new Promise((done) => {
    setTimeout(done, PAINT_MILLIS);
    requestAnimationFrame(() => setTimeout(done));
  });
}

/** Shows an error in place, with the way back, and another try where that may help. */
export function showError(place, error, messages, back, again) {
  const mine = error?.name === "ArticleReaderError";
  const leave = make("button", { type: "button", textContent: translate(messages, "Back to the page"), onclick: back });
  const actions = make("div", { className: "actions" }, leave);
  if (/^(engine|unreachable|http-status)$/.test(error?.code)) {
    actions.append(make("button", { type: "button", textContent: translate(messages, "Try again"), onclick: again }));
  }
  const message = translate(messages, mine ? error.message : "Something went wrong in the reader.");
  const advice = mine ? translate(messages, error.advice) : String(error?.message ?? error);
  state(place, make("h2", { textContent: message }), make("p", { textContent: advice }), actions).role = "alert";
  leave.focus({ preventScroll: true });
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** As `src/web/settings.rs` keeps it. */
function storedTheme() {
  try {
    return JSON.parse(localStorage.getItem("article-reader.settings")).theme ?? "system";
  } catch {
    return "system";
  }
}
