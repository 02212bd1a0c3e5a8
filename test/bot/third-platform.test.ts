import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App, Platform } from '../../bot/platform.ts';
import { rapport } from '../../bot/rapport.ts';
import { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { toAdaptiveCard } from '../../cards/view/teams/adaptive-card.ts';
import { toText } from '../../cards/view/text.ts';
import { person, text } from '../../cards/view/view.ts';
import type { Account } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { saveRecords } from '../saved-records.ts';
import { type FreshStore, freshStore } from '../store.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-17T10:14:00Z');
const accountOf = (name: string): Account => ({ platform: 'zulip', tenant: 'realm', user: name });
const directPlace = (name: string): Place => ({
  platform: 'zulip',
  tenant: 'realm',
  kind: 'direct',
  id: `with ${name}`,
  name: null,
  shared: false,
});

/** A chat that no neutral type has heard of: what it must supply is what bot/platform.ts says. */
function zulip() {
  const posts: { key: string; place: string; text: string }[] = [];
  const platform: Platform = {
    identify: async ({ user }) => ({
      standing: 'member',
      email: `${user}@rapport.example`,
      name: user,
      zone: null,
      locale: null,
    }),
    readers: async () => ({ accounts: [], outsiders: false }),
    async post(place, view, key) {
      if (!posts.some((post) => post.key === key))
        posts.push({ key, place: place.id, text: toText(view) });
      return { reference: key };
    },
    findPost: async () => null,
    update: async () => 'done',
    direct: async ({ user }) => directPlace(user),
    threads: false,
    start: async () => {},
    stop: async () => {},
  };
  const asking = (app: App) => async (name: string, words: string) => {
    const reply = await app.handle({
      account: accountOf(name),
      place: directPlace(name),
      ask: { kind: 'words', words },
    });
    return reply.kind === 'answer' ? toText(reply.view) : reply.form.title;
  };
  return { platform, posts, asking };
}

let opened: FreshStore;
const chat = zulip();
let bot: ReturnType<typeof rapport>;
beforeAll(async () => {
  opened = await freshStore('server');
  await saveRecords(opened, demoOrganisation(NOW), NOW);
  bot = rapport({
    store: opened.store,
    queue: opened.queue,
    http: express(),
    log: pino({ level: 'silent' }),
    now: () => NOW,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    connect: () => ({ zulip: chat.platform }),
  });
  await bot.start();
});
afterAll(async () => {
  await bot.stop();
  await opened.close();
});

test('a platform that nobody foresaw answers a look-up and brings a handoff', async () => {
  const says = chat.asking(bot.app);
  expect(await says('ben', 'acme industries')).toContain('Acme Industries');
  expect(await says('ana', 'handoff acme industries @ben "Signed on Friday"')).toContain(
    'Acme Industries waits for Ben',
  );
  await expect
    .poll(() => chat.posts.find(({ place }) => place === 'with ben')?.text, { timeout: 15_000 })
    .toContain('Ana hands you Acme Industries');
});

test('a colleague with an account on such a platform is a name on the others', () => {
  const view = { title: 'Owner', blocks: [text([person('Ana Ruiz', { zulip: 'ana' })])] };
  for (const dialect of [toBlockKit(view), toAdaptiveCard(view)]) {
    expect(JSON.stringify(dialect)).toContain('Ana Ruiz');
    expect(JSON.stringify(dialect)).not.toContain('zulip');
  }
});
