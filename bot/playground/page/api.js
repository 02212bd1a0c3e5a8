/** Talks to the bot on this machine. Whatever goes wrong becomes an `Error` with a sentence for the person. */

const person = document.querySelector('#person');
const place = document.querySelector('#place');

const who = () => ({ person: person.value, place: place.value });

/** Everybody who may be picked where a form asks for a colleague. */
export const everybody = [];

export async function people() {
  const found = await get('/playground/people');
  everybody.splice(0, everybody.length, ...found.people);
  return found;
}

export const ask = (words) => post('/playground/ask', { words });
export const press = (pressed) => post('/playground/press', { press: pressed });
export const suggest = async (query) => (await post('/playground/suggest', { query })).options;
export const posts = () => get(`/playground/posts?${new URLSearchParams(who())}`);

const get = (path) => answer(fetch(path));
const post = (path, body) =>
  answer(fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...who(), ...body }) }));

async function answer(sent) {
  const response = await sent.catch(() => {
    throw new Error('Rapport does not answer. Is npm start still running?');
  });
  const body = await response.text();
  if (response.ok) return JSON.parse(body);
  throw new Error(sayOf(body));
}

function sayOf(body) {
  try {
    return JSON.parse(body).say ?? body;
  } catch {
    return body;
  }
}
