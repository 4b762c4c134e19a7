/** From what the element is given to what the engine reads. Fetching says clearly why it cannot. */

import { readerError } from "./error.js";
import { snapshot } from "./snapshot.js";

/** The engine's input and options, for any `Source` and the address it was loaded from. */
export async function readSource(given, url) {
  const source = typeof given === "function" ? await given() : given;
  if (source?.nodeType === Node.DOCUMENT_NODE) return [snapshot(source), { url }];
  if (!(source instanceof URL)) return [source, { url }];
  const page = await fetchPage(source);
  const { today } = snapshot(new Document(), /^http/.test(page.url)); // One place that reads the clock.
  return [page.bytes, { url: url ?? page.url, charset: page.charset, today }];
}

/** Whether it is a document or a snapshot of one; of what a function will give nobody knows. */
export function isLive(given) {
  return given?.nodeType === Node.DOCUMENT_NODE || given?.ops !== undefined;
}

/** An address of the page's own markup as a URL. */
export function pageUrl(address) {
  try {
    return new URL(address, document.baseURI);
  } catch (cause) {
    throw badUrl(address, cause);
  }
}

function badUrl(address, cause) {
  return readerError("bad-url", `Not an address that can be fetched: “${shorten(address)}”.`, "Give an address that begins with https://.", cause);
}

/** @param {URL} url */
async function fetchPage(url) {
  if (!/^(?:https?|blob|file|data):$/.test(url.protocol)) {
    throw badUrl(url);
  }
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    const foreign = url.origin !== location.origin;
    throw readerError(
      "unreachable",
      `The page at ${url.host || shorten(url)} could not be fetched.`,
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

function shorten(value) {
  const text = String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
