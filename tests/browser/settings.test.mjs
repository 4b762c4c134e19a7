// The settings of the reader: the panel, what it changes, where it is kept, and the languages it speaks.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, test } from "node:test";
import { fixture, readerTests } from "./support/reader.mjs";
import { ROOT } from "./support/server.mjs";

const t = readerTests({ "/long": fixture("long-read") }, { viewport: { width: 1200, height: 800 } });
const LANGUAGES = ["ar", "de", "es", "fr", "ja", "ko", "zh"];

let server, context, page;
beforeEach(() => ({ server, context, page } = t));
const { button, radio } = t;
const panel = () => page.getByRole("group", { name: "Text and theme" });
const paragraph = () => page.getByText("In the village of Upper Coll");
const style = (property) => paragraph().evaluate((element, property) => getComputedStyle(element)[property], property);
const paper = () => page.locator("article-reader .view").evaluate((view) => getComputedStyle(view).backgroundColor);
const setRange = (name, value) => page.getByRole("slider", { name, exact: true }).fill(value);

const openReader = (target) => t.open("/long", target);
async function openPanel() {
  await openReader();
  await button("Text and theme").click();
  await panel().waitFor();
}

describe("the panel", () => {
  test("opens by keyboard, and Escape closes it before the reader", async () => {
    await openReader();
    await button("Text and theme").focus();
    await page.keyboard.press("Enter");
    await panel().waitFor();
    assert.equal(await button("Text and theme").getAttribute("aria-expanded"), "true");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.querySelector("article-reader").shadowRoot.activeElement.name), "theme");
    await page.keyboard.press("Escape");
    assert.equal(await panel().isVisible(), false);
    await paragraph().waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("article-reader").shadowRoot.activeElement.ariaLabel), "Text and theme");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("each control changes the text at once, and Reset changes it back", async () => {
    await openPanel();
    const properties = ["fontFamily", "fontWeight", "lineHeight", "letterSpacing", "wordSpacing", "textAlign", "hyphens", "fontSize"];
    const all = () => Promise.all(properties.map(style));
    const width = async () => (await page.getByRole("article").boundingBox()).width;
    const [usual, usualWidth] = [await all(), await width()];
    await radio("Monospace").check();
    await setRange("Text size", "24");
    await setRange("Weight", "700");
    await setRange("Line height", "2");
    await setRange("Line width", "25");
    await setRange("Letter spacing", "0.05");
    await setRange("Word spacing", "0.2");
    await radio("Justified").check();
    await page.getByRole("checkbox", { name: "Hyphenation" }).check();
    const changed = await all();
    assert.match(changed[0], /monospace/);
    assert.deepEqual(changed.slice(1), ["700", "48px", "1.2px", "4.8px", "justify", "auto", "24px"]);
    assert.ok((await width()) < usualWidth);
    assert.equal(await page.getByRole("slider", { name: "Line height" }).getAttribute("aria-valuetext"), "2");
    await radio("Own font").check();
    await page.getByRole("textbox", { name: "Name of the font" }).fill("Liberation \"Sans\"");
    assert.match(await style("fontFamily"), /^"Liberation \\"Sans\\""/);
    await button("Reset").click();
    assert.deepEqual(await all(), usual);
    assert.equal(await width(), usualWidth);
  });

  test("columns stand side by side on wide screens alone", async () => {
    await openPanel();
    await radio("2").check();
    const count = () => page.locator("article-reader .body").evaluate((body) => getComputedStyle(body).columnCount);
    assert.equal(await count(), "2");
    await page.setViewportSize({ width: 800, height: 800 });
    assert.equal(await count(), "auto");
  });
});

describe("themes", () => {
  test("each has its own paper; the system's is followed, high contrast too", async () => {
    await openPanel();
    const papers = new Set();
    for (const name of ["Light", "Sepia", "Gray", "Dark", "Black"]) {
      await radio(name).check();
      papers.add(await paper());
    }
    assert.equal(papers.size, 5);
    await radio("High contrast").check();
    assert.equal(await style("color"), "rgb(255, 255, 255)");
    await radio("As the system").check();
    await page.emulateMedia({ contrast: "more" });
    assert.equal(await style("color"), "rgb(0, 0, 0)");
  });

  test("own colors are taken, with a warning where they are hard to read", async () => {
    await openPanel();
    await radio("Own colors").check();
    await page.getByLabel("Background color").fill("#112233");
    assert.equal(await paper(), "rgb(17, 34, 51)");
    const warning = panel().getByRole("status");
    assert.match(await warning.textContent(), /the contrast is 1, and should be 4\.5/);
    await page.getByLabel("Text color").fill("#ffffff");
    await page.getByLabel("Link color").fill("#747474");
    assert.match(await warning.textContent(), /the contrast is 3\.4,/);
    await page.getByLabel("Link color").fill("#ffcc00");
    assert.equal(await warning.textContent(), "");
  });
});

