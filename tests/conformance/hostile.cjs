// Opens what offprint made of hostile posts in a real browser: node hostile.cjs EXPORT BOOK
//
// EXPORT is the folder of an export in every format, BOOK the unpacked EPUB. Every post is opened four ways: as the
// content and summary of the feeds, as the Atom entry's title, as a chapter (XHTML), and as cmark-gfm renders its
// Markdown with raw HTML let through. The browser's debugger is told of every script that is compiled, inline, in an
// attribute or in an address: there must be none. Every request is seen: none may leave but for the pictures, sounds
// and films that a page itself shows, and no host has an address. Then each page is gone over element by element, without
// a script, and DOMPurify is asked what it would remove: nothing.
//
// CHROMIUM names the browser; NODE_PATH leads to playwright-core and dompurify. The last line gives the figures.

const fs = require('fs');
const http = require('http');
const path = require('path');
const { execFileSync } = require('child_process');
const { chromium } = require('playwright-core');

const [exported, book] = process.argv.slice(2);
let ORIGIN = '';
const BATCH = 20;
// Feed readers show many entries on a page.
const ENTRIES = 25;
const findings = [];
const find = (what) => { if (findings.push(what) <= 40) console.log(what); };

// What may not be in any page at all, whatever it holds.
const DEAD = new Set(('script iframe frame frameset object embed applet form button select textarea svg style link meta ' +
  'base template noscript portal marquee isindex').split(' '));
const LIVE =
  /^(https?:|ftps?:|mailto:|news:|irc[6s]?:|gopher:|nntp:|feed:(\/\/|https?:)|telnet:|mms:|rtsp:|sms:|svn:|tel:|fax:|xmpp:|webcal:|urn:|geo:|#|\/|[^:]*$)/i;
const LOADS = { img: ['src'], audio: ['src'], video: ['src', 'poster'], source: ['src'] };

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const page = (html) => `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>${html}</body></html>`;

function markdownPages() {
  const folder = path.join(exported, 'markdown');
  return together('markdown', fs.readdirSync(folder).sort().map((file) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    const body = text.slice(text.indexOf('\n---\n', 3) + 5);
    const extensions = ['table', 'strikethrough', 'autolink', 'tasklist', 'footnotes'].flatMap((name) => ['-e', name]);
    return execFileSync('cmark-gfm', ['--unsafe', ...extensions], { input: body, encoding: 'utf8', maxBuffer: 1 << 28 });
  }));
}

// Fragments, a page for every few of them.
function together(name, fragments) {
  const pages = [];
  for (let start = 0; start < fragments.length; start += ENTRIES) {
    const some = fragments.slice(start, start + ENTRIES);
    const body = some.map((html) => `<article>${html}</article>`).join('\n');
    pages.push({ name: `${name} ${start + 1}–${start + some.length}`, type: 'text/html', body: page(body), fragments: some });
  }
  return pages;
}

// The chapters, many on a page: as XML is well-formed or nothing, none can come out of its place.
function chapterPages() {
  const files = fs.readdirSync(book, { recursive: true }).map(String).filter((file) => file.endsWith('.xhtml')).sort();
  const pages = [];
  for (let start = 0; start < files.length; start += ENTRIES) {
    const some = files.slice(start, start + ENTRIES);
    const bodies = some.map((file) => {
      const text = fs.readFileSync(path.join(book, file), 'utf8');
      const body = text.slice(text.indexOf('<body'), text.lastIndexOf('</body>'));
      return `<div${body.slice('<body'.length)}</div>`;
    });
    const head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Chapters</title></head>';
    pages.push({ name: `epub/${some[0]} and what follows`, type: 'application/xhtml+xml', body: `${head}<body>${bodies.join('\n')}</body></html>` });
  }
  return pages;
}

// Feeds, parsed as XML by the browser.
async function feedPages(browser) {
  const tab = await browser.newPage();
  const read = (xml) => tab.evaluate((xml) => {
    const feed = new DOMParser().parseFromString(xml, 'text/xml');
    if (feed.querySelector('parsererror')) throw new Error(feed.querySelector('parsererror').textContent);
    const child = (item, name) => [...item.children].find((child) => child.localName === name);
    const html = (item, name, bare) => {
      const found = child(item, name);
      if (!found) return '';
      const type = found.getAttribute('type');
      return bare || type === 'html' ? found.textContent
        : found.textContent.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    };
    return [...feed.querySelectorAll('item, entry')].map((item) => item.localName === 'item'
      ? `${html(item, 'description', true)}\n${html(item, 'encoded', true)}`
      : `<h1>${html(item, 'title')}</h1>\n${html(item, 'summary')}\n${html(item, 'content')}`);
  }, xml);
  const pages = [];
  for (const file of ['feed.rss', 'feed.atom']) {
    const items = await read(fs.readFileSync(path.join(exported, file), 'utf8'));
    pages.push(...together(file, items));
  }
  const json = JSON.parse(fs.readFileSync(path.join(exported, 'feed.json'), 'utf8'));
  pages.push(...together('feed.json', json.items.map((item) => `<h1>${escaped(item.title || '')}</h1>\n${item.content_html || ''}`)));
  await tab.close();
  return pages;
}

