import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Acting, labelsOf, lookFurther } from '../chaos/acts.ts';
import { dialogOf, greet, press, privateTo, read, slash, submit } from '../chaos/deeds.ts';
import { caughtUp } from '../chaos/endings.ts';
import type { Work } from '../chaos/inside-work.ts';
import { untilSettled } from '../chaos/kills.ts';
import { settle } from '../chaos/setting.ts';
import { workWrongs } from '../chaos/work-checks.ts';
import { type Copy, moveIn, SALES, SUPPORT, until, type World, world } from '../chaos/world.ts';
import { freshDatabase } from '../store.ts';

const [ANA] = SALES;
const [MIA] = SUPPORT;
let there: World;
let copy: Copy;
let work: Work;
let remove: () => Promise<void>;
const said: Pick<Acting, 'steps' | 'news'> = {
  steps: [
    { what: 'note.change', token: 'sx1x', by: ANA, done: false },
    { what: 'handoff.ask', token: 'sx2x', by: MIA, done: false },
    { what: 'win', token: 'wx3x', by: ANA, done: false },
  ],
  news: ['rx4x'],
};

/** One of everything that the kills are checked for. */
beforeAll(async () => {
  const fresh = await freshDatabase();
  remove = fresh.remove;
  there = await world();
  await moveIn(fresh.place.url);
  await settle(there, fresh.place.url);
  copy = await there.start(fresh.place.url);
  await greet(there, copy);
  await slash(there, ANA, 'note Acme: nx0x wants one invoice, @lea').to(copy);
  await slash(there, ANA, 'note Globex: nx5x calls, @lea').to(copy);
  await pressed(ANA, 'Edit', { body: 'nx0x wants one invoice, sx1x by May' }, 'nx0x');
  await slash(there, ANA, 'task Acme @mia tx0x send the offer').to(copy);
  await pressed(MIA, 'Done', null, 'tx0x');
  await slash(there, ANA, 'handoff Acme @mia "hx0x asks for a dump"').to(copy);
  await pressed(MIA, 'Ask Ana…', { words: 'sx2x of which day?' }, 'hx0x');
  await slash(there, ANA, 'win Acme wx3x renewed for a year @mia @lea').to(copy);
  await pressed(ANA, 'Post it', null, 'wx3x');
  await copy.news('rx4x', 'Acme');
  await copy.tick('tell-followers');
  await untilSettled(copy, true);
  await caughtUp(copy);
  lookFurther(there, said.steps);
  work = await copy.work();
}, 150_000);
afterAll(async () => {
  await copy.stop();
  await there.close();
  await remove();
});

const offering = (email: string, label: string, word: string) =>
  privateTo(there, email).find(
    (message) => read(message).includes(word) && labelsOf(message).includes(label),
  );
const told = (email: string, label: string, word: string) =>
  until(() => offering(email, label, word) !== undefined, `${email} is offered ${label}`);
async function pressed(
  email: string,
  label: string,
  values: Record<string, string> | null,
  word: string,
): Promise<void> {
  await told(email, label, word);
  await copy.send(press(there, email, offering(email, label, word)!, label));
  if (!values) return;
  await until(() => dialogOf(there, email) !== null, 'a dialog');
  const view = dialogOf(there, email)!;
  there.screen.closed(there.people.byEmail(email).id);
  await copy.send(submit(there, email, view, values));
}

test('where nobody was killed all is well, and all of it was there to be looked at', () => {
  expect(workWrongs(there, said, work)).toEqual([]);
  expect(said.steps.filter(({ done }) => !done)).toEqual([]);
  expect([
    work.notes.length,
    work.tasks.length,
    work.handoffs.length,
    work.wins.length,
    work.rooms.length,
  ]).toEqual([2, 1, 1, 1, 4]);
  expect(work.notes.map(({ history }) => history.length).toSorted()).toEqual([0, 1]);
  expect(work.messages.filter(({ key }) => key.startsWith('win:')).length).toBe(2);
});

