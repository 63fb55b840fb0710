const form = document.querySelector('form');

async function call(url, body) {
  const response = await fetch(url, body && {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.title);
  return answer;
}

function send({ method, url, headers, fields }, file) {
  if (!fields) return fetch(url, { method, headers, body: file });
  const data = new FormData();                          // some stores need a form
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', file);
  return fetch(url, { method, body: data });
}

async function upload(file) {
  const slot = await call('/api/uploads/slots', {
    policy: 'picture', fileName: file.name, contentType: file.type, size: file.size,
  });
  await send(slot.request, file).catch(() => {});       // after an error, too, the backend looks at what arrived
  return call('/api/uploads/slots/complete', { token: slot.token });
}

async function show({ id }) {
  const { url } = await call(`/api/uploads/downloads/${id}`);
  const picture = new Image(200);
  picture.src = url;
  document.querySelector('main').append(picture);
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const status = document.querySelector('output');
  try {
    status.value = 'Uploading ...';
    await show(await upload(form.elements.file.files[0]));
    status.value = 'Done';
    form.reset();
  } catch (error) {
    status.value = error.message;
  }
});

for (const picture of await call('/api/pictures')) await show(picture);
