// The pages that Firefox prints are the sheets of the preview; also where it measures letters on paper otherwise than
// on screen, since the preview then says where each line ends. `PRINT=all` prints each article on each paper in each size.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launchFirefox } from "./support/firefox.mjs";
import { pdfPages } from "./support/pdf.mjs";
import { HOST } from "./support/preview.mjs";
import { serve } from "./support/server.mjs";

const PAPERS = ["a4", "letter", "a5"];
const SIZES = ["9", "11", "14"];
/** Each article on each paper in each size takes ten minutes a ratio; without this, each in one of them. */
const ALL = process.env.PRINT === "all";
/** Characters compared at both ends of a page. */
const ENDS = 24;
/** By how many CSS pixels a text may reach into the margin below it. */
const OVERHANG = 0.5;

const plain = (text) => text.normalize("NFKC").replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "");
const characters = (text) => [...plain(text)].sort().join("");
const ends = (text) => [plain(text)].map((dense) => `${dense.slice(0, ENDS)}…${dense.slice(-ENDS)}`)[0];

let server;
before(async () => (server = await serve({ pages: { "/": HOST, "/paper": "<!doctype html>", "/picture.svg": PICTURE, "/favicon.ico": "" } })));
after(() => server.close());

/** The preview as its "Print" hands it to the printer: each sheet's name, text, lines and overhang; and its pages. */
async function print(firefox, html, paper, size) {
  await firefox.goto(server.url);
  const { sheets, document, css } = await firefox.evaluate(
    `localStorage.setItem("article-reader.settings", arguments[1]);
    await customElements.whenDefined("article-reader");
    const reader = document.querySelector("article-reader");
    await reader.open(arguments[0]);
    const root = reader.shadowRoot;
    const until = async (condition) => { while (!condition()) await new Promise((again) => setTimeout(again, 20)); };
    await until(() => root.querySelector("[data-action=print]"));
    root.querySelector("[data-action=print]").click();
    const isDone = () => /^\\d+ pages?$/.test(root.querySelector(".preview [role=status]")?.textContent);
    const frame = () => root.querySelector("iframe").contentDocument;
    await until(isDone);
    await until(() => [...frame().images].every((image) => image.complete));
    await new Promise((images) => setTimeout(images, 100));
    await until(isDone);
    const given = new Promise((printed) => {
      frame().defaultView.print = () => {
        const sheets = [...frame().querySelectorAll(".sheet")].map((sheet) => {
          const copy = sheet.querySelector(".columns").cloneNode(true);
          copy.querySelectorAll("rt, .note, .notes").forEach((left) => left.remove());
          const lines = [...copy.querySelectorAll("p.locked, pre.locked")].map((block) => {
            block.querySelectorAll("br").forEach((end) => end.replaceWith("\\n"));
            return block.textContent.split("\\n");
          });
          const over = sheet.querySelector(".text").getBoundingClientRect().bottom - sheet.querySelector(".columns").getBoundingClientRect().bottom;
          return { name: sheet.ariaLabel, text: copy.textContent, lines: lines.flat(), over };
        });
        const css = [...frame().adoptedStyleSheets[0].cssRules].map((rule) => rule.cssText).join(" ");
        printed({ sheets, document: frame().documentElement.outerHTML, css });
      };
    });
    root.querySelector(".preview .main").click();
    return given;`,
    html.replaceAll('src="/', `src="${server.url}/`),
    JSON.stringify({ "print-paper": paper, "print-size": size }),
  );
  await firefox.goto(new URL("/paper", server.url));
  await firefox.evaluate(
    `const given = new DOMParser().parseFromString(arguments[0], "text/html").documentElement;
    document.documentElement.replaceWith(document.adoptNode(given));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(arguments[1]);
    document.adoptedStyleSheets = [sheet];
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));`,
    document,
    `${css} li{list-style:none!important}.strip,rt{visibility:hidden}.fact::before{content:none!important}`,
  );
  return { sheets, pages: pdfPages(await firefox.print(), "-raw") };
}

function compare(name, { sheets, pages }) {
  assert.equal(pages.length, sheets.length);
  sheets.forEach((sheet, at) => {
    assert.equal(sheet.name, `Page ${at + 1} of ${sheets.length}`);
    assert.ok(sheet.over < OVERHANG, `${sheet.name} is too full by ${sheet.over}`);
    assert.equal(characters(pages[at]), characters(sheet.text), sheet.name);
    // pdftotext has its own order of bidirectional text and of what stands in fractions.
    if (name !== "rtl" && name !== "math") assert.equal(ends(pages[at]), ends(sheet.text), sheet.name);
  });
}

/** What is printed: articles by name, each with paper and size. */
const prints = () =>
  Object.keys(ARTICLES).flatMap((name, nth) => {
    const all = PAPERS.flatMap((paper) => SIZES.map((size) => [name, paper, size]));
    return ALL ? all : [all[(nth % 3) * 3 + ((nth + Math.floor(nth / 3)) % 3)]];
  });

for (const ratio of [1, 1.25]) {
  test(`at ${ratio} pixels a pixel the sheets are the pages`, async (context) => {
    const firefox = await launchFirefox({ "layout.css.devPixelsPerPx": String(ratio) });
    try {
      for (const [name, paper, size] of prints()) {
        await context.test(`${name} on ${paper} at ${size} pt`, async () => {
          const printed = await print(firefox, ARTICLES[name], paper, size);
          compare(name, printed);
          assert.ok(ALL || printed.sheets.length > 1);
          if (!["prose", "quotes", "code"].includes(name)) return;
          const ended = printed.sheets.flatMap((sheet) => sheet.lines).map(plain);
          const lines = new Set(printed.pages.flatMap((page) => page.split("\n")).map(plain));
          assert.ok(ended.length > (name === "code" ? 60 : 100), `${ended.length} lines`);
          assert.deepEqual(ended.filter((line) => !lines.has(line)), [], "each line ends on paper where it ends on screen");
        });
      }
    } finally {
      await firefox.close();
    }
  });
}
