import { afterEach, describe, expect, test } from 'vitest';
import { ConnectionLost, Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';

const ANA = 'ana@ours.example';
const NOW = new Date('2026-11-27T09:00:00Z');
const REFERENCE = /reference [A-Z0-9]{6}/;

/** The database fails one kind of operation, from now on. */
interface Trouble {
  commit?: (committing: () => Promise<'done' | 'stale'>) => Promise<'done' | 'stale'>;
  name?: () => never;
  look?: () => never;
  follow?: () => never;
}

describe.each(CHAT_PLATFORMS)('%s: a fault says what is true', (platform) => {
  let chat: Bot;
  afterEach(() => chat.close());

  async function started(): Promise<Trouble> {
    const trouble: Trouble = {};
    chat = await bot({
      platform,
      now: () => NOW,
      records: [...departments, employee('Ana', { email: ANA }), customer('Acme')],
      people: [{ email: ANA, name: 'Ana' }],
      store: (store) => troubled(store, trouble),
    });
    return trouble;
  }
  const says = async (words: string) => (await chat.as(ANA).says(words)).text;
  const notes = async () => {
    const [acme] = await chat.store.customers.find('Acme', 1);
    return acme ? (await chat.store.notes.of(acme.customer.id, 10)).length : 0;
  };

  test('a note that the database did not take is not kept, and is to be written again', async () => {
    const trouble = await started();
    trouble.commit = () => Promise.reject(new Error('the database ended it'));
    const said = await says('note Acme: wants one invoice');
    expect(said).toMatch(/Something broke on our side. Nothing of this was kept/);
    expect(said).toMatch(/Do it again/);
    expect(said).toMatch(REFERENCE);
    expect(await notes()).toBe(0);
  });

  test('a note that is kept, though its card cannot be shown, is not to be written again', async () => {
    const trouble = await started();
    trouble.commit = async (committing) => {
      const outcome = await committing();
      trouble.name = broken;
      return outcome;
    };
    const said = await says('note Acme: wants one invoice');
    expect(said).toMatch(/It is kept, though I cannot show it/);
    expect(said).toMatch(/Do not do it again/);
    expect(said).not.toContain('Try again');
    expect(said).toMatch(REFERENCE);
    expect(await notes()).toBe(1);
  });

  test('a note of which the database gave no answer may be kept or not', async () => {
    const trouble = await started();
    trouble.commit = async (committing) => {
      await committing();
      throw new ConnectionLost('the connection broke');
    };
    const said = await says('note Acme: wants one invoice');
    expect(said).toMatch(/I do not know whether it was kept/);
    expect(said).toMatch(/Look at the customer’s card or “work” before you do it again/);
    expect(said).toMatch(REFERENCE);
  });

  test('a look-up changes nothing', async () => {
    const trouble = await started();
    trouble.look = broken;
    const said = await says('customer Acme');
    expect(said).toMatch(/Something broke on our side. Nothing was changed/);
    expect(said).toMatch(REFERENCE);
  });

  test('a setting that is written outside a commit', async () => {
    const trouble = await started();
    trouble.follow = broken;
    expect(await says('follow Acme')).toMatch(/Nothing of this was kept/);
    trouble.follow = () => {
      throw new ConnectionLost('the connection broke');
    };
    expect(await says('follow Acme')).toMatch(/I do not know whether it was kept/);
  });

  test('another system that does not answer', async () => {
    const trouble = await started();
    trouble.commit = () => Promise.reject(new Upstream('hubspot', 'unavailable'));
    const said = await says('note Acme: wants one invoice');
    expect(said).toMatch(/HubSpot does not answer right now/);
    expect(said).toMatch(/Nothing of this was kept. Try again in a minute/);
  });
});

function broken(): never {
  throw new Error('broken');
}

function troubled(store: Store, trouble: Trouble): Store {
  return {
    ...store,
    // Jobs commit beside the note, at any time.
    commit: async (changes, now) =>
      trouble.commit && changes.some(({ kind }) => kind === 'note')
        ? trouble.commit(() => store.commit(changes, now))
        : store.commit(changes, now),
    customers: {
      ...store.customers,
      name: async (id) => (trouble.name ? trouble.name() : store.customers.name(id)),
      look: async (...args) => (trouble.look ? trouble.look() : store.customers.look(...args)),
      follow: async (...args) =>
        trouble.follow ? trouble.follow() : store.customers.follow(...args),
    },
  };
}