const none = <Item>(items: readonly Item[], is: (item: Item) => boolean): Item[] =>
  items.filter((item) => !is(item));
test.each<[string, (right: Work) => Partial<Work>]>([
  [
    'a change that its author saw is lost',
    ({ notes }) => ({
      notes: notes.map((note) => ({ ...note, body: note.body.replace('sx1x', '') })),
    }),
  ],
  [
    'a question is stored twice',
    ({ handoffs }) => ({
      handoffs: handoffs.map((one) => ({ ...one, talk: [...one.talk, ...one.talk] })),
    }),
  ],
  [
    'a win that its author saw is lost',
    ({ messages }) => ({ wins: [], messages: none(messages, ({ key }) => key.startsWith('win:')) }),
  ],
  [
    'a note is not on the timeline',
    ({ entries }) => ({ entries: none(entries, ({ id }) => id.startsWith('note:')) }),
  ],
  [
    'the timeline and the CRM say what a note said before',
    ({ notes }) => ({ notes: notes.map((note) => ({ ...note, body: `${note.body} and more` })) }),
  ],
  [
    'a note that was taken back stands in the CRM',
    ({ notes, entries }) => ({
      notes: notes.map((note) => ({ ...note, deleted: true })),
      entries: none(entries, ({ id }) => id.startsWith('note:')),
    }),
  ],
  [
    'the CRM does not know that a task is done',
    ({ tasks }) => ({ tasks: tasks.map((task) => ({ ...task, state: 'open' })) }),
  ],
  [
    'a step is not on record',
    ({ steps }) => ({ steps: steps.map((one) => ({ ...one, steps: one.steps - 1 })) }),
  ],
  ['a win has no post', () => ({ posts: [] })],
  [
    'a win that was taken back stands in the channel',
    ({ wins }) => ({ wins: wins.map((win) => ({ ...win, state: 'retracted' })) }),
  ],
  [
    'thanks are not in the post',
    ({ wins }) => ({ wins: wins.map((win) => ({ ...win, kudos: ['somebody', 'and', 'more'] })) }),
  ],
  [
    'somebody who is credited was not told',
    ({ messages }) => ({ messages: none(messages, ({ key }) => key.startsWith('win:')) }),
  ],
  [
    'followers were not told',
    ({ messages }) => ({ messages: none(messages, ({ key }) => key.startsWith('followed:')) }),
  ],
  [
    'one of the followers was not told',
    ({ messages, followers: [one] }) => ({
      messages: none(messages, ({ kind, to }) => kind === 'followed' && to === one),
    }),
  ],
  [
    'somebody was told who does not follow',
    ({ followers: [, ...others] }) => ({ followers: others }),
  ],
  [
    'a follower was told twice',
    ({ messages }) => ({
      messages: [...messages, ...messages.filter(({ key }) => key.startsWith('followed:'))],
    }),
  ],
  [
    'the line of a room names another owner',
    ({ rooms }) => ({ rooms: rooms.map((room) => ({ ...room, owner: 'Nobody Here' })) }),
  ],
  [
    'the line of a room is not the one that is known',
    ({ rooms }) => ({ rooms: rooms.map((room) => ({ ...room, posted: '1.1' })) }),
  ],
])('it is found that %s', (_, wrong) => {
  expect(workWrongs(there, said, { ...work, ...wrong(work) })).not.toEqual([]);
});

test('it is found that a detail of a gathered message is missing, and that a post stands there twice', () => {
  const detail = there.screen.messages.find(({ metadata }) =>
    JSON.stringify(metadata ?? '').includes('detail:'),
  )!;
  detail.deleted = true;
  expect(workWrongs(there, said, work)).toEqual([expect.stringContaining('details in')]);
  detail.deleted = false;
  const post = there.screen.messages.find(
    ({ channel }) => channel === there.people.channelId('#wins'),
  )!;
  there.screen.messages.push({ ...post, ts: '1.2' });
  expect(workWrongs(there, said, work).length).toBeGreaterThan(0);
});
