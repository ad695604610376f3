// What gray-matter and remark read of Markdown files, against the model:
// `markdown_readers.cjs FLAVOR POSTS.json FOLDER`.
//
// Every post has a file whose front matter tells its title, dates, authors and terms; every text parses, and its links
// to other posts of the folder lead to files that are there (in Obsidian's, by `[[…]]`).
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const tools = createRequire(path.join(process.env.NODE_PATH, "any.cjs"));
const load = (name) => import(pathToFileURL(tools.resolve(name)).href);

const KEYS = {
  gfm: { date: "date", modified: "lastmod", authors: "authors" },
  hugo: { date: "date", modified: "lastmod", authors: "authors" },
  jekyll: { date: "date", modified: "last_modified_at", authors: "author" },
  astro: { date: "pubDate", modified: "updatedDate", authors: "authors" },
  obsidian: { date: "date", modified: "updated", authors: "authors" },
};

function files(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? files(file) : file.endsWith(".md") ? [file] : [];
  });
}

function text(inlines) {
  return inlines
    .map((inline) => {
      const [kind, value] = typeof inline === "string" ? [inline, null] : Object.entries(inline)[0];
      if (kind === "text" || kind === "code") return value;
      if (kind === "break") return "\n";
      if (Array.isArray(value)) return text(value);
      return value && value.content ? text(value.content) : "";
    })
    .join("");
}

function nodes(node) {
  return [node, ...(node.children || []).flatMap(nodes)];
}

async function main(flavor, postsPath, folder) {
  const matter = tools("gray-matter");
  const { unified } = await load("unified");
  const parser = unified().use((await load("remark-parse")).default);
  parser.use((await load("remark-gfm")).default);
  if (flavor === "obsidian") parser.use(tools("remark-wiki-link").wikiLinkPlugin, { aliasDivider: "|" });
  const keys = KEYS[flavor];
  const faults = [];
  let fields = 0;
  let links = 0;
  const read = new Map();
  for (const file of files(folder)) {
    const { data, content } = matter(fs.readFileSync(file, "utf8"));
    // In Astro, the slug is the path of the file.
    const slug = flavor === "astro" ? (data.source ?? data.slug) : data.slug;
    read.set(`${slug} ${data.id}`, { file, data, content });
  }
  const posts = JSON.parse(fs.readFileSync(postsPath, "utf8")).posts;
  const wanted = posts.filter((post) => post.status === "publish" && !post.protected);
  for (const post of wanted) {
    const slug = flavor === "astro" ? (post.link ?? post.slug) : post.slug;
    const found = read.get(`${slug} ${post.id ?? undefined}`);
    if (!found) {
      faults.push(`${post.slug}: no file`);
      continue;
    }
    const same = (name, want, got) => {
      fields += 1;
      if (JSON.stringify(want) !== JSON.stringify(got)) {
        faults.push(`${post.slug}: ${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`);
      }
    };
    const { data } = found;
    same("title", text(post.title.value), data.title);
    const moment = (value) => (value ? new Date(value).toISOString() : undefined);
    same("date", moment(post.published), data[keys.date] && data[keys.date].toISOString());
    same("modified", moment(post.modified), data[keys.modified] && data[keys.modified].toISOString());
    const names = post.authors.map((author) => author.name).filter(Boolean);
    const single = flavor === "jekyll" && names.length === 1;
    same("authors", names.length ? (single ? names[0] : names) : undefined, data[keys.authors]);
    const taxonomies = new Map();
    // A term known only by its number has no name to write.
    for (const term of post.terms.filter((term) => term.name.value)) {
      const key = { category: "categories", post_tag: "tags" }[term.taxonomy] || term.taxonomy;
      const tag = flavor === "obsidian" && key === "tags";
      const name = tag ? term.name.value.split(/\s+/).join("-") : term.name.value;
      if (!taxonomies.has(key)) taxonomies.set(key, []);
      if (!taxonomies.get(key).includes(name)) taxonomies.get(key).push(name);
    }
    for (const [key, terms] of taxonomies) same(key, terms, data[key] ?? data[`taxonomy-${key}`]);
    for (const node of nodes(parser.parse(found.content))) {
      if (node.type === "wikiLink") {
        links += 1;
        if (!fs.existsSync(path.join(folder, `${node.value}.md`))) faults.push(`${post.slug}: no [[${node.value}]]`);
      }
      const url = node.type === "link" || node.type === "image" ? node.url : "";
      if (url && !/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(url)) {
        links += 1;
        const place = decodeURI(url.split("#")[0]);
        // Astro's pages are folders: links to others of them begin in the page's own.
        const page = flavor === "astro" && place.endsWith("/");
        const from = page ? found.file.replace(/\.md$/, "") : path.dirname(found.file);
        const target = page ? `${path.join(from, place, ".")}.md` : path.join(from, place);
        if (!fs.existsSync(target)) faults.push(`${post.slug}: ${url} leads nowhere`);
      }
    }
  }
  if (!fields) faults.push("nothing was compared");
  faults.forEach((fault) => console.log(fault));
  console.log(`${wanted.length} posts, ${fields} fields, ${links} links within; wrong ${faults.length}`);
  process.exit(faults.length ? 1 : 0);
}

main(...process.argv.slice(2));
