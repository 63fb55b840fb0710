// Runs the script of docs/uploads.md in node, with a file of the disk, and prints what the application answers at the end.
import { readFile } from 'node:fs/promises';

const [origin, path] = process.argv.slice(2);
const file = new File([await readFile(path)], 'clip.mp4', { type: 'video/mp4' });
const send = globalThis.fetch;
globalThis.fetch = (url, options) => send(new URL(url, origin), options);

// <recipe:parts>
const api = (path, body) => fetch('/api/uploads' + path, {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)}).then(async answer =>
    answer.ok ? answer.json() : Promise.reject(await answer.json()));
const slot = await api('/slots', {policy: 'video', fileName: file.name, contentType: file.type, size: file.size, transports: ['multipart']});
const {partSize, partCount} = slot.multipart;
for (let number = 1; number <= partCount; number++) {
    const {parts: [part]} = await api('/slots/parts', {token: slot.token, numbers: [number]});
    const sent = await fetch(part.url, {method: part.method, body: file.slice((number - 1) * partSize, number * partSize)});
    if (!sent.ok) throw new Error(`part ${number}: ${sent.status}`);
}
const video = await api('/slots/complete', {token: slot.token});
// </recipe:parts>

console.log(JSON.stringify(video));
