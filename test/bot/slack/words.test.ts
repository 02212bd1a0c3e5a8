import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords } from '../../../bot/slack/incoming/plain-words.ts';
import {
  packModalMetadata,
  unpackModalMetadata,
} from '../../../bot/slack/outgoing/modal-metadata.ts';

const emails: Record<string, string> = { U1: 'ana@rapport.example' };
const mentioned = { bot: 'U0BOT', email: async (user: string) => emails[user] ?? null };
const said = async (text: string) => (await plainWords(text, mentioned)).words;

test.each([
  ['<@U0BOT> acme', 'acme'],
  ['<@U0BOT|rapport>: acme', 'acme'],
  ['hey <@U0BOT> acme', 'hey acme'],
  ['handoff acme <@U1|ana> "needs EMEA"', 'handoff acme @ana@rapport.example "needs EMEA"'],
  ['<@U2|someone>', '@someone'],
  ['tell <@U2> in <#C2|> why?', 'tell that colleague in that channel why?'],
  ['<https://acme.com/?a=1&amp;b=2|acme.com>', 'https://acme.com/?a=1&b=2'],
  ['<mailto:kim@acme.com|kim@acme.com> <tel:+4930123|030 123>', 'kim@acme.com +4930123'],
  ['in <#C1|sales> and <#C2>', 'in #sales and that channel'],
  [
    '<!here> <!subteam^S1|@support> <!date^1392734382^{date}|Feb 18, 2014>',
    '@here @support Feb 18, 2014',
  ],
  ['Smith &amp; Sons &lt;new&gt;', 'Smith & Sons <new>'],
  ['&amp;lt;', '&lt;'],
  ['a\nb', 'a\nb'],
])('%s means %s', async (typed, meant) => {
  expect(await said(typed)).toBe(meant);
});

test('what a person types arrives as typed, whatever it is', async () => {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200 }), async (typed) => {
      expect(await said(escaped(typed))).toBe(typed.replace(/[^\S\n]+/g, ' ').trim());
    }),
  );
});

test('a message of 100,000 brackets is read at once', async () => {
  expect((await said('<'.repeat(100_000))).length).toBeLessThanOrEqual(100_000);
  expect((await said('<@U1'.repeat(25_000))).length).toBeLessThanOrEqual(100_000);
});

test('no more than fifty people are looked up for one message', async () => {
  const asked: string[] = [];
  const crowd = Array.from({ length: 60 }, (_, i) => `<@U${i}X>`).join(' ');
  const { unread } = await plainWords(crowd, {
    bot: 'U0BOT',
    email: async (user) => {
      asked.push(user);
      return null;
    },
  });
  expect(asked).toHaveLength(50);
  expect(unread).toBe(10);
});

test('a dialog remembers where it came from within the room that Slack gives', () => {
  const spot = {
    kind: 'response' as const,
    url: `https://hooks.slack.com/actions/T1/2/${'x'.repeat(60)}`,
    channel: 'C1',
    user: 'U1',
    replaces: true,
  };
  const short = {
    press: { action: 'timeline.filter', data: { customer: 'c1' } },
    spot,
    place: { id: 'C1', kind: 'channel' as const, name: 'sales' },
  };
  const long = {
    ...short,
    press: {
      ...short.press,
      data: Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [
          `field-${i}`,
          `some words of the filter number ${i}`,
        ]),
      ),
    },
  };
  for (const errand of [short, long]) {
    const packed = packModalMetadata(errand);
    expect(packed.length).toBeLessThanOrEqual(3000);
    expect(unpackModalMetadata(packed)).toEqual(errand);
  }
  expect(packModalMetadata(long)).toMatch(/^z:/);
  for (const foreign of ['', '{}', 'z:', 'z:AAAA', '{"press":1}'])
    expect(unpackModalMetadata(foreign)).toBeNull();
});