// Goes over a page's nodes as the debugger gives them; what the page may load.
function judge(document, subject, shown) {
  const walk = (node) => {
    const name = (node.localName || node.nodeName || '').toLowerCase();
    const attributes = {};
    for (let i = 0; i < (node.attributes || []).length; i += 2) attributes[node.attributes[i].toLowerCase()] = node.attributes[i + 1];
    // The head that these pages have.
    const own = name === 'meta' && attributes.charset;
    if (node.nodeType === 1 && DEAD.has(name) && !own) find(`${subject}: the element ${name}`);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (/^on/.test(attribute) || ['srcdoc', 'formaction', 'action', 'ping', 'background', 'autofocus'].includes(attribute)) {
        find(`${subject}: the attribute ${attribute}`);
      }
      const address = value.replace(/[\u0000- ]/g, '');
      const picture = name === 'img' && attribute === 'src' && /^data:image\/(png|jpe?g|gif|webp);base64,/i.test(address);
      if (['href', 'src', 'poster', 'xlink:href', 'cite'].includes(attribute) && !LIVE.test(address) && !picture) {
        find(`${subject}: ${attribute}="${value}"`);
      }
      if (attribute === 'style' && /url|expression|@import|\\/i.test(value)) find(`${subject}: style="${value}"`);
      if ((LOADS[name] || []).includes(attribute)) {
        try { shown.add(new URL(value, `${ORIGIN}/page/0`).href.split('#')[0]); } catch { /* loads nothing */ }
      }
    }
    for (const child of [...(node.children || []), node.contentDocument].filter(Boolean)) walk(child);
  };
  walk(document);
}

// Serves the pages of a batch, and a page of frames for all of them.
const server = http.createServer((request, response) => {
  const send = (type, body) => { response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }); response.end(body); };
  const index = /^\/page\/(\d+)$/.exec(request.url);
  if (request.url === '/batch') {
    const frames = batch.map((_, index) => `<iframe src="/page/${index}"></iframe>`).join('');
    send('text/html', `<!doctype html><title>batch</title>${frames}`);
  } else if (index && batch[index[1]]) send(batch[index[1]].type, batch[index[1]].body);
  else { response.writeHead(404); response.end(); }
});
let batch = [];

function isInBook(url) {
  const path = url.startsWith(`${ORIGIN}/page/`) ? url.slice(`${ORIGIN}/page/`.length) : '..';
  return !path.includes('..') && fs.existsSync(`${process.argv[3]}/OEBPS/${path}`);
}

