// Runs before the page is painted, and so is all that it must be: the theme
// that the reader has chosen here, if any. See appearance.js.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.setAttribute("data-theme", theme);
} catch {}
