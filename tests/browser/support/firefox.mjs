// Firefox for tests: geckodriver, spoken to directly (W3C WebDriver, and its moz additions), since the system's
// Firefox is not one that Playwright can drive.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

// Where `cargo xtask test` puts geckodriver, for a `node --test` by hand.
const TOOLS = fileURLToPath(new URL("../../../target/tools/bin", import.meta.url));
const START_ATTEMPTS = 100;
const START_PAUSE_MS = 100;
/** The key under which WebDriver passes an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
// The button hides in the extensions menu until it is given a place in the toolbar.
const CLICK_EXTENSION = `
  CustomizableUI.addWidgetToArea(arguments[0] + "-browser-action", CustomizableUI.AREA_NAVBAR);
  document.getElementById(arguments[0] + "-BAP").click();
`;

/**
 * A headless Firefox with an empty profile: `goto`, `evaluate(script, ...args)` (a function body; may be async),
 * `evaluateInBrowser` (the same, with the browser's own window and privileges), `click(css)`, `press(keys)`,
 * `installExtension(folder)` (gives its id), `clickExtension(id)`, `screenshot()`, `print()` (the page as a PDF, on the
 * paper its styles ask for) and `close()`.
 */
export async function launchFirefox() {
  const port = await freePort();
  const driver = spawn("geckodriver", ["--port", String(port), "--allow-system-access", "--log", "error"], {
    env: { ...process.env, PATH: `${TOOLS}${delimiter}${process.env.PATH}`, MOZ_HEADLESS: "1" },
    stdio: "ignore",
  });
  const failed = new Promise((_, reject) => driver.once("error", reject));
  const session = await Promise.race([failed, startSession(`http://127.0.0.1:${port}`)]).catch((error) => {
    driver.kill();
    throw error;
  });
  const send = (method, path, body) => call(method, session + path, body);

  const evaluate = (script, ...args) => {
    // Async scripts get their callback as the last argument.
    const wrapped = `const done = arguments[arguments.length - 1];
      (async function () { ${script} }).apply(null, arguments).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return send("POST", "/execute/async", { script: wrapped, args }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  };
  const find = async (css) => (await send("POST", "/element", { using: "css selector", value: css }))[ELEMENT];

  const evaluateInBrowser = async (script, ...args) => {
    await send("POST", "/moz/context", { context: "chrome" });
    try {
      return await evaluate(script, ...args);
    } finally {
      await send("POST", "/moz/context", { context: "content" });
    }
  };

  return {
    goto: (url) => send("POST", "/url", { url }),
    evaluate,
    evaluateInBrowser,
    click: async (css) => send("POST", `/element/${await find(css)}/click`, {}),
    press: (...keys) => {
      const actions = keys.flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })));
      return send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    installExtension: (folder) => send("POST", "/moz/addon/install", { path: folder, temporary: true }),
    clickExtension: (id) => evaluateInBrowser(CLICK_EXTENSION, id.replace(/[^a-z0-9_-]/gi, "_")),
    screenshot: async () => Buffer.from(await send("GET", "/screenshot"), "base64"),
    print: async () => {
      const margin = { top: 0, bottom: 0, left: 0, right: 0 };
      return Buffer.from(await send("POST", "/print", { background: true, shrinkToFit: false, margin }), "base64");
    },
    async close() {
      await call("DELETE", session).catch(() => {});
      driver.kill();
    },
  };
}

/** Asks until geckodriver is up, and returns the session's address. */
async function startSession(driver) {
  const options = { args: ["-headless"], prefs: { "app.update.auto": false } };
  const capabilities = { alwaysMatch: { browserName: "firefox", "moz:firefoxOptions": options } };
  for (let attempt = 0; ; attempt++) {
    try {
      const { sessionId } = await call("POST", `${driver}/session`, { capabilities });
      return `${driver}/session/${sessionId}`;
    } catch (error) {
      // Only "not listening yet" is worth another try.
      if (!(error instanceof TypeError) || attempt === START_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
    }
  }
}

async function call(method, url, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
