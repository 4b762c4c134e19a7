// What the preview shows is what is printed: as many sheets as pages, with the same first and last words, for every
// kind of content, paper and text size. PRINT_MATRIX=all runs every combination; otherwise each article meets each
// paper and each text size once, which takes a third of the time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launch } from "./support/browser.mjs";
import { HOST, laidOut, preview, printed, sheetsOf } from "./support/preview.mjs";
import { serve } from "./support/server.mjs";

const PAPERS = ["A4", "Letter", "A5"];
const SIZES = ["9", "11", "14"];
const ALL = process.env.PRINT_MATRIX === "all";
/** By how many CSS pixels a text may reach into the margin below it: lines with ruby are not all of one height. */
const OVERHANG = 9;
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

Object.entries(ARTICLES).forEach(([name, html], nth) => {
  test(`${name}: sheets are pages`, async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(server.url);
    const frame = await preview(page, html.replaceAll('src="/', `src="${server.url}/`));
    let most = 0;
    for (const [p, paperName] of PAPERS.entries()) {
      for (const [s, size] of SIZES.entries()) {
        if (!ALL && (p + s + nth) % 3) continue;
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
});
