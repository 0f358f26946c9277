// What the pages of the reader site do besides being read. Every page is whole
// without it.
import { appearance } from "./appearance.js";
import { clock } from "./clock.js";
import { copying } from "./copy.js";

/** Starts a feature on each of its elements; one that fails leaves the page as
 * it came.
 * @template {Element} E
 * @param {string} selector
 * @param {(element: E) => void | Promise<void>} feature */
function on(selector, feature) {
  document.querySelectorAll(selector).forEach(async (element) => {
    try {
      await feature(/** @type {E} */ (element));
    } catch (error) {
      console.warn(selector, error);
    }
  });
}

on(".clock", clock);
on("[data-theme-switch]", appearance);
on("[data-copy]", copying);

// Escape closes an open disclosure and gives the focus back to its handle.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.activeElement?.closest("details[open]");
  if (!open) return;
  open.removeAttribute("open");
  open.querySelector("summary")?.focus();
});
