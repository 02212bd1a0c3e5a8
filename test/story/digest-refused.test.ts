import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-18T10:14:00Z');
const [ANA, BEN, LEA, GUS, OLGA] = [
  'ana@rapport.example',
  'ben@rapport.example',
  'lea@rapport.example',
  'gus@agency.example',
  'olga@client.example',
];

describe.each(CHAT_PLATFORMS)('a digest that cannot be, %s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana' },
        { email: BEN, name: 'Ben' },
        { email: LEA, name: 'Lea' },
        { email: GUS, name: 'Gus', standing: 'guest' },
        { email: OLGA, name: 'Olga', standing: 'outsider' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [
        { name: '#success', members: [ANA, BEN, LEA] },
        { name: '#board', members: [LEA] },
        { name: '#mixed', members: [ANA, GUS, LEA] },
        { name: '#client', members: [ANA, OLGA], shared: true },
      ],
    });
  });
  afterAll(() => chat.close());

  test.each([
    'flibber',
    'mondya 8:00',
    '25:00',
    'weekly Mars/Olympus',
    'monthly 32nd',
    '8:00 9:00',
    'daily on Monday',
    'Monday of the month',
    'weekly 2nd',
    'Europe/Berlin Asia/Tokyo',
    '<!channel> everyone',
    'weekly monday 8:00 \u202Ejunk\u0007',
    'x'.repeat(3900),
  ])('“%s” is no schedule, and the next step is one', async (words) => {
    const { text, private: isPrivate } = await chat
      .as(ANA)
      .says(`digest ${words}`, { in: '#success' });
    expect(text).toContain('as a time for a digest');
    expect(text).toContain('Type digest weekly Monday 8:00');
    expect(text).not.toContain('digest edit');
    expect(text.length).toBeLessThan(400);
    expect(isPrivate).toBe(true);
    expect(await chat.store.digests.all()).toEqual([]);
  });

  test.each(['preview', 'test', 'edit', 'pause', 'resume', 'stop'])(
    '%s of none says that there is none',
    async (verb) => {
      expect((await chat.as(ANA).says(`digest ${verb}`, { in: '#success' })).text).toMatch(
        /no such digest yet[\s\S]*Type digest here/,
      );
      expect((await chat.as(LEA).says(`digest leaders ${verb}`)).text).toContain(
        'Type digest leaders here',
      );
    },
  );

  test('a leader’s next step is a leader’s', async () => {
    const { text } = await chat.as(LEA).says('digest leaders nonsense');
    expect(text).toContain('Type digest leaders weekly Monday 8:00');
  });

  test.each([
    [GUS, '#mixed', 'don’t show customers to guests'],
    [ANA, '#mixed', 'Use a channel with colleagues only'],
    [ANA, '#client', 'shared with another organisation'],
    [OLGA, '#client', 'Ask the colleague there'],
  ] as const)('%s in %s: %s', async (who, channel, says) => {
    expect((await chat.as(who).says('digest', { in: channel })).text).toContain(says);
    expect(await chat.store.digests.all()).toEqual([]);
  });

  test('the same as a channel’s takes its name, and only where one reads there', async () => {
    await chat.as(LEA).says('digest monthly 2nd 9:00', { in: '#board' });
    const like = async (who: string, name: string) =>
      (await chat.as(who).says(`digest like ${name}`, { in: '#success' })).text;
    expect(await like(ANA, '')).toContain('Type digest like #success');
    expect(await like(ANA, '#board')).toContain('I know no digest of “#board”');
    expect(await like(ANA, `#${'b'.repeat(3900)}`)).toMatch(/no digest of “#b{98}…”/);
    expect(await like(LEA, '#board')).toContain('on the 2 of each month at 09:00');
  });

  test('several days of the week are kept, each; a zone in small letters is the zone', async () => {
    const says = async (words: string) =>
      (await chat.as(LEA).says(`digest ${words}`, { in: '#success' })).text;
    expect(await says('thursdays and monday 9:00')).toContain('Monday, Thursday at 09:00');
    expect(await says('every week america/new_york')).toContain(
      'every Monday at 09:00 (America/New_York)',
    );
    expect(await says('on fridays')).toContain('every Friday at 09:00 (America/New_York)');
    // A time without a zone is one by the clock of the one who types it, who is in Berlin.
    expect(await says('9:00')).toContain('every Friday at 09:00 (Europe/Berlin)');
    expect(await says('on the 2nd of each month utc')).toContain(
      'on the 2 of each month at 09:00 (UTC)',
    );
    expect(await says('every month')).toContain('on the 1 of each month');
  });

  test('a read-only channel keeps it, and refuses to change it', async () => {
    await chat.as(LEA).says('channel read-only', { in: '#success' });
    expect((await chat.as(ANA).says('digest stop', { in: '#success' })).text).toContain(
      'set to be read-only',
    );
    expect((await chat.as(ANA).says('digests', { in: 'direct' })).text).toContain('#success');
    await chat.as(ANA).presses('Open');
    expect((await chat.as(ANA).presses('Stop')).text).toContain('Lea Brandt set it up');
    expect((await chat.as(ANA).presses('Stop it')).text).toContain('is stopped');
  });
});
