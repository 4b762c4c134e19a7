// Input made to break readers, in the module that ships: no overflow of the browser's stack, no trap, and the same
// instance reads the next page. `tests/hostile.rs` has many more shapes, natively. How long each takes is printed;
// only what never ends is a failure, for time depends on the machine.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const PATIENCE_MS = 60_000;

const ARTICLE = `<article><h1>Low tide at the harbor</h1>${"<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud, as they do twice a day.</p><p>By two the water was back, the ferry was full, and nobody on the quay, not even the pilot, spoke of it again.</p>".repeat(3)}</article>`;

/** Expressions, since the pages are made where they are read: 10 MB through the protocol would be most of the test. */
const CASES = {
  "50,000 nested divs": `"<div>".repeat(50_000) + ARTICLE`,
  "5,000 mis-nested pairs": `"<b><i></b></i>".repeat(5_000) + ARTICLE`,
  "5,000 open pairs": `"<b><i>".repeat(5_000) + ARTICLE`,
  "50,000 links": `ARTICLE + numbered("<li><a href=/page/#>Page number #</a>", 50_000)`,
  "10 MB of paragraphs": `"<article><h1>Low tide</h1>" + numbered("<p>Day #: the harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>", 100_000)`,
  "60,000 spaces in a title": `"<title>a" + " ".repeat(60_000) + "b</title><h1>a" + " ".repeat(60_000) + "b</h1>" + ARTICLE`,
  "1 MB of deep JSON-LD": `"<script type=application/ld+json>" + '{"a":'.repeat(100_000) + "[".repeat(500_000) + "</script>" + ARTICLE`,
  "1,000,000 paragraphs": `"<p>".repeat(1_000_000)`,
};
/** Where no article is to be found. */
const EMPTY = new Set(["1,000,000 paragraphs"]);

let browser, server, page;
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": "<!doctype html><title>Hostile</title>", "/favicon.ico": "" } });
  page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(async (article) => {
    const [engine, { snapshot }] = await Promise.all([import("/pkg/article_reader.js"), import("/element/snapshot.js")]);
    await engine.default();
    Object.assign(self, { ARTICLE: article });
    self.numbered = (piece, count) => Array.from({ length: count }, (_, at) => piece.replaceAll("#", at)).join("");
    self.prepare = { string: (html) => html, live: (html) => new DOMParser().parseFromString(html, "text/html") };
    self.read = { string: engine.extract, live: (document) => engine.extractSnapshot(snapshot(document)) };
  }, ARTICLE);
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Reads a page made by `expression`; `{ ms, text, truncated }` of its article or `{ ms, code }` of its error. */
function read(way, expression) {
  return page.evaluate(
    ([way, expression]) => {
      const html = new Function("ARTICLE", "numbered", `return ${expression}`)(self.ARTICLE, self.numbered);
      const input = self.prepare[way](html);
      const begun = performance.now();
      const ms = () => Math.round(performance.now() - begun);
      try {
        const { text, truncated } = self.read[way](input);
        return { ms: ms(), text: text.slice(0, 10_000), truncated };
      } catch (error) {
        return { ms: ms(), code: error.code, message: String(error) };
      }
    },
    [way, expression],
  );
}

for (const way of ["string", "live"]) {
  describe(`hostile input, ${way === "live" ? "a live document" : "a string"}`, () => {
    for (const [name, expression] of Object.entries(CASES)) {
      test(name, { timeout: PATIENCE_MS }, async (t) => {
        const result = await read(way, expression);
        t.diagnostic(`${result.ms} ms${result.truncated ? `, cut at the limit of ${result.truncated}` : ""}`);
        if (EMPTY.has(name)) assert.equal(result.code, "no-article", result.message);
        else assert.match(result.text ?? result.message, /the harbor emptied before noon/i);

        const next = await read(way, "ARTICLE");
        assert.match(next.text ?? next.message, /nobody on the quay/, "the next page");
      });
    }
  });
}
