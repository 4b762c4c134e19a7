// A live document gives the same article as its HTML, whatever is in it, and stays as it was.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { ROOT, serve } from "./support/server.mjs";

const PAGES = join(ROOT, "tests/pages");
const EMPTY = "<!doctype html><title>Empty</title>";
const URL_OF_PAGES = "https://page.example/folder/page";
const prose = (topic) =>
  `<p>${`The ${topic} was older than the town, and nobody who lived there could say what it had been for. `.repeat(3)}</p>`.repeat(4);

let browser, server, page;
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": EMPTY, "/favicon.ico": "" } });
  page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(async () => {
    self.engine = await import("/pkg/article_reader.js");
    await engine.default();
    self.snapshot = (await import("/element/snapshot.js")).snapshot;
  });
});
after(async () => {
  await browser.close();
  await server.close();
});

test("fields and elements with names of properties hide nothing", async () => {
  const names = "firstChild nextSibling localName firstElementChild hasAttributes getAttributeNames getAttribute shadowRoot textContent nodeType";
  const fields = names.split(" ").map((name) => `<input name=${name}>`).join("");
  const html = `<!doctype html><title>A day at sea</title><img id=x name=firstChild><img id=y name=URL><form name=body></form>
    <fieldset form=sea name=firstChild><h1>A day at sea</h1><form id=sea>${fields}${prose("lighthouse")}</form>${prose("harbor")}</fieldset>`;
  const [fromString, fromDocument] = await page.evaluate(
    ([html, url]) => {
      const doc = new DOMParser().parseFromString(html, "text/html");
      return [engine.extract(html, { url }), engine.extractSnapshot(JSON.parse(JSON.stringify(snapshot(doc))), { url })];
    },
    [html, URL_OF_PAGES],
  );
  assert.match(fromDocument.text, /lighthouse[^]*harbor/);
  assert.deepEqual(fromDocument, fromString);
});

describe("the same article from a string and from a document", () => {
  for (const slug of readdirSync(PAGES)) {
    test(slug, async () => {
      const html = readFileSync(join(PAGES, slug, "page.html"), "utf8");
      const [fromString, fromDocument, before, after] = await page.evaluate(
        ([html, url]) => {
          const outcome = (find) => {
            try {
              return find();
            } catch (error) {
              return { code: error.code };
            }
          };
          const doc = new DOMParser().parseFromString(html, "text/html");
          const before = doc.documentElement.outerHTML;
          const written = JSON.parse(JSON.stringify(snapshot(doc)));
          return [
            outcome(() => engine.extract(html, { url })),
            outcome(() => engine.extractSnapshot(written, { url })),
            before,
            doc.documentElement.outerHTML,
          ];
        },
        [html, URL_OF_PAGES],
      );
      assert.deepEqual(fromDocument, fromString);
      assert.equal(after, before, "the document is untouched");
    });
  }
});

