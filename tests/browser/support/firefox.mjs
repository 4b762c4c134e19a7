// Firefox for tests: by geckodriver with its additions to WebDriver, since the system's Firefox is not one that
// Playwright can drive.

import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { startDriver } from "./webdriver.mjs";

// Where `cargo xtask test` puts geckodriver, for a `node --test` by hand.
const TOOLS = fileURLToPath(new URL("../../../target/tools/bin", import.meta.url));
// The button hides in the extensions menu until it is given a place in the toolbar.
const CLICK_EXTENSION = `
  CustomizableUI.addWidgetToArea(arguments[0] + "-browser-action", CustomizableUI.AREA_NAVBAR);
  document.getElementById(arguments[0] + "-BAP").click();
`;

/**
 * A headless Firefox with an empty profile: what `startDriver` gives, and `evaluateInBrowser` (`evaluate` with the
 * browser's own window and privileges), `installExtension(folder)` (gives its id), `clickExtension(id)` and `print()`
 * (the page as a PDF, on the paper its styles ask for). `prefs` are settings as about:config has them.
 */
export async function launchFirefox(prefs = {}) {
  const options = { args: ["-headless"], prefs: { "app.update.auto": false, ...prefs } };
  const firefox = await startDriver({
    command: ["geckodriver", "--allow-system-access", "--log", "error"],
    env: { PATH: `${TOOLS}${delimiter}${process.env.PATH}`, MOZ_HEADLESS: "1" },
    capabilities: { browserName: "firefox", "moz:firefoxOptions": options },
  });
  const { send, evaluate } = firefox;

  const evaluateInBrowser = async (script, ...args) => {
    await send("POST", "/moz/context", { context: "chrome" });
    try {
      return await evaluate(script, ...args);
    } finally {
      await send("POST", "/moz/context", { context: "content" });
    }
  };

  return {
    ...firefox,
    evaluateInBrowser,
    installExtension: (folder) => send("POST", "/moz/addon/install", { path: folder, temporary: true }),
    clickExtension: (id) => evaluateInBrowser(CLICK_EXTENSION, id.replace(/[^a-z0-9_-]/gi, "_")),
    print: async () => {
      const margin = { top: 0, bottom: 0, left: 0, right: 0 };
      return Buffer.from(await send("POST", "/print", { background: true, shrinkToFit: false, margin }), "base64");
    },
  };
}
