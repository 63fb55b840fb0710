import { upload } from '/_content/PresignKit.AspNetCore/presignkit.js';

const form = document.querySelector('form'), status = document.querySelector('output');

form.addEventListener('submit', async event => {
  event.preventDefault();
  const onProgress = ({ fraction }) => { status.value = `${Math.round(fraction * 100)} %`; };
  try {
    const picture = await upload(form.elements.file.files[0], { endpoint: '/api/uploads', policy: 'picture', onProgress }).result;
    await show(picture.id);
    form.reset();
    status.value = 'Done';
  } catch (error) {
    status.value = error.message;
  }
});

const get = async url => (await fetch(url)).json();

async function show(id) {
  const picture = new Image(200);
  picture.src = (await get(`/api/uploads/downloads/${id}`)).url;
  document.querySelector('main').append(picture);
}

for (const { id } of await get('/api/pictures')) await show(id);
