import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadAdapters } from '../../bot/adapters.ts';
import { readConfig } from '../../bot/config.ts';
import { type PlaceId, placeOf } from '../../bot/playground/places.ts';
import { type Rapport, rapport } from '../../bot/rapport.ts';
import { httpServer } from '../../bot/server.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { type FreshStore, freshStore } from '../store.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const MOST = 3;

const log = pino({ level: 'silent' });
let opened: FreshStore;
let server: ReturnType<typeof httpServer>;
let running: Rapport;
let url = '';
const clock = { now: NOW };
beforeAll(async () => {
  const now = () => clock.now;
  opened = await freshStore('embedded', now);
  const { store, queue } = opened;
  await store.records.save(demoOrganisation(NOW));
  server = httpServer({ store, log });
  const connect = await loadAdapters(readConfig({}));
  const place = { zone: 'Europe/London', locale: 'en-GB' };
  running = rapport({ store, queue, http: server.http, log, now, connect, ...place });
  url = await server.listen('127.0.0.1', 0);
  await fetch(`${url}/playground/people`);
  await running.start();
});
afterAll(async () => {
  await server.close();
  await running.stop();
  await opened.close();
});

interface Shown {
  text: string;
  teams: unknown;
  slack: { json: unknown };
}

/** Somebody in the playground: each message that they type and each press counts. */
function person(first: string, place: PlaceId = 'direct') {
  const who = { person: `${first}@rapport.example`, place };
  let shown: Shown = { text: '', teams: null, slack: { json: null } };
  let taps = 0;
  const send = async (path: string, body: object): Promise<string> => {
    taps += 1;
    const response = await fetch(`${url}/playground/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ ...who, ...body }),
    });
    expect(response.status).toBe(200);
    shown = (await response.json()) as Shown;
    return shown.text;
  };
  const posts = async (): Promise<{ key: string; shown: Shown }[]> => {
    const response = await fetch(`${url}/playground/posts?${new URLSearchParams(who)}`);
    return ((await response.json()) as { posts: { key: string; shown: Shown }[] }).posts;
  };
  return {
    taps: () => taps,
    types: (words: string) => send('ask', { words }),
    presses(label: string) {
      const action = actionOf(shown.teams, label);
      if (!action) throw new Error(`No button “${label}” in:\n${shown.text}`);
      const { verb, data } = action;
      return send('press', { press: { from: 'teams', verb, data } });
    },
    /** Fills in a form and presses its button. */
    submits(filled: Record<string, string>) {
      const { callback_id, private_metadata } = Modal.parse(shown.slack.json);
      const values = Object.fromEntries(
        Object.entries(filled).map(([id, value]) => [id, { [id]: { value } }]),
      );
      const view = { callback_id, private_metadata, state: { values } };
      return send('press', { press: { from: 'slack-form', view } });
    },
    /** Looks at a message that came by itself, which is no tap. */
    async sees(words: string) {
      await expect
        .poll(async () => (await posts()).some((post) => post.shown.text.includes(words)), {
          timeout: 20_000,
        })
        .toBe(true);
      const post = (await posts()).findLast((one) => one.shown.text.includes(words))!;
      shown = post.shown;
      return post.key;
    },
    chooses: (command: string, key: string) =>
      send('press', { press: { from: 'message', key, command } }),
  };
}

const Modal = z.object({ callback_id: z.string(), private_metadata: z.string() });

interface PressedAction {
  verb?: string;
  data: Record<string, unknown>;
}

/** The button with this label, wherever it stands in a card. */
function actionOf(part: unknown, label: string): PressedAction | null {
  if (typeof part !== 'object' || part === null) return null;
  const { type, title } = part as { type?: unknown; title?: unknown };
  // A question of the same name opens first; its answer is what is meant.
  const isButton = String(type).startsWith('Action.') && type !== 'Action.ShowCard';
  if (isButton && String(title).startsWith(label)) return part as unknown as PressedAction;
  for (const inner of Object.values(part)) {
    const found = actionOf(inner, label);
    if (found) return found;
  }
  return null;
}

describe('errands in the playground, each in three taps or fewer', () => {
  test('who owns the customer who is angry, and what they were promised', async () => {
    await person('ana').types('promise vela SSO by tomorrow');
    const tom = person('tom');
    expect(await tom.types('vela')).toMatch(/Owner Ana Ruiz[\s\S]*Promised SSO by [^\n]*Ana/);
    expect(tom.taps()).toBeLessThanOrEqual(MOST);
  });

  test('hand over, and the receiver claims it', async () => {
    const [tom, kim] = [person('tom'), person('kim')];
    await tom.types('hand off globex to kim, the export is broken');
    expect(await tom.presses('Hand it over')).toContain('Globex waits for Kim');
    expect(tom.taps()).toBeLessThanOrEqual(MOST);
    await kim.sees('hands you Globex');
    expect(await kim.presses('Accept')).toMatch(/Globex/);
    expect(kim.taps()).toBeLessThanOrEqual(MOST);
    await tom.sees('Kim accepted Globex');
  });

  test('a message becomes a note', async () => {
    const kim = person('kim');
    const key = await kim.sees('Globex');
    const asked = await kim.chooses('note', key);
    expect(asked).toContain('Globex');
    expect(
      await kim.submits({ body: 'Look at the export first', visibility: 'everyone' }),
    ).toContain('Noted on Globex');
    expect(kim.taps()).toBeLessThanOrEqual(MOST);
  });

  test('what is late', async () => {
    const kim = person('kim');
    clock.now = new Date('2026-11-26T10:14:00Z');
    expect(await kim.types('my late handoffs')).toMatch(/Globex/);
    clock.now = NOW;
    expect(kim.taps()).toBeLessThanOrEqual(MOST);
  });

  test('one customer is muted', async () => {
    const tom = person('tom');
    expect(await tom.types('mute brightwater')).toMatch(/Brightwater/);
    const id = (await opened.store.people.byEmail('tom@rapport.example'))!.id;
    const { mutedCustomers } = await opened.store.notificationPreferences.get(id);
    expect(mutedCustomers).toHaveLength(1);
    expect(tom.taps()).toBeLessThanOrEqual(MOST);
  });

  test('a promise is noted, kept by the one who made it', async () => {
    const tom = person('tom');
    expect(await tom.types('promise globex a daily report by friday')).toMatch(
      /Globex: a daily report[\s\S]*I remind you the working day before/,
    );
    expect(await tom.presses('New date')).toContain('A new date');
    expect(await tom.submits({ due: 'monday 3pm' })).toMatch(
      /a daily report \(15:00\)[\s\S]*Promised by 30 Nov/,
    );
    expect(tom.taps()).toBeLessThanOrEqual(MOST);
    const again = person('tom');
    expect(await again.types('promises globex')).toContain('a daily report (15:00)');
    expect(await again.presses('Kept')).toContain('Kept. Thank you!');
    expect(again.taps()).toBeLessThanOrEqual(MOST);
  });

  test('renewals of this month, kept by a name', async () => {
    const ana = person('ana');
    expect(await ana.types('what renews this month')).toMatch(/until 30 Nov/);
    await ana.presses('Keep this list');
    expect(await ana.submits({ name: 'soon' })).toMatch(/^soon · /);
    expect(ana.taps()).toBeLessThanOrEqual(MOST);
  });

  test('a win is told, and its people are thanked', async () => {
    await opened.store.settings.set('wins-channel', placeOf('wins', ''));
    const [ana, mia] = [person('ana'), person('mia', 'wins')];
    expect(await ana.types('win kestrel renewed for two years')).toContain('Kestrel');
    expect(await ana.presses('Post it')).toContain('on its way');
    expect(ana.taps()).toBeLessThanOrEqual(MOST);
    await mia.sees('renewed for two years');
    expect(await mia.presses('👏 Thank them')).toMatch(/1 colleague has said thanks/);
    expect(mia.taps()).toBeLessThanOrEqual(MOST);
  });

  test('a colleague is asked, and answers', async () => {
    const [tom, mia] = [person('tom'), person('mia')];
    await tom.types('tell @mia globex: is the export mended?');
    expect(tom.taps()).toBeLessThanOrEqual(MOST);
    await mia.sees('is the export mended?');
    await mia.presses('Answer');
    expect(await mia.submits({ words: 'Since noon' })).toContain('Since noon');
    expect(mia.taps()).toBeLessThanOrEqual(MOST);
    await tom.sees('Since noon');
  });

  test('the last thing is taken back', async () => {
    const mia = person('mia');
    await mia.types('note globex asked for a call');
    await mia.types('undo');
    expect(await mia.presses('Take it back')).toMatch(/Globex|back/);
    expect(mia.taps()).toBeLessThanOrEqual(MOST);
    const customer = (await opened.store.customers.named('globex'))!;
    const notes = await opened.store.notes.of(customer, 20);
    expect(notes.filter((one) => one.body === 'asked for a call' && !one.deletedAt)).toEqual([]);
  });
});