describe("keeping", () => {
  test("settings last, in the browser's storage or without it", async () => {
    await openPanel();
    await setRange("Line height", "2");
    await openReader();
    assert.equal(await style("lineHeight"), "40px");
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
    });
    await openPanel();
    assert.equal(await style("lineHeight"), "32px");
    await setRange("Line height", "2.4");
    await page.evaluate(() => window.read("/long"));
    assert.equal(await style("lineHeight"), "48px");
  });

  test("what is stored and is none of the choices is passed over", async () => {
    await page.goto(server.url);
    const stored = { theme: "<b>", size: "999999999999", line: "1e9", weight: "", letter: "0.ä", word: 1, "print-paper": "a0" };
    await page.evaluate((stored) => (localStorage["article-reader.settings"] = JSON.stringify(stored)), stored);
    await openReader();
    const found = await Promise.all(["fontSize", "lineHeight", "fontWeight", "letterSpacing"].map(style));
    assert.deepEqual(found, ["128px", "332.8px", "400", "normal"], "too large is the largest, what is no number the usual");
    assert.deepEqual(t.errors.filter((error) => !/404/.test(error)), []);
  });

  test("open readers follow: in another tab, and on the same page", async () => {
    await openPanel();
    const other = await context.newPage();
    await openReader(other);
    await page.bringToFront();
    await radio("Sepia").check();
    await other.waitForFunction(() => document.querySelector("article-reader").shadowRoot.querySelector(".view").dataset.theme === "sepia");
  });

  test("they go out as text and come in again", async () => {
    await openPanel();
    await radio("Dark").check();
    await setRange("Text size", "30");
    await page.getByText("Export or import").click();
    const text = page.getByRole("textbox", { name: "Settings as text" });
    assert.deepEqual(JSON.parse(await text.inputValue()), { theme: "dark", size: "30" });
    await text.fill('{"theme":"sepia","line":"2","size":"9","weight":"heavy","unknown":"1"}');
    await button("Import").click();
    assert.equal(await page.locator("article-reader .view").getAttribute("data-theme"), "sepia");
    assert.deepEqual(await Promise.all(["fontSize", "lineHeight", "fontWeight"].map(style)), ["12px", "24px", "400"]);
    await text.fill("no settings");
    await button("Import").click();
    assert.match(await page.locator("article-reader .live").textContent(), /no settings/);
    assert.equal(await style("fontSize"), "12px");
  });
});

