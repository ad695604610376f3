// Opens a book in a reading system within Chromium, goes to everything that its contents lead to, and prints what it
// shows there, as JSON: `node reader.mjs MODULES CHROMIUM epubjs|foliate BOOK.epub FOLDER`.
//
// MODULES is the folder that `playwright-core`, `epubjs` and `foliate-js` are installed in. Screenshots of the cover,
// the contents, and the first pages with a table, in a right-to-left script and in Japanese are put into FOLDER; of a
// page of the text one by night, one in large letters and one set from top to bottom, too.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const [modules, chromiumPath, system, book, folder] = process.argv.slice(2);
const require = createRequire(join(modules, "resolve.js"));
const { chromium } = require("playwright-core");

const TYPES = { ".js": "text/javascript", ".html": "text/html", ".css": "text/css", ".epub": "application/epub+zip" };

const PAGES = {
  epubjs: `<!doctype html><meta charset="utf-8"><style>body{margin:0}</style><div id="area"></div>
    <script src="/jszip/dist/jszip.min.js"></script><script src="/epubjs/dist/epub.min.js"></script>
    <script>
      window.open_ = async () => {
        const book = ePub("/book.epub");
        const size = { width: 760, height: 1000, flow: "scrolled-doc", manager: "default" };
        const rendition = book.renderTo("area", size);
        await rendition.display();
        const toc = (await book.loaded.navigation).toc;
        const spine = book.spine.spineItems.map(item => item.href);
        window.goTo = async href => { await rendition.display(href); };
        window.documents = () => rendition.getContents().map(contents => contents.document);
        return { toc, spine };
      };
    </script>`,
  foliate: `<!doctype html><meta charset="utf-8"><style>body{margin:0}foliate-view{display:block;width:760px;height:1000px}</style>
    <script type="module">
      import "/foliate-js/view.js";
      window.open_ = async () => {
        const view = document.createElement("foliate-view");
        document.body.append(view);
        const blob = await (await fetch("/book.epub")).blob();
        await view.open(new File([blob], "book.epub", { type: "application/epub+zip" }));
        view.renderer.setAttribute("flow", "scrolled");
        view.renderer.setAttribute("max-inline-size", "700px");
        await view.goTo(0);
        const spine = view.book.sections.map(section => section.id);
        window.goTo = href => view.goTo(href);
        window.documents = () => view.renderer.getContents().map(content => content.doc);
        const plain = items => items.map(({ label, href, subitems }) => ({ label, href, subitems: plain(subitems ?? []) }));
        return { toc: plain(view.book.toc), spine };
      };
      window.ready = true;
    </script>`,
};

// What readers ask for: colours and sizes as reading systems set them, and the direction of a language's old books.
const LOOKS = {
  night: "html, body { background: #121212; color: #d8d8d8 }",
  large: "body { font-size: 200% }",
  vertical: "html { writing-mode: vertical-rl }",
};

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    if (path === "/") {
      response.writeHead(200, { "content-type": "text/html" }).end(PAGES[system]);
    } else {
      const file = path === "/book.epub" ? book : join(modules, normalize(path));
      const bytes = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    }
  } catch {
    response.writeHead(404).end();
  }
});

await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
await mkdir(folder, { recursive: true });
/** Goes through the book in a page of its own: what each document shows, and the errors that the page reports. */
async function read(browser) {
  const complaints = [];
  const page = await browser.newPage({ viewport: { width: 760, height: 1000 } });
  page.on("pageerror", error => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => typeof window.open_ === "function");
  const { toc, spine } = await page.evaluate(() => window.open_());
  const hrefs = [];
  const collect = items => items.forEach(item => (hrefs.push(item.href), collect(item.subitems ?? [])));
  collect(toc);
  const files = [...new Set(hrefs.map(href => href.split("#")[0]))];
  const front = spine.filter(href => /cover\.xhtml$|nav\.xhtml$/.test(href));
  const shots = new Set();
  const shoot = async name => {
    if (shots.has(name)) return;
    shots.add(name);
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(folder, `${system}-${name}.png`) });
  };
  const documents = [];
  for (const href of [...front, ...files]) {
    await page.evaluate(href => window.goTo(href), href);
    const shown = await page.evaluate(async () => {
      const [document] = window.documents();
      const pictures = [...document.querySelectorAll("img")];
      await Promise.all(pictures.map(picture => picture.decode().catch(() => {})));
      const root = document.documentElement;
      const copy = root.cloneNode(true);
      copy.querySelectorAll("script, style, link").forEach(element => element.remove());
      const wide = () => root.scrollWidth > root.clientWidth + 1;
      const widths = { wide: wide() };
      document.body.style.fontSize = "200%";
      widths.wideInLarge = wide();
      document.body.style.fontSize = "";
      return {
        html: new XMLSerializer().serializeToString(copy),
        pictures: pictures.length,
        lost: pictures.filter(picture => !(picture.naturalWidth > 0)).map(picture => picture.getAttribute("alt") ?? ""),
        ...widths,
        table: document.querySelector("table") !== null,
        dir: root.getAttribute("dir"),
        lang: root.getAttribute("lang") ?? "",
      };
    });
    const isFront = front.includes(href);
    if (isFront) await shoot(/cover/.test(href) ? "cover" : "contents");
    if (!isFront && shown.dir === "rtl" && /ch\d+/.test(href)) await shoot("right-to-left");
    if (!isFront && /^ja/.test(shown.lang) && /ch\d+/.test(href)) await shoot("japanese");
    if (shown.table && !shots.has("table")) {
      await page.evaluate(() => window.documents()[0].querySelector("table").scrollIntoView());
      await shoot("table");
    }
    documents.push({ href, front: isFront, ...shown });
  }
  const chapters = documents.filter(shown => /ch\d+/.test(shown.href));
  const longest = chapters.toSorted((one, other) => other.html.length - one.html.length)[0];
  const looked = chapters.find(shown => shown.table) ?? longest;
  for (const [name, style] of looked ? Object.entries(LOOKS) : []) {
    await page.evaluate(href => window.goTo(href), looked.href);
    await page.evaluate(style => {
      const [document] = window.documents();
      const element = document.createElementNS("http://www.w3.org/1999/xhtml", "style");
      element.textContent = style;
      document.querySelector("style.look")?.remove();
      element.className = "look";
      document.head.append(element);
      document.querySelector("table, h1").scrollIntoView();
    }, style);
    await page.waitForTimeout(300);
    await shoot(name);
  }
  await page.close();
  return { documents, complaints, shots: [...shots] };
}

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
try {
  let reading = await read(browser);
  if (reading.complaints.length > 0) {
    // foliate-js observes the size of a chapter while it replaces it, and sometimes finds no document there. What the
    // book causes comes back in a second reading; what the timing caused does not.
    const first = reading.complaints;
    reading = await read(browser);
    reading.complaints = reading.complaints.filter(complaint => first.includes(complaint));
  }
  process.stdout.write(JSON.stringify({ system, ...reading }));
} finally {
  await browser.close();
  server.close();
}
