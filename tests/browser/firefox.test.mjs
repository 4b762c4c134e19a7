// The reader and its print preview in Firefox: the same article, the same keys, sheets that lose nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { launchFirefox } from "./support/firefox.mjs";
import { ROOT, serve } from "./support/server.mjs";

const HOST = `<!doctype html><title>Host</title><script type=module src=/element/define.js></script><article-reader></article-reader>`;
const ESCAPE = "\uE00C";
const TRIES = 100;

let firefox, server;
before(async () => {
  const page = readFileSync(join(ROOT, "tests/pages/long-read/page.html"), "utf8");
  server = await serve({ pages: { "/": HOST, "/article": page, "/favicon.ico": "" } });
  firefox = await launchFirefox();
  await firefox.goto(server.url);
  await firefox.evaluate(`
    await customElements.whenDefined("article-reader");
    await document.querySelector("article-reader").open(new URL("/article", location));
  `);
});
after(async () => {
  await firefox?.close();
  await server.close();
});

/** The outcome of an expression in which \`root\` is the reader's shadow root, as soon as it is not undefined. */
async function read(expression) {
  for (let tries = 0; tries < TRIES; tries++) {
    const value = await firefox.evaluate(`const { shadowRoot: root } = document.querySelector("article-reader"); return (${expression}) ?? null;`);
    if (value !== null) return value;
    await new Promise((again) => setTimeout(again, 50));
  }
  assert.fail(`waited in vain for ${expression}`);
}

test("the article is there, grows by the key, and its sheets hold all of it; Escape goes back step by step", async () => {
  assert.equal(await read("root.querySelector('h1')?.textContent"), "The machine that counted rain");
  const size = () => read("parseFloat(getComputedStyle(root.querySelector('.body p')).fontSize)");
  const usual = await size();
  await firefox.press("+");
  assert.ok((await size()) > usual);

  // The browser's own search, as Ctrl+F asks for it: 0 is found, 1 is not.
  const search = (words) => firefox.evaluateInBrowser("return gBrowser.selectedBrowser.finder ? await new Promise((done) => { const finder = gBrowser.selectedBrowser.finder; finder.addResultListener({ onFindResult: ({ result }) => done(result) }); finder.fastFind(arguments[0], false, false); }) : -1", words);
  assert.equal(await search("Forty lines"), 0, "the browser finds the words of the article");
  assert.equal(await search("Forty-one lines"), 1);

  await read("root.querySelector('[data-action=print]').click() ?? true");
  const sheets = "root.querySelector('iframe')?.contentDocument?.querySelectorAll('.sheet')";
  const names = await read(`${sheets}?.[0]?.ariaLabel.includes(" of ") ? [...${sheets}].map((sheet) => sheet.ariaLabel) : undefined`);
  assert.deepEqual(names, names.map((_, at) => `Page ${at + 1} of ${names.length}`));
  assert.ok(names.length > 1);
  const repeated = await read(`[...${sheets}].flatMap((sheet) => [...sheet.querySelectorAll("thead[aria-hidden]")].map((head) => head.textContent))`);
  const [cut, whole] = await read(`[[...${sheets}].map((sheet) => {
    const copy = sheet.querySelector(".text").cloneNode(true);
    copy.querySelectorAll(".note, .notes").forEach((note) => note.remove());
    return copy.textContent;
  }).join(""), root.querySelector("article").textContent]`);
  const characters = (text) => text.replace(/\s+/g, "").length;
  assert.equal(characters(cut), characters(whole + repeated.join("")));
  const over = await read(`Math.max(...[...${sheets}].map((sheet) => sheet.querySelector(".text").getBoundingClientRect().bottom - sheet.querySelector(".columns").getBoundingClientRect().bottom))`);
  assert.ok(over < 0.6, "every sheet ends above its foot");

  await firefox.press(ESCAPE);
  assert.equal(await read("root.querySelector('iframe') === null || undefined"), true);
  await firefox.press(ESCAPE);
  assert.equal(await read("root.querySelector('dialog') === null || undefined"), true);
});
