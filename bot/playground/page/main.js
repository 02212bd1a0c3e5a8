import * as api from './api.js';
import { combobox } from './combobox.js';
import { element } from './dom.js';
import { slackMessage, slackModal } from './slack.js';
import { teamsCard, teamsDialog } from './teams.js';
import { onTheme } from './theme.js';

const $ = (selector) => document.querySelector(selector);
const dialogs = { slack: $('#slack-dialog'), teams: $('#teams-dialog') };
/** Everything said so far; a pressed button replaces the reply that it belongs to. */
const turns = [];
/** Messages that came by themselves, by key: each is a turn nobody spoke. */
const told = new Map();
let [posts, look, shortcuts] = [[], 'card', []];

const words = $('#words');
const suggestions = combobox(words, { find: async (query) => (query.trim().length > 1 ? api.suggest(lastWords(query)) : []), take: (option) => say(option.label, () => api.press({ from: 'search', customer: option.value })), above: true });
/** "customer acme" is searched for "acme": a customer's name follows the command. */
const lastWords = (query) => query.replace(/^\/?(rapport\s+)?(customer|timeline|note|who|show)\s+/i, '');

/** One thing said, and the reply to it. */
async function say(spoken, send) {
  const turn = { spoken, reply: null };
  turns.push(turn);
  words.value = '';
  draw();
  await replied(turn, send);
}

async function replied(turn, send) {
  status('');
  const pressedIn = document.activeElement?.closest('.phone')?.querySelector('.turns')?.id;
  document.body.classList.add('busy');
  try {
    const reply = await send();
    if (reply.kind === 'form') openForm(turn, reply);
    else {
      for (const dialog of Object.values(dialogs)) dialog.close();
      turn.reply = reply;
    }
  } catch (cause) {
    status(cause.message);
  } finally {
    document.body.classList.remove('busy');
    draw();
    // The pressed button is gone with the old reply; the keyboard goes on in the new one.
    if (pressedIn && !dialogs[pressedIn]?.open) $(`#${pressedIn} .reply:nth-of-type(${turns.indexOf(turn) + 1})`)?.focus({ preventScroll: true });
    await drawPosts();
  }
}

function openForm(turn, reply) {
  const press = (pressed) => replied(turn, () => api.press(pressed));
  slackModal(reply, dialogs.slack, press);
  teamsDialog(reply, dialogs.teams, press);
  for (const dialog of Object.values(dialogs)) dialog.show();
  const shown = Object.values(dialogs).find((dialog) => dialog.checkVisibility());
  shown?.querySelector('input:not([type=hidden]), textarea, select')?.focus();
}

function draw() {
  for (const platform of ['slack', 'teams']) {
    const box = $(`#${platform}`);
    box.replaceChildren(...(turns.length ? turns.flatMap((turn) => drawTurn(turn, platform)) : [welcome()]));
    box.lastElementChild.scrollIntoView({ block: 'nearest' });
    if (turns.length) box.scrollTop = Math.max(0, box.lastElementChild.offsetTop - box.offsetTop - 56);
  }
}

function drawTurn(turn, platform) {
  const press = (pressed) => replied(turn, () => api.press(pressed));
  const said = turn.spoken === null ? [] : [element('p', { class: 'said' }, turn.spoken)];
  const reply = turn.reply ? drawReply(turn.reply, platform, press) : element('p', { class: 'thinking' }, 'Rapport is looking…');
  return [...said, element('article', { class: 'reply', tabindex: '-1', 'aria-label': turn.reply?.title ?? 'Reply' }, element('p', { class: 'private' }, 'Rapport · only you can see this'), reply)];
}

function drawReply(reply, platform, press) {
  if (look === 'text') return element('pre', { class: 'plain' }, reply.text);
  if (look === 'json') return element('pre', { class: 'json' }, JSON.stringify(platform === 'slack' ? reply.slack.json : reply.teams, null, 2));
  return platform === 'slack' ? slackMessage(reply, press) : teamsCard(reply.teams, press);
}

const welcome = () => element('p', { class: 'welcome' }, 'Ask about a customer. The reply appears here as this platform would show it.');

