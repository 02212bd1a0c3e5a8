import * as api from './api.js';
import { combobox } from './combobox.js';
import { conversation } from './conversation.js';
import { element } from './dom.js';
import { closeForm, isOpen, openForm, whenClosed } from './form.js';
import { onTheme } from './theme.js';
import { fillIn, remembered } from './who.js';

const $ = (selector) => document.querySelector(selector);
const words = $('#words');
let person = null;

const chat = conversation({
  welcome,
  /** What was pressed in a private answer replaces it; what everybody reads stays, and the answer to who pressed comes below. */
  press: (turn, pressed, platform) => (turn.post?.everybody ? say(null, () => api.press(pressed), platform) : replied(turn, () => api.press(pressed), platform)),
  choose: ({ post }, { command, label }, platform) => say(label, () => api.press({ from: 'message', key: post.key, command }), platform),
  retry: (turn) => replied(turn, turn.send),
});

const suggestions = combobox(words, { find: async (query) => (isName(query.trim()) ? api.suggest(lastWords(query)) : []), take: (option) => say(option.label, () => api.press({ from: 'search', customer: option.value })), above: true });
/** Nobody's name is longer than the server searches for. */
const isName = ({ length }) => length > 1 && length <= 200;
/** "customer acme" is searched for "acme": a customer's name follows the command. */
const lastWords = (query) => query.replace(/^\/?(rapport\s+)?(customer|timeline|note|notes|who|show|handoff|task|win|follow)\s+/i, '');

/** One thing said, and the reply to it. */
function say(spoken, send, platform = null) {
  words.value = '';
  return replied(chat.add({ spoken, send }), send, platform);
}

async function replied(turn, send, platform = null) {
  Object.assign(turn, { send, fault: null });
  status('');
  document.body.classList.add('busy');
  try {
    const reply = await send();
    if (reply.kind === 'form') openForm(reply, (pressed) => replied(turn, () => api.press(pressed)));
    else {
      closeForm();
      turn.reply = reply;
      turn.live = reply.live ?? null;
    }
    heard(reply.title);
  } catch (cause) {
    // A form stays open with all that was filled in; anything else says below what was asked that it failed.
    if (isOpen() || turn.reply) status(cause.message);
    else turn.fault = cause.message;
  } finally {
    document.body.classList.remove('busy');
    const waits = isOpen() && !turn.reply;
    if (waits) turn.reply = OPEN;
    chat.draw(turn, { follow: turn === chat.last() });
    if (platform && !isOpen()) chat.focus(turn, platform);
    await drawPosts();
  }
}

const OPEN = { title: 'A form is open', text: 'A form is open.', slack: { html: '<p class="slack-context">A form is open.</p>', json: {} }, teams: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'A form is open.', isSubtle: true, size: 'Small' }] } };

/** Before anything was said: who one is, and what is worth trying. */
function welcome() {
  const trying = (question) => element('button', { type: 'button', click: () => say(question, () => api.ask(question)) }, question);
  const who = person ? `You are ${person.label}${person.detail ? `, ${person.detail}` : ''}.` : '';
  const where = $('#place').value === 'direct' ? '' : 'Nothing was posted here yet. ';
  return element('div', { class: 'welcome' }, element('p', { class: 'you' }, who), element('p', {}, `${where}Ask about a customer, or see what waits for you. The reply appears as this platform would show it.`), element('p', { class: 'first' }, ...['work', 'customer acme industries', 'wins', 'help'].map(trying)));
}

/** What Rapport posts in this place without being asked stands in the chat, as it would there. */
async function drawPosts() {
  if (!person) return;
  const [who, place] = [person, $('#place').value];
  const { posts: found, answers } = await api.posts().catch(() => ({ posts: [], answers: [] }));
  if (who !== person || place !== $('#place').value) return;
  for (const { key, shown } of answers) {
    const turn = chat.live(key);
    if (turn) chat.draw(Object.assign(turn, { reply: shown, live: null }));
  }
  for (const { key, edits, under, shown } of found) {
    const turn = chat.find(key);
    if (turn && turn.post.edits === edits) continue;
    const post = { key, edits, everybody: place !== 'direct' };
    if (turn) chat.draw(Object.assign(turn, { post, reply: shown }));
    else chat.add({ post, reply: shown, parent: (under && chat.find(under)) || null });
    if (!turn) heard(`New: ${shown.title}`);
  }
}

const status = (sentence) => { $('#status').textContent = sentence; };
/** For screen readers: the title alone, since the whole conversation is there to be read. */
const heard = (sentence) => { $('#heard').textContent = sentence; };

function startOver() {
  person = remembered();
  closeForm();
  status('');
  chat.clear();
  if (person) heard(`You are ${person.label}, writing in ${person.place}.`);
  drawPosts();
}

function selectTab(name) {
  $('.phones').dataset.tab = name;
  for (const tab of document.querySelectorAll('.tabs button')) tab.setAttribute('aria-pressed', String(tab.dataset.tab === name));
}

whenClosed(words);
$('#composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const spoken = words.value.trim();
  suggestions.close();
  if (spoken) say(spoken, () => api.ask(spoken));
});
for (const select of ['#person', '#place']) $(select).addEventListener('change', startOver);
for (const tab of document.querySelectorAll('.tabs button')) tab.addEventListener('click', () => selectTab(tab.dataset.tab));
for (const radio of document.querySelectorAll('[name=look]')) radio.addEventListener('change', () => chat.show(radio.value));
onTheme($('#theme'), chat.drawAll);
// A post goes through the queue and arrives a moment after it was shared.
setInterval(() => { if (!document.hidden) drawPosts(); }, 1500);

api.people().then((found) => {
  chat.offer(found.shortcuts);
  fillIn(found, (question) => say(question, () => api.ask(question)));
  startOver();
  words.focus();
}, (cause) => status(cause.message));
