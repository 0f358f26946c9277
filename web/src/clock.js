/** The clock in the masthead.
 *
 * It goes by the server's time, because a phone's may be wrong, and shows the
 * newsroom's zone; pressed, it shows the reader's own. A page may come from a
 * cache, so the time is never in the page.
 * @param {HTMLButtonElement} button with data-zone, data-newsroom, data-own */
export async function clock(button) {
  const ahead = await serverAhead();
  let own = false;
  const show = () => {
    const now = new Date(Date.now() + ahead);
    write(button, own ? undefined : button.dataset.zone, (own ? button.dataset.own : button.dataset.newsroom) || "", now);
  };
  const tick = () => {
    show();
    setTimeout(tick, 60000 - ((Date.now() + ahead) % 60000));
  };
  button.addEventListener("click", () => {
    own = !own;
    button.setAttribute("aria-pressed", String(own));
    show();
  });
  tick();
  button.hidden = false;
}

/** How many milliseconds the server's clock is ahead of this device's; half of
 * the way there and back is taken for the way back.
 * @returns {Promise<number>} */
async function serverAhead() {
  const asked = Date.now();
  const response = await fetch("/now", { cache: "no-store" });
  if (!response.ok) throw new Error("no time: " + response.status);
  const { now } = await response.json();
  return now - (asked + Date.now()) / 2;
}

/** @param {HTMLElement} button
 * @param {string | undefined} zone
 * @param {string} label
 * @param {Date} now */
function write(button, zone, label, now) {
  const lang = document.documentElement.lang;
  const format = (/** @type {Intl.DateTimeFormatOptions} */ o) => new Intl.DateTimeFormat(lang, { ...o, timeZone: zone });
  let time = "";
  let name = "";
  for (const part of format({ hour: "2-digit", minute: "2-digit", timeZoneName: "short" }).formatToParts(now)) {
    if (part.type === "timeZoneName") name = part.value;
    else time += part.value;
  }
  const date = format({ day: "numeric", month: "long", year: "numeric" }).format(now);
  button.replaceChildren(element("span", label), element("b", time.trim().replace(/[,،]$/, "")), name, element("i", ", " + date));
}

/** @param {string} tag
 * @param {string} text */
function element(tag, text) {
  const e = document.createElement(tag);
  e.textContent = text;
  return e;
}
