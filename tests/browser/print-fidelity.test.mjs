// What the preview shows is what is printed: as many sheets as pages, with the same first and last words, for every
// kind of content on every paper in every text size.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launch } from "./support/browser.mjs";
import { HOST, laidOut, preview, printed, sheetsOf } from "./support/preview.mjs";
import { ROOT, serve } from "./support/server.mjs";

const PAPERS = ["A4", "Letter", "A5"];
const SIZES = ["9", "11", "14"];
/** By how many CSS pixels a text may reach into the margin below it: what rounding adds, once a line. */
const OVERHANG = 0.5;
/** Characters compared at both ends of a sheet. */
const ENDS = 24;

let browser, server, paper;
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": HOST, "/picture.svg": PICTURE, "/favicon.ico": "" } });
  paper = await browser.newPage();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** The words of a text, without marks of direction; letters in the form that they have in isolation. */
const words = (text) => text.normalize("NFKC").replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "").split(/\s+/).filter(Boolean);

/** The characters, each as often as it is there: what is left where lines and bidirectional runs come in another order. */
const characters = (text) => [...words(text).join("")].sort().join("");

/** The first and the last words of a text, as characters: tables and headings have no spaces between theirs. */
function ends(text) {
  const all = [...words(text).join("")];
  return [...all.slice(0, ENDS), "…", ...all.slice(-ENDS)].join("");
}

for (const [name, html] of Object.entries(ARTICLES)) {
  test(`${name}: sheets are pages`, async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(server.url);
    const frame = await preview(page, html.replaceAll('src="/', `src="${server.url}/`));
    let most = 0;
    for (const paperName of PAPERS) {
      for (const size of SIZES) {
        const label = `${name}, ${paperName}, ${size} pt`;
        await page.getByRole("combobox", { name: "Paper" }).selectOption(paperName);
        await page.getByRole("combobox", { name: "Text size" }).selectOption(size);
        await laidOut(page);
        const sheets = await sheetsOf(frame);
        const pages = await printed(page, paper);
        most = Math.max(most, sheets.length);
        assert.equal(pages.length, sheets.length, label);
        sheets.forEach((sheet, at) => {
          assert.equal(sheet.name, `Page ${at + 1} of ${sheets.length}`);
          assert.ok(sheet.over < OVERHANG, `${label}: ${sheet.name} is too full by ${sheet.over}`);
          assert.equal(characters(pages[at]), characters(sheet.text), `${label}: ${sheet.name}`);
          // pdftotext has its own order of bidirectional text and of what stands in fractions.
          if (name !== "rtl" && name !== "math") assert.equal(ends(pages[at]), ends(sheet.text), `${label}: ${sheet.name}`);
        });
      }
    }
    assert.ok(most > 1, "there was something to break");
    await page.close();
  });
}

const PAGES = join(ROOT, "tests/pages");
for (const slug of readdirSync(PAGES).filter((slug) => existsSync(join(PAGES, slug, "page.html")))) {
  test(`${slug}: no sheet is too full`, async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.route((url) => url.hostname !== "127.0.0.1", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(server.url);
    const opened = await page.evaluate((html) => document.querySelector("article-reader").open(html).then(() => true, () => false), readFileSync(join(PAGES, slug, "page.html"), "utf8"));
    if (opened) {
      await page.getByRole("button", { name: "Print preview" }).click();
      await page.getByRole("combobox", { name: "Paper" }).selectOption("A5");
      for (const size of SIZES) {
        await page.getByRole("combobox", { name: "Text size" }).selectOption(size);
        for (const sheet of await sheetsOf(await laidOut(page))) {
          assert.ok(sheet.over < OVERHANG, `${slug}, ${size} pt: ${sheet.name} is too full by ${sheet.over}`);
        }
      }
    }
    await page.close();
  });
}
