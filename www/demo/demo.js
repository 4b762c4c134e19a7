/** The demo's front page: the box for a page of one's own. */

import { openReader } from "./reader.js";

const form = document.querySelector("#paste");
const filled = document.querySelector("#filled");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  openReader(form.elements.html.value, form.elements.url.value.trim() || undefined);
});

document.querySelector("#example").addEventListener("click", async () => {
  const address = new URL("articles/column.html", location.href);
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    form.elements.html.value = await response.text();
    form.elements.url.value = address.href;
    filled.textContent = `${form.elements.html.value.length.toLocaleString("en")} characters of HTML.`;
  } catch (error) {
    filled.textContent = `The example could not be loaded: ${error.message}`;
  }
});

// Before, a click would have sent the form to the server.
for (const button of form.querySelectorAll("button")) button.disabled = false;
