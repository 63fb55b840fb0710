// Runs the script of the page in node, with the few parts of a page that it uses: picks a file, submits the form, and prints what the page shows.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [script, origin, file, name, type] = process.argv.slice(2);
const shown = [];
const status = { value: '' };
let submit;

const elements = {
  form: {
    elements: { file: { files: [new File([await readFile(file)], name, { type })] } },
    addEventListener: (_, listener) => { submit = listener; },
    reset() {},
  },
  output: status,
  main: { append: picture => shown.push(picture.src) },
};
globalThis.document = { querySelector: selector => elements[selector] };
globalThis.Image = class { constructor(width) { this.width = width; } };
const send = globalThis.fetch;
globalThis.fetch = (url, options) => send(new URL(url, origin), options || {});

await import(pathToFileURL(script).href);
const before = shown.length;
await submit({ preventDefault() {} });
console.log(JSON.stringify({ before, status: status.value, shown }));