async function drawPosts() {
  if (!$('#person').value) return;
  const isChannel = $('#place').value !== 'direct';
  $('.phone.channel').hidden = !isChannel;
  $('[data-tab=channel]').hidden = !isChannel;
  if (!isChannel) return drawTold();
  const found = await api.posts().catch(() => posts);
  if (found.length === posts.length && found.at(-1)?.key === posts.at(-1)?.key && $('#channel').childElementCount) return;
  posts = found;
  const nothing = element('p', { class: 'welcome' }, 'Nothing was posted here. Share an answer, and everybody in the channel reads it.');
  $('#channel').replaceChildren(...(posts.length ? posts.map(drawPost) : [nothing]));
}

/** A post with its own menu: what is chosen there answers in private. */
function drawPost({ key, shown }) {
  const choose = ({ command, label }) => element('button', { type: 'button', class: 'shortcut', click: () => say(label, () => api.press({ from: 'message', key, command })) }, `⋯ ${label}`);
  return element('article', { class: 'reply' }, element('p', { class: 'private' }, 'Rapport · everybody here can see this'), slackMessage(shown, () => {}), ...shortcuts.map(choose));
}

/** What Rapport tells this person without being asked stands in the chat, as it would there. */
async function drawTold() {
  const person = $('#person').value;
  const found = await api.posts().catch(() => []);
  const fresh = found.filter(({ key, edits }) => told.get(key)?.edits !== edits);
  if (fresh.length === 0 || person !== $('#person').value) return;
  for (const { key, edits, shown } of fresh) {
    const turn = told.get(key)?.turn ?? { spoken: null };
    if (!turns.includes(turn)) turns.push(turn);
    turn.reply = shown;
    told.set(key, { edits, turn });
  }
  draw();
}

const status = (sentence) => { $('#status').textContent = sentence; };

function startOver() {
  turns.length = 0;
  told.clear();
  posts = [];
  $('#channel').replaceChildren();
  for (const dialog of Object.values(dialogs)) dialog.close();
  draw();
  drawPosts();
}

function selectTab(name) {
  $('.phones').dataset.tab = name;
  for (const tab of document.querySelectorAll('.tabs button')) tab.setAttribute('aria-pressed', String(tab.dataset.tab === name));
}

function fillIn({ people, strangers, places, suggestions: tries }) {
  const option = ({ user, label, detail }) => element('option', { value: user }, detail ? `${label} · ${detail}` : label);
  const departments = [...new Set(people.map(({ department }) => department))];
  const named = (id) => id.charAt(0).toUpperCase() + id.slice(1);
  $('#person').replaceChildren(
    ...departments.map((id) => element('optgroup', { label: named(id) }, ...people.filter(({ department }) => department === id).map(option))),
    element('optgroup', { label: 'To be refused' }, ...strangers.map(option)),
  );
  $('#place').replaceChildren(...places.map(({ id, label }) => element('option', { value: id }, label)));
  $('#tries').replaceChildren(...tries.map(({ question, find }) => element('button', { type: 'button', title: find ?? null, click: () => say(question, () => api.ask(question)) }, question)));
}

for (const dialog of Object.values(dialogs)) {
  dialog.addEventListener('keydown', ({ key }) => { if (key === 'Escape') dialog.close(); });
  // What is closed on one platform is closed on both: it is one form.
  dialog.addEventListener('close', () => { for (const other of Object.values(dialogs)) other.close(); words.focus(); });
}
$('#composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const spoken = words.value.trim();
  suggestions.close();
  if (spoken) say(spoken, () => api.ask(spoken));
});
$('#person').addEventListener('change', startOver);
$('#place').addEventListener('change', () => { selectTab('slack'); startOver(); });
for (const tab of document.querySelectorAll('.tabs button')) tab.addEventListener('click', () => selectTab(tab.dataset.tab));
for (const radio of document.querySelectorAll('[name=look]')) radio.addEventListener('change', () => { look = radio.value; draw(); });
onTheme($('#theme'), draw);
// A post goes through the queue and arrives a moment after it was shared.
setInterval(() => { if (!document.hidden) drawPosts(); }, 1500);

api.people().then((found) => {
  shortcuts = found.shortcuts;
  fillIn(found);
  startOver();
  words.focus();
}, (cause) => status(cause.message));