describe("languages of the interface", () => {
  test("the browser's is spoken, Arabic from right to left, and one file is loaded for it", async () => {
    page = await t.renew({ locale: "ar-EG" });
    server.requests.length = 0;
    await openReader();
    assert.equal(await page.getByRole("button", { name: "إغلاق", exact: true }).count(), 1);
    const view = page.locator("article-reader .view");
    assert.equal(await view.getAttribute("dir"), "rtl");
    assert.equal(await view.getAttribute("lang"), "ar");
    assert.equal(await page.getByRole("article").getAttribute("dir"), "ltr", "the article keeps its own");
    assert.deepEqual(server.requests.filter((path) => path.includes("/messages/")), ["/element/messages/ar.js"]);
  });

  test("the element's own `lang` goes before it", async () => {
    await page.goto(server.url);
    await page.evaluate(() => (document.querySelector("article-reader").lang = "de-AT"));
    await page.waitForFunction(() => window.ready);
    await page.evaluate(() => window.read("/long"));
    await page.getByRole("button", { name: "Schließen", exact: true }).waitFor();
    await page.getByRole("dialog", { name: "Leseansicht" }).waitFor();
  });

  test("an error is told in it, values and all", async () => {
    page = await t.renew({ locale: "de-DE" });
    await t.load();
    const told = async (source) => {
      await page.evaluate((source) => document.querySelector("article-reader").open(new Function(`return ${source}`)()), source);
      return page.getByRole("alert").textContent();
    };
    assert.match(await told(`"<p>short</p>"`), /kein Artikel gefunden.*einzelnen Artikel/);
    assert.match(await told(`"<p>".padEnd(40e6, "x")`), /zu groß: 40000000 Byte bei einer Grenze von 33554432/);
    assert.match(await told(`new URL("/nowhere", location)`), /antwortete: 404 Not Found\..*Prüfen Sie die Adresse/);
  });

  test("no language lacks a text or has one that is nowhere used", async () => {
    await t.load();
    // All that a reader asks for while everything of it is opened, the print preview too.
    const asked = await page.evaluate(async () => {
      const asked = new Set();
      const recorder = new Proxy({}, { get: (_, key) => void asked.add(key) });
      const place = document.body.appendChild(document.createElement("div"));
      const html = "<h1>A title</h1><article>" + Array.from({ length: 60 }, (_, at) => `<p>Day ${at} was long, and <a href=https://b.example/>the evening</a> was longer, and nobody went home before rain ${at} had stopped.</p>`).join("")
        + "<h2>One</h2><p>More.</p><h2>Two</h2><p>More.</p><pre>code</pre><table><tr><th>a<th>b<tr><td>1<td>2</table><img src=/x.png width=400 height=300>"
        + "<p>A word<sup id=r1><a href=#n1>1</a></sup> of it.</p><iframe src=https://film.example/1 title=Film allowfullscreen></iframe><ol><li id=n1>A note to it. <a href=#r1>↩</a></ol></article>";
      const engine = await window.engine();
      const view = new engine.ReaderView(place, html, { url: "https://a.example/" }, () => {}, recorder);
      const press = (action) => place.querySelector(`[data-action=${action}]`).click();
      for (const action of ["larger", "settings", "reset"]) press(action);
      place.querySelector("textarea").value = "no settings";
      press("import");
      place.querySelector("textarea").value = '{"theme":"custom","text":"#777777"}';
      press("import");
      place.querySelector("img[role=button]").click();
      place.querySelector(".ar-footnote-ref a").click();
      press("print");
      while (!asked.has("{} pages")) await new Promise((again) => setTimeout(again, 10));
      view.free();
      return [...asked];
    });
    const read = (path) => readFileSync(join(ROOT, path), "utf8");
    for (const path of ["www/element/states.js", "www/element/article-reader.js"]) {
      for (const [, text] of read(path).matchAll(/translate\([^,]*, (?:mine \? error.message : )?"([^"]+)"\)/g)) asked.push(text);
    }
    // Errors: sentences, with values in them.
    for (const path of ["www/element/engine.js", "www/element/source.js", "www/extension/reader.js", "src/error.rs"]) {
      for (const [, , text] of read(path).matchAll(/(["`])([A-Z][^"`\n]*(?:`[a-zA-Z.]+`[^"`\n]*)?)\1/g)) {
        if (/[.:}”]$/.test(text)) asked.push(text.replace(/\$?\{[^}]*\}+/g, "{}").replace(/^(The server answered \{\}) \{\}$/, "$1."));
      }
    }
    for (const [, text] of read("src/web/input.rs").matchAll(/"((?:The input|Pass|This build)[^"]*\.)"/g)) asked.push(text);
    asked.push("1 page", "Page {}", "Laying out … {} pages so far", "The print preview is not possible in this browser.");
    const ours = ["Train it anew with this version's features.", "The model of blocks cannot be read.", "The page gave no answer."]; // Not for readers.
    const wanted = [...new Set(asked)].filter((text) => !/^[A-Z]?\d+%?$/.test(text) && !ours.includes(text)).sort();
    assert.ok(wanted.length > 120, `${wanted.length} texts`);
    for (const language of LANGUAGES) {
      const { default: messages } = await import(join(ROOT, `www/element/messages/${language}.js`));
      assert.deepEqual(Object.keys(messages).sort(), wanted, language);
      for (const [english, text] of Object.entries(messages)) {
        assert.ok(text.trim(), `${language}: ${english}`);
        assert.equal(text.split("{}").length, english.split("{}").length, `${language}: ${english}`);
      }
      assert.equal(messages.en, language);
    }
  });
});
