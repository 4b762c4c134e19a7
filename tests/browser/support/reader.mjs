// A page with a reader on it, as tests of the view need one: served, opened in a context of its own, and read.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach } from "node:test";
import { launch, watchErrors } from "./browser.mjs";
import { ROOT, serve } from "./server.mjs";

/** The page of a case in tests/pages. */
export const fixture = (slug) => readFileSync(join(ROOT, "tests/pages", slug, "page.html"), "utf8");

/** `read(path)` opens the reader on another page of the server; `engine()` is the module. */
export const HOST = `<!doctype html><html lang=en><title>Host</title><meta name=viewport content="width=device-width">
  <script type=module>
    import "/element/define.js";
    import { loadEngine } from "/element/engine.js";
    window.reader = document.querySelector("article-reader");
    window.read = async (path) => reader.open(await (await fetch(path)).text(), { url: location.origin + path });
    window.engine = loadEngine;
    window.ready = true;
  </script><main><h1>Host</h1></main><article-reader></article-reader>`;

/**
 * Serves `pages` (by path, as `serve` has them) beside `HOST` at `/`, and gives each test of the file a page:
 * `t.page`, and besides `t.context`, `t.server`, `t.errors` (of the page) and `t.foreign` (addresses asked for on
 * other hosts, which do not answer).
 */
export function readerTests(pages, options) {
  const t = {};
  before(async () => {
    t.browser = await launch();
    t.server = await serve({ pages: { "/": HOST, "/favicon.ico": "", ...pages } });
  });
  after(async () => {
    await t.browser.close();
    await t.server.close();
  });
  /** A new page in a new context; the last one is closed. */
  t.renew = async (others) => {
    await t.context?.close();
    t.context = await t.browser.newContext({ viewport: { width: 1000, height: 800 }, locale: "en-US", ...options, ...others });
    t.foreign = [];
    await t.context.route((url) => url.hostname !== "127.0.0.1", (route) => {
      t.foreign.push(route.request().url());
      return route.fulfill({ status: 404, body: "" });
    });
    t.page = await t.context.newPage();
    t.errors = watchErrors(t.page);
    return t.page;
  };
  beforeEach(() => t.renew());
  t.button = (name) => t.page.getByRole("button", { name, exact: true });
  t.radio = (name) => t.page.getByRole("radio", { name, exact: true });
  t.dialog = () => t.page.getByRole("dialog", { name: "Reader view" });
  t.load = async (page = t.page) => {
    await page.goto(t.server.url);
    await page.waitForFunction(() => window.ready);
  };
  /** Loads the host and opens the reader on another page. */
  t.open = async (path, page = t.page) => {
    await t.load(page);
    await page.evaluate((path) => window.read(path), path);
  };
  return t;
}
