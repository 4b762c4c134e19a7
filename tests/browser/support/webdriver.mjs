// Browsers spoken to by W3C WebDriver.

import { spawn } from "node:child_process";
import { createServer } from "node:net";

const START_ATTEMPTS = 100;
const START_PAUSE_MS = 100;
/** The key under which WebDriver passes an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/**
 * Starts a driver, `command` with a free port behind it, and a session with these capabilities: `send(method, path,
 * body)`, `goto(url)`, `evaluate(script, ...args)` (a function body; may be async), `click(css)`, `press(keys)`,
 * `screenshot()` and `close()`.
 */
export async function startDriver({ command: [program, ...options], env, capabilities }) {
  const port = await freePort();
  const driver = spawn(program, [...options, `--port=${port}`], { env: { ...process.env, ...env }, stdio: "ignore" });
  const failed = new Promise((_, reject) => driver.once("error", reject));
  const session = await Promise.race([failed, startSession(`http://127.0.0.1:${port}`, capabilities)]).catch((error) => {
    driver.kill();
    throw error;
  });
  const send = (method, path, body) => call(method, session + path, body);
  const find = async (css) => (await send("POST", "/element", { using: "css selector", value: css }))[ELEMENT];

  return {
    send,
    goto: (url) => send("POST", "/url", { url }),
    evaluate: (script, ...args) => {
      // Async scripts get their callback as the last argument.
      const wrapped = `const done = arguments[arguments.length - 1];
        (async function () { ${script} }).apply(null, arguments).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      return send("POST", "/execute/async", { script: wrapped, args }).then(({ value, error }) => {
        if (error) throw new Error(error);
        return value;
      });
    },
    click: async (css) => send("POST", `/element/${await find(css)}/click`, {}),
    press: (...keys) => {
      const actions = keys.flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })));
      return send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    screenshot: async () => Buffer.from(await send("GET", "/screenshot"), "base64"),
    async close() {
      await call("DELETE", session).catch(() => {});
      driver.kill();
    },
  };
}

/** Asks until the driver is up, and returns the session's address. */
async function startSession(driver, alwaysMatch) {
  for (let attempt = 0; ; attempt++) {
    try {
      const { sessionId } = await call("POST", `${driver}/session`, { capabilities: { alwaysMatch } });
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
