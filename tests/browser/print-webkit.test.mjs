// View and print preview in WebKit: an article is read, its sheets are there by name, Escape goes back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ARTICLES, PICTURE } from "./support/articles.mjs";
import { HOST } from "./support/preview.mjs";
import { serve } from "./support/server.mjs";
import { lacking, launchWebKit } from "./support/webkit.mjs";

const DISPLAY = ":88";
const ESCAPE = "\uE00C";
const TRIES = 200;
/** By how many CSS pixels a text may reach into the margin below it. */
const OVERHANG = 0.5;
const skip = lacking && `no ${lacking}; on Debian and Ubuntu \`cargo xtask test\` installs it`;

let webkit, server;
before(async () => {
  if (skip) return;
  server = await serve({ pages: { "/": HOST, "/picture.svg": PICTURE, "/favicon.ico": "" } });
  webkit = await launchWebKit(DISPLAY);
});
after(async () => {
  await webkit?.close();
  await server?.close();
});

/** The outcome of an expression in which \`root\` is the reader's shadow root, as soon as it is one. */
async function read(expression) {
  for (let tries = 0; tries < TRIES; tries++) {
    const value = await webkit.evaluate(`const { shadowRoot: root } = document.querySelector("article-reader"); return (${expression}) ?? null;`);
    if (value !== null && value !== false) return value;
    await new Promise((again) => setTimeout(again, 50));
  }
  assert.fail(`waited in vain for ${expression}`);
}

test("WebKit shows an article and its sheets; Escape goes back step by step", { skip }, async () => {
  await webkit.goto(server.url);
  await webkit.evaluate(
    `await customElements.whenDefined("article-reader");
    await document.querySelector("article-reader").open(arguments[0]);`,
    ARTICLES.mixed.replaceAll('src="/', `src="${server.url}/`),
  );
  assert.equal(await read("root.querySelector('h1')?.textContent"), "All of the river");
  await read("root.querySelector('[data-action=print]').click() ?? true");
  await read("/^\\d+ pages$/.test(root.querySelector('.preview [role=status]')?.textContent)");
  const document = "root.querySelector('iframe').contentDocument";
  await read(`[...${document}.images].every((image) => image.complete)`);
  await new Promise((images) => setTimeout(images, 200));
  await read("/^\\d+ pages$/.test(root.querySelector('.preview [role=status]')?.textContent)");
  const sheets = await read(`[...${document}.querySelectorAll(".sheet")].map((sheet) => ({
    name: sheet.getAttribute("aria-label"),
    over: sheet.querySelector(".text").getBoundingClientRect().bottom - sheet.querySelector(".columns").getBoundingClientRect().bottom,
  }))`);
  assert.ok(sheets.length > 3, `${sheets.length} sheets`);
  sheets.forEach((sheet, at) => {
    assert.equal(sheet.name, `Page ${at + 1} of ${sheets.length}`);
    assert.ok(sheet.over < OVERHANG, `${sheet.name} is too full by ${sheet.over}`);
  });
  const dense = (selector, where) => `[...${where}.querySelectorAll("${selector}")].map((element) => element.textContent.replace(/\\s+/g, "")).join("")`;
  const repeated = await read(`${dense(".sheet thead[aria-hidden]", document)}.length + 1`);
  assert.equal(await read(`${dense(".sheet .text", document)}.length`), (await read(`${dense("article", "root")}.length`)) + repeated - 1, "nothing is lost");

  await webkit.press(ESCAPE);
  await read("root.querySelector('iframe') === null");
  await webkit.press(ESCAPE);
  await read("root.querySelector('dialog') === null");
});
