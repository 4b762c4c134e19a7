// The extension, loaded into Chromium and into Firefox: a click on its button reads the page, Escape brings it back.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launchWithExtension, watchErrors } from "./support/browser.mjs";
import { launchFirefox } from "./support/firefox.mjs";
import { ROOT, serve } from "./support/server.mjs";

const html = readFileSync(join(ROOT, "tests/pages/long-read/page.html"), "utf8");
const TITLE = "The machine that counted rain";
const WAIT_MILLIS = 15_000;
/** Nothing of the site's may run or load: the extension does not depend on it. */
const POLICY = { "Content-Security-Policy": "default-src 'none'" };

let server;
before(async () => {
  server = await serve({
    pages: {
      "/article": { body: html, headers: POLICY },
      "/list": "<!doctype html><title>List</title><a href=/article>Article</a>",
      "/huge": `<!doctype html><title>Huge</title><article><h1>Huge</h1>${`<p>${"It was a long day, and the evening was longer, and nobody went home. ".repeat(4)}</p>`.repeat(30_000)}</article>`,
      "/favicon.ico": "",
    },
  });
});
after(() => server.close());

test("the manifest asks for no more than it needs, and names files that are there", () => {
  const folder = join(ROOT, "www/dist/chromium");
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  assert.deepEqual(manifest.permissions, ["activeTab", "scripting", "storage"]);
  for (const none of ["host_permissions", "optional_host_permissions", "content_scripts", "web_accessible_resources"]) {
    assert.equal(manifest[none], undefined, none);
  }
  assert.match(manifest.content_security_policy.extension_pages, /script-src 'self' 'wasm-unsafe-eval'/);
  const named = [...Object.values(manifest.icons), ...Object.values(manifest.action.default_icon), manifest.background.service_worker, ...manifest.background.scripts];
  for (const file of named) assert.ok(existsSync(join(folder, file)), file);
  assert.ok(manifest.browser_specific_settings.gecko.id);
});

describe("in Chromium", () => {
  let extension;
  before(async () => {
    extension = await launchWithExtension(join(ROOT, "www/dist/chromium"));
  });
  after(() => extension.close());

  async function read(path) {
    const page = await extension.context.newPage();
    await page.goto(`${server.url}${path}`);
    const [reader] = await Promise.all([extension.context.waitForEvent("page"), extension.click(page)]);
    return { page, reader };
  }

  test("a click reads the page in a tab beside it; Escape brings it back where it was", async () => {
    const page = await extension.context.newPage();
    await page.goto(`${server.url}/article`);
    await page.evaluate(() => scrollTo(0, 700));
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    const [reader] = await Promise.all([extension.context.waitForEvent("page"), extension.click(page)]);
    const errors = watchErrors(reader);
    await reader.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    assert.match(await reader.getByRole("article").innerText(), /In the village of Upper Coll/);
    assert.equal(await reader.title(), TITLE);
    const opener = await extension.worker.evaluate(async () => {
      const tabs = await chrome.tabs.query({ currentWindow: true });
      const active = tabs.find((tab) => tab.active);
      return active.index - tabs.find((tab) => tab.id === active.openerTabId).index;
    });
    assert.equal(opener, 1, "right beside its page");
    const size = () => reader.getByText("In the village of Upper Coll").evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    const usual = await size();
    await reader.getByRole("button", { name: "Larger text" }).click();
    assert.ok((await size()) > usual);
    await reader.getByRole("button", { name: "Print preview" }).click();
    await reader.frameLocator("iframe").getByRole("group", { name: /^Page 1 of/ }).waitFor();
    await reader.keyboard.press("Escape");
    await reader.getByText("In the village of Upper Coll").waitFor();
    assert.deepEqual(errors.filter((error) => !/ERR_|404/.test(error)), []);

    // The tab may be gone before the key has come up, which Playwright takes for a failure.
    await Promise.all([reader.waitForEvent("close"), reader.keyboard.press("Escape").catch(() => {})]);
    assert.equal(await page.evaluate(() => document.visibilityState), "visible");
    assert.equal(await page.evaluate(() => scrollY), 700);
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
    await page.close();
  });

  test("a page without an article says so, and leads back", async () => {
    const { page, reader } = await read("/list");
    await reader.getByRole("alert").getByText("No article was found").waitFor();
    await Promise.all([reader.waitForEvent("close"), reader.getByRole("button", { name: "Back to the page" }).click()]);
    await page.close();
  });

  test("a page of many megabytes comes across", async () => {
    const { page, reader } = await read("/huge");
    await reader.getByRole("heading", { level: 1, name: "Huge" }).waitFor({ timeout: 60_000 });
    await reader.close();
    await page.close();
  });

  test("where the browser lets nobody in, the reader says so", async () => {
    const page = await extension.context.newPage();
    await page.goto("chrome://version");
    const [reader] = await Promise.all([extension.context.waitForEvent("page"), extension.click(page)]);
    await reader.getByRole("alert").getByText("does not let extensions read this page").waitFor();
    await reader.close();
    await page.close();
  });
});

describe("in Firefox", () => {
  let firefox, id;
  before(async () => {
    firefox = await launchFirefox();
    id = await firefox.installExtension(join(ROOT, "www/dist/firefox"));
  });
  after(() => firefox?.close());

  /** The title and text of the tab in front, and how many tabs there are. WebDriver itself does not follow to new tabs. */
  const front = () =>
    firefox.evaluateInBrowser(`
      const { selectedBrowser, tabs } = gBrowser;
      return { title: selectedBrowser.contentTitle, url: selectedBrowser.currentURI.spec, tabs: tabs.length };
    `);
  async function until(holds) {
    const end = Date.now() + WAIT_MILLIS;
    for (;;) {
      const state = await front();
      if (holds(state)) return state;
      if (Date.now() > end) assert.fail(`waited in vain: ${JSON.stringify(state)}`);
      await new Promise((again) => setTimeout(again, 100));
    }
  }

  test("a click reads the page in a tab beside it; closing brings it back", async () => {
    await firefox.goto(`${server.url}/article`);
    const { tabs } = await front();
    await firefox.clickExtension(id);
    const reader = await until((state) => state.tabs === tabs + 1 && state.title === TITLE);
    assert.match(reader.url, /^moz-extension:/);
    await firefox.clickExtension(id);
    const back = await until((state) => state.tabs === tabs);
    assert.equal(back.url, `${server.url}/article`);
  });
});
