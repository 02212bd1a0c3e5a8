import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, KIM] = ['ana@rapport.example', 'kim@rapport.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana' },
        { email: KIM, name: 'Kim' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
      channels: [{ name: '#berlin', members: [ANA, KIM] }],
    });
  });
  afterAll(() => chat.close());

  const replies = (n: number, words: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => ({ author: KIM, words: words(i + 1) }));
  const kept = async (body: string) => {
    const [note] = (
      await chat.store.notes.of((await chat.store.customers.find('Globex', 1))[0]!.customer.id, 20)
    ).filter((one) => one.body === body);
    return note?.origin;
  };

  test.runIf(platform === 'slack')(
    'a thread of several pages is kept whole, to the last word',
    async () => {
      const ana = chat.as(ANA);
      const form = await ana.chooses('note', {
        channel: '#berlin',
        author: KIM,
        words: 'Globex is angry',
        replies: replies(40, (i) => `reply ${i}.`),
      });
      expect(form.text).toContain('The whole thread, 41 messages');
      const saved = await ana.fills({ body: 'all of it', keep: 'thread' });
      expect(saved.text).toContain('40 replies');
      expect((await kept('all of it'))?.messages.at(-1)?.words).toBe('reply 40.');
    },
  );

  test.runIf(platform === 'slack')(
    'one that is too long is not called whole: the newest are kept, and it is said how many',
    async () => {
      const ana = chat.as(ANA);
      const form = await ana.chooses('note', {
        channel: '#berlin',
        author: KIM,
        words: 'Globex is angry again',
        replies: replies(40, (i) => `${i}. ${'word '.repeat(140)}`),
      });
      expect(form.text).toMatch(/its newest \d+ of 40 replies/);
      const saved = await ana.fills({ body: 'the end of it', keep: 'thread' });
      expect(saved.text).toMatch(/\d+ of 40 replies, the newest/);
      const origin = await kept('the end of it');
      expect([
        origin?.messages.at(-1)?.words.slice(0, 3),
        (origin?.leftOut ?? 0) + (origin?.messages.length ?? 0),
      ]).toEqual(['40.', 41]);
    },
  );

  test('a file is judged by its size where that is known, and where it is not that is said', async () => {
    const ana = chat.as(ANA);
    const form = await ana.chooses('note', {
      channel: '#berlin',
      author: KIM,
      words: 'Globex sent this',
      files: [
        { name: 'big.mov', type: 'video/quicktime', size: 90_000_000 },
        { name: 'run.exe', type: 'application/octet-stream', size: 10 },
      ],
    });
    expect(form.text).toContain('run.exe is left out');
    expect(form.text).toContain(
      platform === 'slack'
        ? 'big.mov is left out: it is larger than 20 MB.'
        : 'big.mov: nobody says how large it is; the note keeps its link.',
    );
    expect((await ana.fills({ body: 'with files' })).text).toContain('big.mov');
  });
});
