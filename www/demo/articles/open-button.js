/** The one button on each demo article that opens the page it stands on in the reader. */

import { openReader } from "../reader.js";

const button = document.querySelector("#open-reader");
button.addEventListener("click", () => openReader(document, location.href));
button.disabled = false; // Before, a click would have gone unheard.
