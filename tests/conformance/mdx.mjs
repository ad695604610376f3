// Compiles every MDX file of a folder with @mdx-js/mdx, runs it, and writes what it shows: `mdx.mjs FOLDER OUT.json`.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const tools = createRequire(path.join(process.env.NODE_PATH, "any.cjs"));
const folder = path.join(process.env.NODE_PATH);
const load = (name, file) => import(pathToFileURL(path.join(folder, name, file)).href);

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? files(file) : file.endsWith(".mdx") ? [file] : [];
  });
}

const { evaluate } = await load("@mdx-js/mdx", "index.js");
const gfm = (await load("remark-gfm", "index.js")).default;
const frontmatter = (await load("remark-frontmatter", "index.js")).default;
const matter = tools("gray-matter");
const { h, Fragment } = tools("preact");
const { render } = tools("preact-render-to-string");
const runtime = tools("preact/jsx-runtime");

const shown = [];
let wrong = 0;
for (const file of files(process.argv[2])) {
  const source = fs.readFileSync(file, "utf8");
  try {
    const remarkPlugins = [gfm, [frontmatter, ["yaml", "toml"]]];
    const { default: Content } = await evaluate(source, { ...runtime, Fragment, remarkPlugins });
    const html = render(h(Content, {}));
    const { data } = matter(source);
    shown.push({ slug: data.slug ?? null, source: data.source ?? null, html });
  } catch (error) {
    wrong += 1;
    console.log(`${path.relative(process.argv[2], file)}: ${error.message}`);
  }
}
fs.writeFileSync(process.argv[3], JSON.stringify(shown));
console.log(`${shown.length} files compiled; wrong ${wrong}`);
process.exit(wrong || !shown.length ? 1 : 0);
