/** A button that copies an address and says so where screen readers hear it.
 * @param {HTMLButtonElement} button with data-copy, data-copied, data-failed */
export function copying(button) {
  const status = button.parentElement?.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    const done = await copy(button.dataset.copy || "");
    if (status) status.textContent = (done ? button.dataset.copied : button.dataset.failed) || "";
  });
  button.hidden = false;
}

/** @param {string} text
 * @returns {Promise<boolean>} whether it worked */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The old way, for pages that were not sent encrypted.
 * @param {string} text */
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "off-screen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
