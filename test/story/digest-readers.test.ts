import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation } from '../../prisma/seed/organisation.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';

/** A Wednesday in office hours. */
const NOW = new Date('2026-11-18T10:14:00Z');
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('the readers and the days of a digest, %s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana' },
        { email: LEA, name: 'Lea' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [{ name: '#success', members: [ANA, LEA] }],
    });
  });
  afterAll(() => chat.close());

  const says = async (who: string, words: string) =>
    (await chat.as(who).says(words, { in: '#success' })).text;

  test('a closed day moves it to the next working day, or leaves it out', async () => {
    expect(await says(ANA, 'digest Monday 8:00 europe/berlin')).toContain('Mon, 23 Nov');
    await says(LEA, 'holidays 2026-11-23');
    expect(await says(ANA, 'digest move holidays')).toContain('Next: Tue, 24 Nov');
    expect(await says(ANA, 'digest skip holidays')).toContain('Next: Mon, 30 Nov');
  });

  test('a channel without amounts has no figure in money', async () => {
    const lea = chat.as(LEA);
    const form = {
      rhythm: 'week-1',
      clock: '8:00',
      zone: 'Europe/Berlin',
      holidays: 'move',
      kpis: ['average-revenue', 'churn-rate'],
    };
    await says(LEA, 'digest');
    await lea.presses('Edit');
    await lea.fills(form);
    expect(await says(LEA, 'digest preview')).toContain('Average revenue');
    await says(LEA, 'channel');
    await lea.presses('Hide amounts');
    const preview = await says(LEA, 'digest preview');
    expect(preview).not.toContain('Average revenue');
    expect(preview).toContain('Churn rate');
  });
});
