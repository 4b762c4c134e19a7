// The helpers of the other tests do what those rely on.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, launchWithExtension, watchErrors } from "./support/browser.mjs";
import { launchFirefox } from "./support/firefox.mjs";
import { pdfPages } from "./support/pdf.mjs";
import { serve } from "./support/server.mjs";

const MANIFEST = {
  manifest_version: 3,
  name: "Test",
  version: "1",
  action: { default_title: "Test" },
  permissions: ["activeTab", "scripting"],
  background: { service_worker: "background.js", scripts: ["background.js"] },
  browser_specific_settings: { gecko: { id: "test@example.com" } },
};
// Scripting in the tab works by activeTab alone, which only a click on the button grants.
const BACKGROUND = `
  const api = globalThis.browser ?? chrome;
  api.action.onClicked.addListener(async (tab) => {
    const script = { target: { tabId: tab.id }, func: () => { document.title = "clicked"; } };
    // Chromium's grant may arrive a little after the click.
    for (let tries = 10; tries > 0; tries--) {
      const done = await api.scripting.executeScript(script).then(() => true, () => false);
      if (done) return;
      await new Promise((again) => setTimeout(again, 10));
    }
  });
`;

let folder;
let server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "article-reader-support-"));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, "background.js"), BACKGROUND);
  writeFileSync(join(folder, "a.mjs"), "export default 1");
  server = await serve({
    folder,
    pages: { "/": "<!doctype html><title>page</title><button onclick='document.title += event.key ?? 1'>b</button>" },
    headers: { "X-Every": "yes" },
  });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("the server serves pages and files, and nothing outside its folder", async () => {
  const page = await fetch(`${server.url}/`);
  assert.equal(page.headers.get("Content-Type"), "text/html; charset=utf-8");
  assert.equal(page.headers.get("X-Every"), "yes");
  const file = await fetch(`${server.url}/a.mjs`);
  assert.equal(file.headers.get("Content-Type"), "text/javascript; charset=utf-8");
  assert.equal(await file.text(), "export default 1");
  for (const path of ["/%2e%2e%2fpackage.json", "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "/none", "/b/"]) {
    assert.equal((await fetch(server.url + path)).status, 404, path);
  }
  assert.ok(server.requests.includes("/a.mjs"));
});

test("Chromium shows pages, prints them, and its errors are seen", async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const errors = watchErrors(page);
  await page.setContent(`<p>Zürich</p><p style="break-before: page">第二页</p><p lang="ar">مقال</p>`);
  assert.deepEqual(errors, []);
  const pages = pdfPages(await page.pdf());
  assert.equal(pages.length, 2);
  assert.equal(pages[0].trim(), "Zürich");
  assert.match(pages[1], /第二页/);
  await page.evaluate(() => setTimeout(() => { throw new Error("seen"); }));
  await page.waitForFunction(() => true);
  await page.waitForTimeout(50);
  assert.match(errors.join(), /seen/);
});

test("a click on an extension's button in Chromium", async (t) => {
  const extension = await launchWithExtension(folder);
  t.after(() => extension.close());
  const page = await extension.context.newPage();
  await page.goto(`${server.url}/`);
  assert.equal(await page.title(), "page");
  await extension.click(page);
  await page.waitForFunction(() => document.title === "clicked");
});

test("Firefox shows pages, and runs an extension", async (t) => {
  const firefox = await launchFirefox();
  t.after(() => firefox.close());
  await firefox.goto(`${server.url}/`);
  assert.equal(await firefox.evaluate("return document.title + arguments[0]", "!"), "page!");
  await assert.rejects(firefox.evaluate("throw new Error('seen')"), /seen/);
  await firefox.click("button");
  assert.equal(await firefox.evaluate("return document.title"), "page1");
  const id = await firefox.installExtension(folder);
  assert.equal(id, "test@example.com");
  await firefox.clickExtension(id);
  await firefox.evaluate("while (document.title !== 'clicked') await new Promise((go) => setTimeout(go, 20))");
});
