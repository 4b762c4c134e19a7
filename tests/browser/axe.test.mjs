// Accessibility as axe-core sees it: in every theme, with every panel open, on a phone too. axe-core is the rule set
// that browsers' own audits run; its contrast rule measures every text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { ROOT, serve } from "./support/server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const fixture = (slug) => readFileSync(join(ROOT, "tests/pages", slug, "page.html"), "utf8");
const HOST = `<!doctype html><html lang=en><title>Host</title><meta name=viewport content="width=device-width">
  <script type=module>
    import "/element/define.js";
    window.reader = document.querySelector("article-reader");
    window.read = async (path) => reader.open(await (await fetch(path)).text(), { url: location.origin + path });
    window.ready = true;
  </script><main><h1>Host</h1></main><article-reader></article-reader>`;
const THEMES = ["As the system", "Light", "Sepia", "Gray", "Dark", "Black", "High contrast", "Own colors"];

let browser, server;
before(async () => {
  browser = await launch();
  server = await serve({ pages: { "/": HOST, "/long": fixture("long-read"), "/arabic": fixture("arabic-rtl"), "/favicon.ico": "" } });
});
after(async () => {
  await browser.close();
  await server.close();
});

async function open(path, options) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: "en-US", ...options });
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.fulfill({ status: 404, body: "" }));
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => window.ready);
  await page.evaluate((path) => window.read(path), path);
  await page.evaluate(AXE);
  return page;
}

/** What axe finds, a line each. */
function violations(page) {
  return page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.any.map((check) => check.message).join("; ").slice(0, 160)}`));
  });
}
const button = (page, name) => page.getByRole("button", { name, exact: true });

describe("axe finds nothing", () => {
  for (const theme of THEMES) {
    test(`in the theme “${theme}”, with and without its panel`, async () => {
      const page = await open("/long");
      await button(page, "Text and theme").click();
      await page.getByRole("radio", { name: theme, exact: true }).check();
      assert.deepEqual(await violations(page), [], "panel open");
      await page.keyboard.press("Escape");
      assert.deepEqual(await violations(page), [], "panel closed");
      await page.context().close();
    });
  }

  test("in the system's dark", async () => {
    const page = await open("/long", { colorScheme: "dark" });
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

  test("in the contents, the shortcuts, the export, and on a phone", async () => {
    const page = await open("/long", { viewport: { width: 360, height: 740 } });
    await button(page, "Contents").click();
    assert.deepEqual(await violations(page), [], "contents");
    await page.keyboard.press("?");
    assert.deepEqual(await violations(page), [], "shortcuts");
    await button(page, "Text and theme").click();
    await page.getByText("Export or import").click();
    assert.deepEqual(await violations(page), [], "export");
    await page.context().close();
  });

  test("in Arabic, interface and article", async () => {
    const page = await open("/arabic", { locale: "ar" });
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

  test("it does look", async () => {
    const page = await open("/long");
    await page.evaluate(() => reader.shadowRoot.querySelector("[data-action=print]").removeAttribute("aria-label"));
    await page.evaluate(() => reader.shadowRoot.querySelector("[data-action=print]").removeAttribute("title"));
    assert.match((await violations(page)).join("\n"), /button-name/);
    await page.context().close();
  });
});
