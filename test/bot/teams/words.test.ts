import { describe, expect, test } from 'vitest';
import { IncomingActivity } from '../../../bot/teams/incoming/activity.ts';
import { typedWords } from '../../../bot/teams/incoming/typed-words.ts';
import { BOT } from './client.ts';

const mention = (id: string, name: string, text = `<at>${name}</at>`) => ({
  type: 'mention',
  text,
  mentioned: { id, name },
});
const heard = async (text: string, ...entities: object[]): Promise<string> => {
  const { words } = await typedWords(
    IncomingActivity.parse({
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://x.example',
      from: { id: '29:ana' },
      recipient: BOT,
      conversation: { id: '19:c' },
      text,
      entities,
    }),
    async (user) => (user === '29:ben' ? 'ben@example.com' : null),
  );
  return words;
};

describe('what was typed', () => {
  test.each([
    [
      'the bot’s own mention is removed',
      '<at>Rapport</at> customer acme',
      [mention(BOT.id, 'Rapport')],
      'customer acme',
    ],
    [
      'wherever it stands, and however often',
      'hey <at>Rapport</at> customer <at>Rapport</at> acme',
      [mention(BOT.id, 'Rapport')],
      'hey customer acme',
    ],
    [
      'also where Teams left out its text',
      '<at>Rapport</at> Hey',
      [{ type: 'mention', mentioned: BOT }],
      'Hey',
    ],
    [
      'a colleague becomes an e-mail',
      '<at>Rapport</at> handoff acme <at>Ben Osei</at>',
      [mention(BOT.id, 'Rapport'), mention('29:ben', 'Ben Osei')],
      'handoff acme @ben@example.com',
    ],
    ['somebody unknown stays a name', 'ask <at>Kim</at>', [mention('29:kim', 'Kim')], 'ask @Kim'],
    [
      'a name with signs that mean something in patterns',
      '<at>A$&B (x)*</at> hi',
      [mention('29:odd', 'A$&B (x)*')],
      '@A$&B (x)* hi',
    ],
    [
      'a name with an &, escaped in one place or in both',
      'ask <at>Tom &amp; Ben</at> and <at>Kim &amp; Co</at>',
      [
        mention('29:ben', 'Tom & Ben', '<at>Tom & Ben</at>'),
        { type: 'mention', mentioned: { id: '29:kim', name: 'Kim &amp; Co' } },
      ],
      'ask @ben@example.com and @Kim & Co',
    ],
    [
      'the & of a name that is sent word by word',
      'ask <at>Tom</at> &amp; <at>Ben</at> why',
      [
        mention('29:ben', 'Tom & Ben', '<at>Tom</at>'),
        mention('29:ben', 'Tom & Ben', '<at>Ben</at>'),
      ],
      'ask @ben@example.com why',
    ],
    ['a tag that no entity explains', 'ask <at id="7">Kim</at>', [], 'ask @Kim'],
    [
      'HTML entities are read once',
      'customer AT&amp;T &lt;b&gt; &#39;x&#x27; &amp;lt;&nbsp;y',
      [],
      "customer AT&T <b> 'x' &lt; y",
    ],
    [
      'what is no entity is left',
      'a &unknown; &#0; &#x110000; b',
      [],
      'a &unknown; &#0; &#x110000; b',
    ],
    ['nothing at all', '<at>Rapport</at>', [mention(BOT.id, 'Rapport')], ''],
  ] as const)('%s', async (_, text, entities, words) => {
    expect(await heard(text, ...entities)).toBe(words);
  });
});
