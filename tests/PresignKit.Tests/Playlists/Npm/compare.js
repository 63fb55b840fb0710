// Reads the playlists before and after signing with m3u8-parser, and compares what it found: node compare.js M3U8_PARSER PAIRS.json
// Prints how many addresses were signed or lead to the application, how many stayed, how many playlists it could not read,
// and every difference that is none of these.
const { Parser } = require(process.argv[2]);
const { origins, base, signed, app, pairs } = JSON.parse(require("fs").readFileSync(process.argv[3], "utf8"));
const result = { replaced: 0, left: 0, unread: 0, wrong: [] };

// Null: the parser fails.
const parse = (text) => {
  const parser = new Parser();
  try {
    parser.push(text);
    parser.end();
    return parser.manifest;
  } catch {
    return null;
  }
};

const isAddress = (name) => /uri$/i.test(name);

// What an address stands for, by the URL standard.
const expected = (address) => {
  const path = new URL(address, base).pathname.slice(1).split("/").map((part) => encodeURIComponent(decodeURIComponent(part)))
    .join("/").replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  return [signed.replace("*", path), ...app.map((start) => start + path.slice(new URL("..", base).pathname.length - 1))];
};

const compare = (name, before, after, wrong) => {
  if (before !== null && typeof before === "object") {
    if (after === null || typeof after !== "object" || Object.keys(before).join() !== Object.keys(after).join()) {
      wrong(`${name} has other members`);
      return;
    }

    for (const key of Object.keys(before)) compare(key, before[key], after[key], wrong);
  } else if (isAddress(name) && typeof before === "string" && !origins.some((origin) => before.startsWith(origin))) {
    result.replaced++;
    if (!expected(before).includes(after)) wrong(`${before} became ${after}`);
  } else {
    if (isAddress(name) && typeof before === "string") result.left++;
    if (before !== after) wrong(`${name}: ${before} became ${after}`);
  }
};

for (const { name, before, after } of pairs) {
  const manifest = parse(before);
  if (manifest === null) result.unread++;
  compare("", manifest, parse(after), (message) => result.wrong.push(`${name}: ${message}`));
}

process.stdout.write(JSON.stringify(result));