async function main() {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  ORIGIN = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run',
      // No name is known: nothing can leave, and what tries is seen.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-sync', '--disable-default-apps', '--autoplay-policy=no-user-gesture-required'],
  });
  const pages = [...await feedPages(browser), ...chapterPages(), ...markdownPages()];
  const context = await browser.newContext();
  const requests = [];
  const tab = await context.newPage();
  let dialogs = 0;
  tab.on('dialog', (dialog) => { dialogs += 1; find(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on('page', () => find('a window was opened'));
  const debug = await context.newCDPSession(tab);
  let scripts = 0;
  let armed = false;
  const frames = new Map();
  debug.on('Debugger.scriptParsed', (script) => {
    // The driver has a world of its own in each frame; the page's is the default one.
    if (!armed || !script.executionContextAuxData || !script.executionContextAuxData.isDefault) return;
    scripts += 1;
    const frame = script.executionContextAuxData && script.executionContextAuxData.frameId;
    find(`a script ran: ${script.url || '(inline)'} in frame ${frames.get(frame) || frame}`);
  });
  debug.on('Debugger.scriptFailedToParse', (script) => { if (armed && script.executionContextAuxData && script.executionContextAuxData.isDefault) { scripts += 1; find(`a script was compiled: ${script.url}`); } });
  debug.on('Network.requestWillBeSent', (request) => {
    const { url } = request.request;
    const own = url.startsWith(`${ORIGIN}/`) && /^\/(batch|page\/\d+)$/.test(new URL(url).pathname) && request.type === 'Document';
    // A picture that the page itself holds goes nowhere.
    if (!own && !url.endsWith('/favicon.ico') && !/^(data:image\/|about:)/.test(url)) requests.push({ url, frame: request.documentURL, kind: request.type });
  });
  await debug.send('Page.enable');
  await debug.send('Network.enable');
  await debug.send('Debugger.enable');
  await debug.send('DOM.enable');

  // The canary sings: a page with a script is seen to run it, one with a picture to fetch it.
  batch = [{ type: 'text/html', body: page('<p onclick="1">x</p><img src="https://canary.example/x.png" onerror="window.sang = 1"><script>1</script>') }];
  let sang = 0;
  const listen = (script) => { sang += script.executionContextAuxData && script.executionContextAuxData.isDefault ? 1 : 0; };
  debug.on('Debugger.scriptParsed', listen);
  await tab.goto(`${ORIGIN}/batch`, { waitUntil: 'load' });
  debug.off('Debugger.scriptParsed', listen);
  if (sang < 2 || !requests.some((request) => request.url.includes('canary.example'))) {
    find(`the canary is mute: ${sang} scripts seen, ${requests.length} requests`);
  }
  requests.length = 0;

  let media = 0;
  for (let start = 0; start < pages.length; start += BATCH) {
    batch = pages.slice(start, start + BATCH);
    armed = true;
    await tab.goto(`${ORIGIN}/batch`, { waitUntil: 'load' });
    const shown = new Set();
    const { root } = await debug.send('DOM.getDocument', { depth: -1, pierce: true });
    const documents = [];
    const collect = (node) => { if (node.contentDocument) documents.push(node.contentDocument); (node.children || []).forEach(collect); if (node.contentDocument) collect(node.contentDocument); };
    collect(root);
    if (documents.length !== batch.length) find(`${documents.length} of ${batch.length} pages opened, of ${batch[0].name} and what follows`);
    documents.forEach((document, index) => {
      const subject = batch[index] ? batch[index].name : document.documentURL;
      if (document.documentURL !== `${ORIGIN}/page/${index}`) find(`${subject} went to ${document.documentURL}`);
      if (JSON.stringify(document).includes('parsererror')) find(`${subject} is not well-formed`);
      judge(document, subject, shown);
    });
    armed = false;
    for (const request of requests.splice(0)) {
      const index = Number((/\/page\/(\d+)$/.exec(request.frame) || [])[1]);
      const subject = batch[index] ? batch[index].name : request.frame;
      if (shown.has(request.url.split('#')[0]) && ['Image', 'Media'].includes(request.kind) && !subject.startsWith('epub/')) media += 1;
      // A book brings its own pictures along.
      else if (subject.startsWith('epub/') && request.kind === 'Image' && isInBook(request.url)) media += 1;
      else find(`${subject}: a request (${request.kind}) for ${request.url}`);
    }
  }
  await tab.close();

  // DOMPurify, with what it lets pass by itself: it must remove nothing.
  const judgeTab = await browser.newPage();
  await judgeTab.route('**/*', (route) => route.abort());
  await judgeTab.addScriptTag({ path: path.join(path.dirname(require.resolve('dompurify')), 'purify.min.js') });
  let purified = 0;
  const fragments = pages.flatMap((page) => (page.fragments || []).map((fragment) => ({ name: page.name, fragment })));
  for (let start = 0; start < fragments.length; start += 500) {
    const some = fragments.slice(start, start + 500);
    const removed = await judgeTab.evaluate((htmls) => htmls.map((html) => {
      // DOMPurify's own expression, with the schemes of links that it does not know.
      const uris = /^(?:(?:(?:f|ht)tps?|mailto|tel|callto|sms|cid|xmpp|matrix|news|irc[6s]?|gopher|nntp|feed|telnet|mms|rtsp|svn|fax|webcal|urn|geo):|[^a-z]|[a-z+.\-]+(?:[^a-z+.\-:]|$))/i;
      DOMPurify.sanitize(html, { ALLOWED_URI_REGEXP: uris });
      return DOMPurify.removed.map((what) => what.element ? `<${what.element.nodeName}> ${what.element.textContent.slice(0, 80)}`
        : `${what.from && what.from.nodeName} ${what.attribute && what.attribute.name}="${what.attribute && what.attribute.value}"`);
    }), some.map((page) => page.fragment));
    removed.forEach((what, index) => { purified += 1; if (what.length) find(`${some[index].name}: DOMPurify removes ${what.join(', ')}`); });
  }
  await browser.close();
  server.close();
  if (findings.length) { console.log(`${findings.length} findings`); process.exit(1); }
  console.log(`${pages.length} pages, ${scripts} scripts, ${dialogs} dialogs, 0 requests but ${media} for media that pages show; DOMPurify removes nothing of ${purified}`);
}

main().catch((error) => { console.error(error); process.exit(1); });
