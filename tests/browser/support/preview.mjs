// The print preview in a page's reader: opened, read, and printed.

import { pdfPages } from "./pdf.mjs";

/** A page with a reader in it, and with styles that would spoil any print of the page itself. */
export const HOST = `<!doctype html><title>Host</title><style>@page{size:A5 landscape}@media print{*{visibility:hidden}}body{transform:scale(.9)}</style>
  <script type=module>import "/element/define.js"</script><h1>Host page</h1><article-reader></article-reader>`;

/** Opens the preview of a page given as HTML, or as a URL, and waits until all its sheets are there. */
export async function preview(page, html) {
  await page.evaluate((html) => document.querySelector("article-reader").open(html), html);
  await page.getByRole("button", { name: "Print preview" }).click();
  return laidOut(page);
}

/** Waits until all sheets are there, with their images: each has its size then, or has made room for its words. */
export async function laidOut(page) {
  const isDone = () => page.getByText(/^\d+ pages?$/).waitFor();
  await isDone();
  await frameOf(page).waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth && image.hasAttribute("width")));
  await isDone();
  return page.frameLocator("article-reader iframe");
}

/** The frame of the sheets. */
export const frameOf = (page) => page.frames().find((candidate) => candidate !== page.mainFrame());

/** Hides what is not in the sheets' own text: list markers, dots between facts, header and footer, readings of ruby. */
const TEXT_ALONE = "li{list-style:none!important}.strip,rt{visibility:hidden}.fact::before{content:none!important}";

/**
 * The text of each page that the frame alone prints, without what `hiding` hides. Playwright prints pages only: the frame's document is
 * moved, as it is, to the page `paper`.
 */
export async function printed(page, paper, hiding = TEXT_ALONE) {
  const { html, css } = await frameOf(page).evaluate(() => ({
    html: document.documentElement.outerHTML,
    css: document.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n")).join("\n"),
  }));
  await paper.setContent(`<!doctype html>${html}`);
  await paper.addStyleTag({ content: `${css} ${hiding}` });
  return pdfPages(await paper.pdf({ preferCSSPageSize: true }), "-raw");
}

/** What stands on each sheet: its name, its text as `printed` has it, and by how much it reaches below its text area. */
export const sheetsOf = (frame) =>
  frame.getByRole("group").evaluateAll((groups) =>
    groups.map((group) => {
      const copy = group.querySelector(".columns").cloneNode(true);
      copy.querySelectorAll("rt").forEach((reading) => reading.remove());
      const area = group.querySelector(".columns").getBoundingClientRect();
      const bottoms = [...group.querySelectorAll(".text")].map((text) => text.getBoundingClientRect().bottom);
      const shown = [...copy.querySelectorAll(".text")].map((text) => {
        if (document.documentElement.dataset.links === "none") text.querySelectorAll(".note, .notes").forEach((note) => note.remove());
        return text.textContent;
      });
      return { name: group.ariaLabel, text: shown.join(""), over: Math.max(...bottoms) - area.bottom };
    }),
  );
