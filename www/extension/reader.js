/** The reader's tab: takes a snapshot of the page's tab and shows its article. The engine runs here, under our policy. */

import "./element/define.js";
import { readerError } from "./element/error.js";
import { snapshot } from "./element/snapshot.js";

const api = globalThis.browser ?? chrome;
const ATTEMPTS = 10;
const PAUSE_MILLIS = 30;
const READABLE = /^(?:text\/html|application\/xhtml\+xml)$/;

const pageTab = Number(new URLSearchParams(location.search).get("tab"));
const reader = document.querySelector("article-reader");

reader.addEventListener("article-ready", ({ detail: article }) => {
  document.title = article.title ?? document.title;
  document.documentElement.lang = article.language ?? "en";
});
reader.addEventListener("close", async () => {
  await api.tabs.update(pageTab, { active: true }).catch(() => {}); // It may be gone.
  await api.tabs.remove((await api.tabs.getCurrent()).id);
});
reader.open(readPage);

async function readPage() {
  const page = await inject();
  if (!READABLE.test(page.type)) {
    throw readerError("not-html", `This is no web page but ${page.type}.`, "Open the reader on a page of text.");
  }
  return page;
}

/** The permission that a click gives may reach the page's process a little later than the click reaches us. */
async function inject() {
  for (let attempt = 1; ; attempt++) {
    try {
      const [{ result }] = await api.scripting.executeScript({ target: { tabId: pageTab }, func: snapshot });
      if (result) return result;
      throw new Error("The page gave no answer.");
    } catch (cause) {
      if (attempt === ATTEMPTS) {
        throw readerError(
          "forbidden-page",
          "The browser does not let extensions read this page.",
          "So it is with the browser's own pages, its extension store and its PDF viewer. If the page has changed since, click the button on it again.",
          cause,
        );
      }
      await new Promise((again) => setTimeout(again, PAUSE_MILLIS));
    }
  }
}
