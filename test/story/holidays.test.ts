import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const [ANA, LEA] = ['ana@rapport.example', 'lea@rapport.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
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
    });
  });
  afterAll(() => chat.close());

  const stored = (zone: string) => chat.store.holidays.of(zone, '2026-01-01', '2028-01-01');

  test('a country’s holidays are proposed, and set only once an administrator adds them', async () => {
    const proposed = await chat.as(LEA).says('holidays spain');
    expect(proposed.text).toContain('Public holidays of Spain, for Europe/Madrid');
    expect(proposed.text).toMatch(/6 Jan.*Epiphany/);
    expect(proposed.text).not.toContain('Mother');
    expect(await stored('Europe/Madrid')).toEqual([]);

    const added = await chat.as(LEA).presses('Add these 10 days');
    expect(added.text).toContain('Holidays in Europe/Madrid');
    expect(await stored('Europe/Madrid')).toContain('2027-01-06');
    expect(await stored('Europe/Madrid')).not.toContain('2026-11-01');

    // One that is not observed is taken off, and then it is the only one that is proposed.
    await chat.as(LEA).says('holidays Europe/Madrid not 6 jan');
    expect((await chat.as(LEA).says('holidays es')).text).toContain('Add this day');
  });

  test('a region has its own, and without a country it is guessed from where one is', async () => {
    const bavaria = await chat.as(LEA).says('holidays de-by');
    expect(bavaria.text).toContain('Public holidays of Germany, Bayern, for Europe/Berlin');
    expect(bavaria.text).toContain('Epiphany');

    await chat.as(LEA).says('holidays');
    const guessed = await chat.as(LEA).presses('Propose a country’s holidays');
    expect(guessed.text).toContain('Public holidays of Germany, for Europe/Berlin');
    expect(guessed.text).not.toContain('Epiphany');
    expect(await stored('Europe/Berlin')).toEqual([]);
  });

  test('days are typed as before, and what is neither a day nor a country is said so', async () => {
    expect((await chat.as(LEA).says('holidays Asia/Tokyo 25 dec, 31 dec')).text).toContain(
      '25 Dec',
    );
    expect(await stored('Asia/Tokyo')).toEqual(['2026-12-25', '2026-12-31']);
    expect((await chat.as(LEA).says('holidays 25 dec, atlantis')).text).toContain('“atlantis”');
    // A zone, a city and a country are known however they are written; a slip sets nothing elsewhere.
    for (const [typed, title] of [
      ['Holidays  asia/tokyo', 'Holidays in Asia/Tokyo'],
      ['holidays America / New York', 'Holidays in America/New_York'],
      ['HOLIDAYS new york', 'Holidays in America/New_York'],
      ['holidays in  Great  BRITAIN', 'Public holidays of United Kingdom'],
      ['holidays DE - BY', 'Public holidays of Germany, Bayern'],
    ] as const)
      expect((await chat.as(LEA).says(typed)).text).toContain(title);
    await chat.as(LEA).says('holidays ASIA/TOKYO Not 25 Dec');
    expect(await stored('Asia/Tokyo')).toEqual(['2026-12-31']);
    expect((await chat.as(LEA).says('holidays Asia/Tokio 25 dec')).text).toContain('“Asia/Tokio');
    await chat.as(LEA).says('holidays Asia/Tokyo 25 dec');
    expect((await chat.as(LEA).says('holidays de-xx')).text).toContain('“de-xx”');
  });

  test('others see the proposal, and are told who can add it', async () => {
    const proposed = await chat.as(ANA).says('holidays france');
    expect(proposed.text).toContain('Bastille Day');
    expect(proposed.text).toContain('An administrator can add them');
    expect(proposed.text).not.toContain('[Add');
    expect((await chat.as(ANA).says('holidays 25 dec')).text).toContain('for administrators');
    expect(await stored('Europe/Paris')).toEqual([]);
  });
});
