import { afterEach, describe, expect, test } from 'vitest';
import { type Gate, proxyTo } from '../chaos/proxy.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';

const ANA = 'ana@ours.example';
const NOW = new Date('2026-11-27T09:00:00Z');
const WORDS = 'wants one invoice';

describe.each(CHAT_PLATFORMS)('%s: the connection breaks at COMMIT', (platform) => {
  let chat: Bot;
  let gate: Gate;
  afterEach(async () => {
    await chat.close();
    await gate.close();
  });

  async function started(): Promise<void> {
    chat = await bot({
      platform,
      now: () => NOW,
      records: [...departments, employee('Ana', { email: ANA }), customer('Acme')],
      people: [{ email: ANA, name: 'Ana' }],
      through: async (url) => {
        gate = await proxyTo(url);
        return gate.url;
      },
    });
  }
  const says = async (words: string) => (await chat.as(ANA).says(words)).text;
  const notes = async () => {
    const [acme] = await chat.store.customers.find('Acme', 1);
    return acme ? (await chat.store.notes.of(acme.customer.id, 10)).length : 0;
  };

  test.each([
    ['after PostgreSQL has it: it is kept', 'after', 1],
    ['and a pooler reports it: it is kept', 'pooler', 1],
    ['before PostgreSQL has it: it is not kept', 'before', 0],
  ] as const)('%s, and nobody says more than is known', async (_, when, kept) => {
    await started();
    gate.breakAtCommit(WORDS, when);
    const said = await says(`note Acme: ${WORDS}`);
    expect(said).toMatch(/I do not know whether it was kept/);
    expect(said).toMatch(/Look at the customer’s card or “work” before you do it again/);
    expect(said).toMatch(/reference [A-Z0-9]{6}/);
    expect(said).not.toContain('Try again');
    expect(await notes()).toBe(kept);
    expect(await says('note Acme: and two seats')).toContain('Noted on Acme');
    expect(await notes()).toBe(kept + 1);
  });
});
