import { element } from './dom.js';
import { slackMessage } from './slack.js';
import { teamsCard } from './teams.js';

const PLATFORMS = ['slack', 'teams'];
const boxOf = (platform) => document.querySelector(`#${platform}`);

/**
 * What stands in the chat, drawn as both platforms show it: what was said with Rapport's answer, and what Rapport posted
 * by itself, with its thread. Only what changed is drawn again, so that nothing jumps and nothing is read out twice.
 * `press(turn, pressed)` and `choose(turn, shortcut)` do what is pressed; `retry(turn)` asks once more.
 */
export function conversation({ press, choose, retry, welcome }) {
  const turns = [];
  let [look, shortcuts] = ['card', []];

  const nodeOf = (turn, platform) => {
    const node = element('div', { class: 'turn' }, ...said(turn), bubble(turn, platform));
    if (turn.replies.length > 0) {
      const label = turn.replies.length === 1 ? '1 reply' : `${turn.replies.length} replies`;
      node.append(element('section', { class: 'thread', 'aria-label': `Thread, ${label}` }, element('p', { class: 'private' }, `Thread · ${label}`), ...turn.replies.map((reply) => bubble(reply, platform))));
    }
    return node;
  };
  const said = ({ spoken }) => (spoken === null ? [] : [element('p', { class: 'said' }, spoken)]);

  function bubble(turn, platform) {
    const { reply, fault, post } = turn;
    const label = fault ?? reply?.title ?? 'Rapport is looking';
    const article = element('article', { class: `reply${post?.everybody ? ' everybody' : ''}`, tabindex: '-1', 'aria-label': label, 'aria-busy': String(!reply && !fault) }, from(turn, platform));
    if (fault) article.append(element('p', { class: 'fault' }, `⚠ ${fault}`), element('button', { type: 'button', class: 'again', click: () => retry(turn) }, 'Try again'));
    if (reply) article.append(drawn(turn, platform));
    else if (!fault) article.append(element('p', { class: 'thinking' }, 'Rapport is looking', element('span', { class: 'dots', 'aria-hidden': 'true' }, '…')));
    return article;
  }

  /** Who says it and who reads it, and for what was posted the menu that a message has in a chat. */
  function from(turn, platform) {
    const { post } = turn;
    const words = ['Rapport', post?.everybody ? 'everybody here can see this' : 'only you can see this', ...(post?.edits ? ['edited'] : [])].join(' · ');
    const line = element('div', { class: 'from' }, element('p', { class: 'private' }, words));
    if (post && shortcuts.length > 0) line.append(messageMenu(turn, platform));
    return line;
  }

  function messageMenu(turn, platform) {
    const summary = element('summary', { 'aria-label': 'More actions on this message', title: 'More actions' }, '⋯');
    const take = (menu, shortcut) => { menu.open = false; choose(turn, shortcut, platform); };
    const menu = element('details', { class: 'menu', name: `menu-${platform}`, keydown: (event) => { if (event.key === 'Escape') { menu.open = false; summary.focus(); } } }, summary);
    menu.append(element('div', { class: 'choices' }, ...shortcuts.map((shortcut) => element('button', { type: 'button', click: () => take(menu, shortcut) }, shortcut.label))));
    return menu;
  }

  function drawn(turn, platform) {
    const { reply } = turn;
    if (look === 'text') return element('pre', { class: 'plain' }, reply.text);
    if (look === 'json') return element('pre', { class: 'json', tabindex: '0' }, JSON.stringify(platform === 'slack' ? reply.slack.json : reply.teams, null, 2));
    const send = (pressed) => press(turn, pressed, platform);
    return platform === 'slack' ? slackMessage(reply, send) : teamsCard(reply.teams, send);
  }

  /** `follow`: its beginning is what one came to read. What comes by itself moves nobody who reads further up. */
  function draw(turn, { follow = false } = {}) {
    const top = turn.parent ?? turn;
    for (const platform of PLATFORMS) {
      const [box, before, node] = [boxOf(platform), top.nodes[platform], nodeOf(top, platform)];
      const wasBelow = box.scrollHeight - box.scrollTop - box.clientHeight < 120;
      if (before) before.replaceWith(node);
      else {
        if (turns.length === 1) box.replaceChildren();
        box.append(node);
      }
      top.nodes[platform] = node;
      if (follow || (!before && wasBelow)) box.scrollTop = Math.max(0, node.offsetTop - box.offsetTop - 12);
    }
  }

  function drawAll() {
    for (const platform of PLATFORMS) boxOf(platform).replaceChildren(...(turns.length ? [] : [welcome()]));
    for (const turn of turns) for (const platform of PLATFORMS) boxOf(platform).append((turn.nodes[platform] = nodeOf(turn, platform)));
  }

  return {
    draw, drawAll,
    /** A new turn at the end, or a reply in the thread of the post that it stands under. */
    add({ spoken = null, send = null, post = null, reply = null, parent = null }) {
      const turn = { spoken, send, post, reply, parent, fault: null, replies: [], nodes: {} };
      (parent?.replies ?? turns).push(turn);
      draw(turn, { follow: send !== null });
      return turn;
    },
    clear() {
      turns.length = 0;
      drawAll();
    },
    show(kind) {
      look = kind;
      drawAll();
    },
    offer(all) { shortcuts = all; },
    /** The keyboard goes on in what took the pressed button's place. */
    focus: (turn, platform) => (turn.parent ?? turn).nodes[platform]?.querySelector('.reply')?.focus({ preventScroll: true }),
    last: () => turns.at(-1),
    find: (key) => turns.flatMap((turn) => [turn, ...turn.replies]).find(({ post }) => post?.key === key),
    live: (key) => turns.find((turn) => turn.live === key),
  };
}
