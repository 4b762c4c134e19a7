// Chromium for tests: the system's own, driven by playwright-core, which brings none.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// As root there is no sandbox to be had; the rest keeps Chromium from calling home.
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of the installed Chromium; the environment variable CHROMIUM overrides the search. */
export function executablePath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = paths.find((path) => existsSync(path));
  if (!found) throw new Error(`no Chromium on the PATH (${NAMES.join(", ")}); \`cargo xtask test\` installs it`);
  return found;
}

/** A headless browser with an empty profile. Close it after the tests: `after(() => browser.close())`. */
export function launch(options = {}) {
  return chromium.launch({ executablePath: executablePath(), args: ARGUMENTS, ...options });
}

/**
 * A headless browser with an unpacked extension, as `{ context, id, worker, click(page), close() }`.
 * `click` is a click on the toolbar button while `page` is in front, with all that it grants (activeTab).
 * Chromium tells the page's process of the grant and the extension of the click at once, so a script that the
 * extension injects at the very start can be refused ("Cannot access contents of the page", one time in six):
 * the extension has to try again some milliseconds later.
 */
export async function launchWithExtension(folder, options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "article-reader-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executablePath(),
    args: [
      ...ARGUMENTS,
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      "--enable-unsafe-extension-debugging",
    ],
    // Playwright's own headless arguments turn extensions off.
    ignoreDefaultArgs: ["--disable-extensions"],
    ...options,
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  // Before that its listeners are not registered, and a click would go unheard.
  await worker.evaluate(async () => {
    while (self.serviceWorker.state !== "activated") await new Promise((again) => setTimeout(again, 10));
  });
  const id = new URL(worker.url()).host;
  return {
    context,
    id,
    worker,
    click: (page) => clickAction(context, id, page),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function clickAction(context, id, page) {
  await page.bringToFront();
  const browser = await context.browser().newBrowserCDPSession();
  // The button belongs to the tab, a target of its own around the page's.
  const { targetInfos } = await browser.send("Target.getTargets", { filter: [{ type: "tab" }] });
  const tabs = targetInfos.filter((target) => target.url === page.url());
  if (tabs.length !== 1) throw new Error(`${tabs.length} tabs show ${page.url()}; a click needs exactly one`);
  await browser.send("Extensions.triggerAction", { id, targetId: tabs[0].targetId });
  await browser.detach();
}

/** Everything that goes wrong in a page from now on: uncaught errors, and errors on its console. */
export function watchErrors(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return errors;
}
