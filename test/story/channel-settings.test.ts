import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { idOf } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => NOW,
      records: demoOrganisation(NOW),
      people: [
        { email: ANA, name: 'Ana' },
        { email: LEA, name: 'Lea' },
      ],
      channels: [
        { name: '#berlin', members: [ANA, LEA] },
        { name: '#figures', members: [ANA, LEA] },
      ],
    });
  });
  afterAll(() => chat.close());

  describe('a read-only channel', () => {
    beforeAll(async () => {
      await chat.as(LEA).says('channel read-only', { in: '#berlin' });
    });

    test.each([
      'note globex: rings on Mondays',
      'task globex ring them by friday',
      'handoff globex @kim "moving to Leeds" by friday',
      'tell @kim globex "who is it?"',
      'win globex renewed',
      'share globex',
    ])('%s is refused to everybody, an administrator too', async (words) => {
      for (const who of [ANA, LEA])
        expect((await chat.as(who).says(words, { in: '#berlin' })).text).toMatch(
          /set to be read-only: nothing is written or posted/,
        );
    });

    test('signals are shown there, and no rule is set there', async () => {
      const says = async (words: string) =>
        (await chat.as(LEA).says(words, { in: '#berlin' })).text;
      expect(await says('signals')).toMatch(/signals? at your customers/i);
      expect(await says('signals settings')).toContain('rules tell people');
      expect(await says('signals silence 40')).toMatch(/set to be read-only/);
      await says('signals settings');
      await chat.as(LEA).presses('Open');
      expect((await chat.as(LEA).presses('Threshold…')).text).toMatch(/set to be read-only/);
    });

    test('nothing of it was kept, and what was refused is on record', async () => {
      const globex = await idOf(chat.store, 'Globex');
      const kept = await chat.store.audit.search({ customer: globex, limit: 100 });
      expect(kept.map(({ action }) => action)).toEqual([]);
      const refused = await chat.store.audit.search({ limit: 100 });
      expect(
        refused
          .filter(({ detail }) => detail?.['why'] === 'read-only')
          .map(({ detail }) => detail?.['command']),
      ).toEqual(expect.arrayContaining(['note', 'task', 'handoff', 'tell', 'win', 'share']));
    });

    test('a button that stood there before is refused', async () => {
      await chat.as(LEA).says('channel open', { in: '#berlin' });
      await chat.as(ANA).says('acme industries', { in: '#berlin' });
      await chat.as(LEA).says('channel read-only', { in: '#berlin' });
      expect((await chat.as(ANA).presses('Note')).text).toContain('read-only');
    });

    test('two records are compared, and nobody decides on them there', async () => {
      const lea = chat.as(LEA);
      const compared = await lea.says('duplicate lumière freight sas', { in: '#berlin' });
      expect(compared.text).toMatch(/Lumi[eè]re/);
      expect(compared.text).toContain('Same company');
      expect((await lea.presses('Same company')).text).toContain('read-only');
    });

    test('who asks is answered', async () =>
      expect((await chat.as(ANA).says('globex', { in: '#berlin' })).text).toMatch(
        /^Globex[\s\S]*Owner/,
      ));
  });

  describe('a channel that shows no amounts', () => {
    test('what is shared there has none, though everybody there may see them', async () => {
      const ana = chat.as(ANA);
      const share = () => ana.says('share acme industries', { in: '#figures' });
      expect((await share()).text).toContain('€48,000');
      await chat.as(LEA).says('channel amounts off', { in: '#figures' });
      const preview = await share();
      expect(preview.text).toMatch(/Left out.*recurring revenue/);
      expect(preview.text).not.toContain('€');
      await ana.presses('Share');
      const shared = () => chat.posts().find(({ text }) => text.includes('Shared by'));
      await chat.until(() => shared() !== undefined, 'it is shared');
      expect(shared()?.text).toContain('Acme Industries');
      expect(shared()?.text).not.toContain('€');
    });
  });
});
