/** The switch between light, dark and what the device wants.
 *
 * The choice is kept in this browser and told to nobody.
 * @param {HTMLElement} group the radio buttons; hidden until they work */
export function appearance(group) {
  const root = document.documentElement;
  const tint = browserTint(root);
  const chosen = root.getAttribute("data-theme") || "";
  group.querySelectorAll("input").forEach((input) => {
    input.checked = input.value === chosen;
    input.addEventListener("change", () => {
      choose(root, input.value);
      tint();
    });
  });
  tint();
  group.hidden = false;
}

/** @param {HTMLElement} root
 * @param {string} theme "light", "dark", or "" for the device's */
function choose(root, theme) {
  if (theme) root.setAttribute("data-theme", theme);
  else root.removeAttribute("data-theme");
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}

/** Makes what lets the browser's own bars follow the choice.
 * @param {HTMLElement} root */
function browserTint(root) {
  const metas = [...document.querySelectorAll("meta[name=theme-color]")];
  const device = metas.map((meta) => meta.getAttribute("content") || "");
  return () => {
    const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
    metas.forEach((meta, i) => meta.setAttribute("content", root.hasAttribute("data-theme") ? paper : device[i]));
  };
}
