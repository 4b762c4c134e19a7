/** Fetches a page's bytes, and says clearly why it cannot. */

import { readerError } from "./error.js";

/**
 * @param {string | URL} address relative to `base`
 * @returns {Promise<{ bytes: Uint8Array, url: string, charset?: string }>}
 */
export async function fetchPage(address, base = document.baseURI) {
  const url = URL.parse ? URL.parse(address, base) : tryUrl(address, base);
  if (!url || !/^(?:https?|blob|file|data):$/.test(url.protocol)) {
    throw readerError("bad-url", `Not an address that can be fetched: “${shorten(address)}”.`, "Give an address that begins with https://.");
  }
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    const foreign = url.origin !== location.origin;
    throw readerError(
      "unreachable",
      `The page at ${url.host || shorten(address)} could not be fetched.`,
      foreign
        ? "Its server may be down, or not let other sites read it. Open the page itself, or fetch it on your own server."
        : "Check the connection, then try again.",
      cause,
    );
  }
  if (!response.ok) {
    throw readerError("http-status", `The server answered ${response.status} ${response.statusText}`.trim() + ".", "Check the address.");
  }
  const type = response.headers.get("content-type") ?? "";
  if (type && !/html|xml|text\/plain/i.test(type)) {
    throw readerError("not-html", `This is no web page but ${shorten(type.split(";")[0])}.`, "Give the address of a page.");
  }
  const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(type)?.[1];
  return { bytes: new Uint8Array(await response.arrayBuffer()), url: response.url || url.href, charset };
}

function tryUrl(address, base) {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

function shorten(value) {
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
