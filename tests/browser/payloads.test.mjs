// The payloads of tests/payloads in a real browser: opened in the reader, and as HTML in a page that asks for trouble
// by setting innerHTML. Nothing of them runs, asks, leads away or leaves a handler behind.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { ROOT, serve } from "./support/server.mjs";

/** Names and markup, as in tests/sanitize.rs. */
function payloads(name) {
  const file = readFileSync(join(ROOT, "tests/payloads", name), "utf8");
  return file.split(/^=== /m).slice(1).map((part) => {
    const end = part.indexOf("\n");
    return { name: part.slice(0, end), markup: part.slice(end + 1) };
  });
}

const PROSE = [
  `Nobody on the island had expected the ferry to spend the winter at the old pier, and yet it did, with its lamps lit
   and its engine running, from the first storm of November to the last one in March.`,
  `When he left at last, the whole village stood on the quay, and the children counted aloud until the light at the
   stern was no larger than a star, and then they went home, because it was late and cold.`,
];
const article = (head, inside, between) => `<!doctype html><html lang=en><head><meta charset=utf-8>${head}
  <title>The ferry that stayed</title></head><body><article><h1>The ferry that stayed</h1><p>${PROSE[0]}</p>
  <p>The captain said that he had been waiting for a letter, ${inside} and that he would have gone on waiting, had the
  baker not told him, on a Sunday, that the post office had been closed since the summer.</p>
  ${between}<p>${PROSE[1]}</p></article></body></html>`;
const PAGES = [
  ...payloads("body.html").flatMap(({ name, markup }) => [
    { name: `${name}, in a paragraph`, html: article("", markup, "") },
    { name: `${name}, between paragraphs`, html: article("", "", markup) },
  ]),
  ...payloads("head.html").map(({ name, markup }) => ({ name, html: article(markup, "", "") })),
];

const HOST = `<!doctype html><html lang=en><title>Host</title>
  <script type=module>
    import "/element/define.js";
    window.ready = customElements.whenDefined("article-reader");
  </script>
  <h1>Host page</h1><div id=place></div><article-reader></article-reader>`;
/** Long enough for errors of images, animations and frames to fire. */
const SETTLE_MS = 40;

let browser, server, page;
const dialogs = [];
const asked = [];
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": HOST, "/favicon.ico": "" } });
  const context = await browser.newContext();
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => {
    asked.push({ url: route.request().url(), type: route.request().resourceType() });
    return route.fulfill({ status: 404, body: "" });
  });
  page = await context.newPage();
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    return dialog.dismiss();
  });
  await page.goto(server.url);
  await page.evaluate(() => window.ready);
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Opens `html` in the reader and sets what was extracted as innerHTML; tells what is wrong with either. */
async function faultsOf(html) {
  return page.evaluate(async ({ html, settle }) => {
    const faults = [];
    const look = (root, where) => {
      for (const element of root.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name) || name === "srcdoc" || name === "style" && where === "innerHTML") {
            faults.push(`${where}: ${element.localName} ${name}`);
          }
          const address = ["href", "src", "action", "formaction", "xlink:href", "data"].includes(name);
          if (address && /^[\u0000-\u0020]*(javascript|vbscript|data:text|data:image\/svg)/i.test(value)) {
            faults.push(`${where}: ${element.localName} ${name}=${value}`);
          }
        }
        const foreign = ["script", "iframe", "object", "embed", "frame", "base", "meta", "form"];
        if (where === "innerHTML" && foreign.includes(element.localName)) faults.push(`${where}: ${element.localName}`);
      }
    };
    const reader = document.querySelector("article-reader");
    const place = document.querySelector("#place");
    let article;
    try {
      article = await reader.open(html, { url: "https://ledger.example/ferry" });
    } catch (error) {
      return [`open: ${error}`];
    }
    article ??= reader.article;
    if (!article?.html.includes("Nobody on the island")) faults.push("the article is not there");
    if (reader.shadowRoot) look(reader.shadowRoot, "reader");
    place.innerHTML = article?.html ?? "";
    look(place, "innerHTML");
    await new Promise((done) => setTimeout(done, settle));
    if (window.__pwned) faults.push("it ran");
    if (document.title !== "Host" && !document.title.includes("ferry")) faults.push(`title ${document.title}`);
    for (const name of ["body", "cookie", "location", "getElementById"]) {
      if (document[name] instanceof Element && name !== "body") faults.push(`document.${name} is an element`);
    }
    if (window.config || window.x) faults.push("a global is an element");
    place.textContent = "";
    delete window.__pwned;
    return faults;
  }, { html, settle: SETTLE_MS });
}

test("what runs would be seen", async () => {
  const ran = await page.evaluate(async (settle) => {
    document.querySelector("#place").innerHTML = "<img src=x onerror=window.__pwned=1>";
    await new Promise((done) => setTimeout(done, settle));
    const ran = window.__pwned;
    delete window.__pwned;
    document.querySelector("#place").textContent = "";
    return ran;
  }, 10 * SETTLE_MS);
  assert.equal(ran, 1);
});

test("nothing of a payload runs, asks or leads away", { timeout: 240_000 }, async () => {
  assert.ok(PAGES.length >= 300, `${PAGES.length} pages`);
  const address = page.url();
  const faults = [];
  for (const { name, html } of PAGES) {
    for (const fault of await faultsOf(html)) faults.push(`${name}: ${fault}`);
    if (dialogs.length > 0) faults.push(`${name}: dialog ${dialogs.splice(0)}`);
    if (page.url() !== address) {
      faults.push(`${name}: led to ${page.url()}`);
      await page.goto(address);
      await page.evaluate(() => window.ready);
    }
  }
  assert.deepEqual(faults, []);
  // Images and films of the article may be asked for; scripts, styles, frames and pings may not.
  assert.deepEqual(asked.filter(({ type }) => !["image", "media"].includes(type)), []);
});
