// Bundles the reader site: one style sheet, one script, the fonts that the
// sheet names. What it writes is committed; CI builds it again and compares.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const site = join(here, "../internal/site");
const out = join(site, "static");

/** Every style sheet below a folder, in an order that does not depend on the disk.
 * @param {string} folder
 * @returns {string[]} */
function sheets(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sheets(path);
    return name.endsWith(".css") ? [path] : [];
  });
}

const house = ["fonts", "tokens", "base", "chrome", "prose"].map((name) => join(here, "styles", name + ".css"));
const pages = sheets(join(site, "pages"));
const all = [...house, ...pages, join(here, "styles/print.css")];

const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome80", "firefox78", "safari12"],
  outdir: out,
  logLevel: "warning",
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  ...shared,
  stdin: { contents: all.map((f) => `@import ${JSON.stringify("./" + relative(here, f))};`).join("\n"), resolveDir: here, loader: "css", sourcefile: "site.css" },
  entryNames: "site",
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
});
await build({ ...shared, entryPoints: { lite: join(here, "styles/lite.css") } });
await build({ ...shared, entryPoints: { site: join(here, "src/site.js") }, format: "esm", target: ["es2019"] });
await build({ ...shared, entryPoints: { theme: join(here, "src/theme.js") }, format: "iife", target: ["es2015"] });
for (const name of readdirSync(join(here, "fonts")).filter((n) => n.endsWith(".txt"))) {
  copyFileSync(join(here, "fonts", name), join(out, name));
}
