// WebKitGTK's MiniBrowser for tests, a stand-in for Safari: by its WebKitWebDriver, on a screen that is none.

import { spawn, spawnSync } from "node:child_process";
import { startDriver } from "./webdriver.mjs";

/** What is lacking for it, as a reason to skip; false where all is there. */
export const lacking = ["WebKitWebDriver", "Xvfb"].find((program) => spawnSync("which", [program]).status !== 0) ?? false;

const SCREEN_PAUSE_MS = 1000;

/** A MiniBrowser with an empty profile, as `startDriver` gives it. */
export async function launchWebKit(display) {
  const screen = spawn("Xvfb", [display, "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], { stdio: "ignore" });
  await new Promise((started) => setTimeout(started, SCREEN_PAUSE_MS));
  const webkit = await startDriver({
    command: ["WebKitWebDriver"],
    // Where there is no graphics card; and as root there is no sandbox to be had.
    env: { DISPLAY: display, GDK_BACKEND: "x11", WEBKIT_DISABLE_COMPOSITING_MODE: "1", WEBKIT_FORCE_SANDBOX: "0" },
    capabilities: { browserName: "MiniBrowser" },
  }).catch((error) => {
    screen.kill();
    throw error;
  });
  return {
    ...webkit,
    async close() {
      await webkit.close();
      screen.kill();
    },
  };
}
