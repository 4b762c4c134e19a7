/** A place over the whole page. A modal dialog: the browser makes the page inert, keeps the focus in and gives it back. */

const STYLES = `
dialog{all:initial;position:fixed;inset:0;display:block;inline-size:100%;block-size:100%;max-inline-size:none;max-block-size:none;
 overflow:auto;overscroll-behavior:contain;background:Canvas;direction:ltr}
dialog:not([open]){display:none}
dialog::backdrop{background:Canvas}`;

/** A style sheet, so that no element of the page is touched. */
const LOCK_STYLES = "html{overflow:hidden!important}";

/**
 * Opens the overlay in a shadow root.
 * @param {ShadowRoot} root
 * @param {() => boolean} back called on Escape and the like; false if there was nothing smaller to leave
 * @param {() => void} closed called when the browser has closed it
 * @returns {{ place: HTMLDialogElement, leave: () => void }} `leave` takes it away, and the page is as it was
 */
export function openOverlay(root, back, closed) {
  const dialog = document.createElement("dialog");
  dialog.tabIndex = -1;
  dialog.ariaLabel = "Reader view";
  root.append(dialog);
  styles ??= styleSheet(STYLES);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((sheet) => sheet !== styles), styles];

  const { scrollX, scrollY } = window;
  const lock = styleSheet(LOCK_STYLES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, lock];

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!back()) closed();
  });
  dialog.addEventListener("close", closed);
  dialog.showModal();
  dialog.focus({ preventScroll: true });

  const leave = () => {
    dialog.removeEventListener("close", closed);
    dialog.close(); // Gives the focus back.
    dialog.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== lock);
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  };
  return { place: dialog, leave };
}

let styles;

export function styleSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
