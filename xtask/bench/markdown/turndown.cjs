// turndown with its GFM plugin: `turndown.cjs CASES OUT`, a JSON string a line.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const tools = createRequire(path.join(process.env.NODE_PATH, "any.cjs"));
const TurndownService = tools("turndown");
const { gfm } = tools("turndown-plugin-gfm");

const service = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced" });
service.use(gfm);
const [cases, out] = process.argv.slice(2);
const lines = fs.readFileSync(cases, "utf8").trimEnd().split("\n");
const convert = (html) => {
  try {
    return service.turndown(html);
  } catch {
    return "";
  }
};
fs.writeFileSync(out, lines.map((line) => JSON.stringify(convert(JSON.parse(line))) + "\n").join(""));