describe("what only a live document knows", () => {
  /** The article's text, or another field, of a page that has been loaded and has run its scripts. */
  async function read(body, field = "text") {
    const live = await browser.newPage();
    await live.route("**/live", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Live</title>${body}` }));
    await live.goto(`${server.url}/live`);
    try {
      return await live.evaluate(async (field) => {
        const engine = await import("/pkg/article_reader.js");
        await engine.default();
        const { snapshot } = await import("/element/snapshot.js");
        return engine.extractSnapshot(snapshot())[field];
      }, field);
    } finally {
      await live.close();
    }
  }

  test("what style sheets hide is left out", async () => {
    const text = await read(`<style>.x7{display:none}</style><article>${prose("mill")}<p class=x7>You have read all your free articles of this month, said nobody here.</p>${prose("weir")}</article>`);
    assert.match(text, /mill was older/);
    assert.match(text, /weir was older/);
    assert.doesNotMatch(text, /free articles/);
  });

  test("what is hidden is left out wherever it stands among nested blocks", async () => {
    const hidden = (what) => `<p class=x7>You have read all your ${what} articles of this month, said nobody here.</p>`;
    const text = await read(`<style>.x7{display:none}.x8{display:contents}</style><article class=a>
      <div class=b><div class=c>${hidden("first")}${prose("mill")}</div></div>
      <div class=d><details class=e open><div class=f>${prose("wheel")}</div></details>${hidden("folded")}</div>
      <div class=g><div class="h host"><div class=i>${prose("ferry")}</div></div>${hidden("hosted")}</div>
      <div class=x8><div class=j>${prose("weir")}</div>${hidden("last")}</div></article><script>
      document.querySelector(".host").attachShadow({ mode: "open" }).innerHTML = "<slot></slot>";
    </script>`);
    for (const shown of ["mill", "wheel", "ferry", "weir"]) assert.match(text, new RegExp(`${shown} was older`));
    assert.doesNotMatch(text, /nobody here/);
  });

  test("open shadow roots are read, with what is in their slots", async () => {
    const text = await read(`<main><x-story>${prose("slotted bridge")}</x-story></main><script>
      document.querySelector("x-story").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(`<article>${prose("shadowy tower")}<slot></slot></article>`)};
    </script>`);
    assert.match(text, /shadowy tower/);
    assert.match(text, /slotted bridge/);
  });

  test("text that stands without elements is read whole, and comments in it are not", async () => {
    const text = await read(`<article>${prose("mill")}<p>The wheel stood<!-- nobody knows why --> still for a year.</p><p class=host></p></article><script>
      document.querySelector("p").firstChild.splitText(9);
      document.querySelector(".host").attachShadow({ mode: "open" }).append("The weir broke", document.createComment("who cares"), " in the spring.");
    </script>`);
    assert.match(text, /The mill was older than the town/);
    assert.match(text, /The wheel stood still for a year\./);
    assert.match(text, /The weir broke in the spring\./);
    assert.doesNotMatch(text, /nobody knows|who cares/);
  });

  test("folded details are not taken for hidden ones", async () => {
    const text = await read(`<article>${prose("mill")}<details><summary>The wheel</summary><div><p>The wheel turned for ninety years before anyone thought of oiling it.</p></div></details>${prose("weir")}</article>`);
    assert.match(text, /ninety years before/);
  });

  test("how long ago something was is counted from the reader's day", async () => {
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    const expected = await page.evaluate((at) => new Date(at).toLocaleDateString("sv"), yesterday.getTime());
    const published = await read(`<article><h1>Low tide</h1><p>Published 24 hours ago</p>${prose("mill")}</article>`, "published");
    assert.equal(published, expected);
  });

  test("a reader that is open on the page is not read", async () => {
    const text = await read(`<article>${prose("mill")}</article><article-reader></article-reader><script>
      document.querySelector("article-reader").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(`<article>${prose("mirror")}</article>`)};
    </script>`);
    assert.doesNotMatch(text, /mirror/);
  });
});

test("bytes are read in the encoding of mark, server, page, in this order", async () => {
  const titles = await page.evaluate(() => {
    const body = `<p>${"Prosa, die lang genug ist, um ein Artikel zu sein, und zwar ein recht guter. ".repeat(12)}</p>`;
    const bytes = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
    const head = (charset) => `${charset && `<meta charset=${charset}>`}<title>`;
    const title = (bytes, options) => engine.extract(bytes, options).title;
    const utf8 = (text) => new TextEncoder().encode(text);
    return {
      plain: title(utf8(`${head("")}Größe</title>${body}`)),
      declared: title(bytes(`${head("windows-1252")}Gr\xf6\xdfe</title>${body}`)),
      quoted: title(bytes(`<meta http-equiv=content-type content="text/html; charset='iso-8859-2'"><title>Gr\xf6\xdfe</title>${body}`)),
      server: title(utf8(`${head("windows-1252")}Größe</title>${body}`), { charset: "utf-8" }),
      mark: title(utf8(`\ufeff${head("windows-1252")}Größe</title>${body}`), { charset: "koi8-r" }),
      nonsense: title(utf8(`${head("klingon")}Größe</title>${body}`), { charset: "vulcan" }),
      broken: engine.extract(bytes(`${head("")}Gr\xf6e</title>${body}`)).title,
    };
  });
  const { broken, ...sound } = titles;
  for (const [name, title] of Object.entries(sound)) assert.equal(title, "Größe", name);
  assert.match(broken, /^Gr\ufffd?e$/, "a byte that means nothing takes nothing else with it");
});
