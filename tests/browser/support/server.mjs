// A web server for one test: a folder of files, and pages made up on the spot. Two of them are two origins.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
};

/**
 * Serves `folder` (the built `www` unless told) on a free port of 127.0.0.1, as `{ url, requests, close() }`.
 * `pages` maps paths to HTML text or to `{ status, headers, body }` and goes before the files; `headers` go with
 * every answer, a Content-Security-Policy for example. `requests` lists the paths that were asked for.
 */
export async function serve({ folder = join(ROOT, "www"), pages = {}, headers = {} } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    requests.push(path);
    const answer = await answerFor(path, folder, pages);
    response.writeHead(answer.status ?? 200, { ...headers, ...answer.headers });
    response.end(answer.body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerFor(path, folder, pages) {
  if (Object.hasOwn(pages, path)) {
    const page = pages[path];
    const answer = typeof page === "string" ? { body: page } : page;
    return { ...answer, headers: { "Content-Type": TYPES[".html"], ...answer.headers } };
  }
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  if (file.startsWith(normalize(folder + sep))) {
    try {
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      return { body: await readFile(file), headers: { "Content-Type": type } };
    } catch {
      // Not there, or a folder: the same answer as for what is outside.
    }
  }
  return { status: 404, headers: { "Content-Type": "text/plain" }, body: "Not found\n" };
}
