// Pictures for a site, and what leads nowhere in it.
//
// `sites.mjs media POSTS.json FOLDER` writes a file for each picture, sound, film and picture that a link leads to, as
// `--media` finds it by its URL.
//
// `sites.mjs check POSTS.json FOLDER` reads the built pages: every local `src`, `href` and `poster`, and every image of
// front matter (which the layouts show), resolves to a file; the code of each post is in its page as it is in the model.
// Relative URLs that the posts themselves have are counted apart: nobody knows where they lead.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const tools = createRequire(path.join(process.env.NODE_PATH, "any.cjs"));
const SITE = "https://site.example/";
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"/>';

function* strings(value, key = "") {
  if (typeof value === "string") yield [key, value];
  else if (value && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* strings(inner, Array.isArray(value) ? key : name);
  }
}

function read(posts) {
  const shown = JSON.parse(fs.readFileSync(posts, "utf8"));
  return shown.posts;
}

function media(posts, folder) {
  let written = 0;
  for (const [key, value] of strings(read(posts))) {
    if (!/^(url|poster|link|src)$/.test(key) || !/^https?:\/\//.test(value)) continue;
    if (!/\.(png|jpe?g|gif|webp|svg|avif|bmp|mp3|ogg|mp4|webm|pdf|zip)([?#]|$)/i.test(value)) continue;
    let parts;
    try {
      parts = decodeURIComponent(new URL(value).pathname).split("/").filter(Boolean);
    } catch {
      continue;
    }
    if (parts.some((part) => part === ".." || Buffer.byteLength(part) > 255 || part.includes("\0"))) continue;
    const file = path.join(folder, ...parts);
    if (fs.existsSync(file)) continue;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // No two are alike: generators may make one file of those that are.
    const name = Buffer.from(parts.join("/"));
    fs.writeFileSync(file, /\.svg$/i.test(file) ? DRAWING : Buffer.concat([PIXEL, name]));
    written += 1;
  }
  console.log(`${written} files`);
}

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? files(file) : [file];
  });
}

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes || []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

const text = (node) => (node.nodeName === "#text" ? node.value : (node.childNodes || []).map(text).join(""));

// How code is compared: the end of its last line is the page's.
const bare = (code) => code.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");

function codes(value, found = []) {
  if (Array.isArray(value)) value.forEach((inner) => codes(inner, found));
  else if (value && typeof value === "object") {
    for (const [kind, inner] of Object.entries(value)) {
      if (kind === "code" && typeof inner === "string") found.push(inner);
      else if (kind === "code" && inner && typeof inner.text === "string") found.push(inner.text);
      else codes(inner, found);
    }
  }
  return found.filter((code) => code.trim());
}

function check(postsPath, site) {
  const { parse } = tools("parse5");
  const posts = read(postsPath);
  const own = new Set();
  for (const [, value] of strings(posts)) if (!/^[a-z][a-z0-9+.-]*:|^\/\//i.test(value)) own.add(value);
  const isFile = (file) => fs.existsSync(file) && fs.statSync(file).isFile();
  const isThere = (name) => {
    const file = path.join(site, name);
    return isFile(file) || isFile(path.join(file, "index.html")) || isFile(`${file.replace(/\/$/, "")}.html`);
  };
  const faults = [];
  let [pages, local, pictures, kept, compared] = [0, 0, 0, 0, 0];
  const shown = new Map();
  for (const file of files(site).filter((name) => name.endsWith(".html"))) {
    pages += 1;
    const place = path.relative(site, file).split(path.sep).map(encodeURIComponent).join("/");
    const page = new URL(place.replace(/(^|\/)index\.html$/, "$1"), SITE);
    for (const element of elements(parse(fs.readFileSync(file, "utf8")))) {
      const attributes = Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
      if (attributes["data-post"]) {
        const key = attributes["data-post"];
        const found = [...elements(element)].filter(({ tagName }) => tagName === "code" || tagName === "pre");
        shown.set(key, [...(shown.get(key) || []), ...found.map((code) => bare(text(code)))]);
      }
      for (const name of ["src", "href", "poster"]) {
        const value = attributes[name];
        if (value === undefined || /^(data|mailto|tel):/i.test(value) || value.startsWith("#")) continue;
        let url;
        try {
          url = new URL(value, page);
        } catch {
          continue;
        }
        if (url.origin !== page.origin) continue;
        if (own.has(value) || own.has(decodeURI(value))) {
          kept += 1;
          continue;
        }
        local += 1;
        if (name !== "href") pictures += 1;
        if (!isThere(decodeURIComponent(url.pathname))) {
          faults.push(`${decodeURIComponent(place)}: ${element.tagName} ${name}=${value} leads nowhere`);
        }
      }
    }
  }
  for (const post of posts) {
    const found = shown.get(post.link ?? post.slug);
    if (!found) continue;
    for (const code of codes(post.body)) {
      compared += 1;
      if (!found.includes(bare(code)) && !found.includes(bare(code).trim())) {
        faults.push(`${post.slug}: the page has no code ${JSON.stringify(code.slice(0, 200))}`);
      }
    }
  }
  if (!local || !pictures || !compared) faults.push("nothing was compared");
  faults.forEach((fault) => console.log(fault));
  const figures = `${pages} pages, ${local} local URLs, ${pictures} of pictures, ${compared} pieces of code`;
  console.log(`${figures}, ${kept} relative URLs of the posts' own; wrong ${faults.length}`);
  process.exit(faults.length ? 1 : 0);
}

const [command, posts, folder] = process.argv.slice(2);
if (command === "media") media(posts, folder);
else check(posts, folder);
