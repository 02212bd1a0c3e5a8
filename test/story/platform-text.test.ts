import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOT_USER } from '../bot/slack/fake/people.ts';
import { event, nextId } from '../bot/slack/fake/requests.ts';
import { cardText } from '../bot/teams/card-reader.ts';
import { activityFrom, BOT, mriOf, personalConversation, send } from '../bot/teams/client.ts';
import { type Bot, bot } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** Mentions and links of a platform are resolved by their ids, whatever letters stand in the names. */
const NOW = new Date('2026-11-17T10:14:00Z');
const [ANA, BEN, KIM] = ['ana', 'ben', 'kim'].map((name) => `${name}@rapport.example`) as [
  string,
  string,
  string,
];
const PEOPLE = [
  { email: ANA, name: 'Ana Ruiz' },
  { email: BEN, name: 'Ruiz & Co' },
  { email: KIM, name: 'Kim Larsen' },
];
const start = (platform: 'slack' | 'teams'): Promise<Bot> =>
  bot({ platform, people: PEOPLE, now: () => NOW, records: demoOrganisation(NOW) });

describe('Teams', () => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await start('teams');
    for (const email of [BEN, KIM]) await chat.as(email).says('help');
    // Somebody who is mentioned is looked up in the chat's own roster.
    const { rosters } = chat.teams!.microsoft;
    const all = [ANA, BEN, KIM].flatMap((email) => rosters.get(personalConversation(email).id)!);
    rosters.set('19:room@thread.v2', all);
  });
  afterAll(() => chat.close());

  async function typed(text: string, entities: object[], recipient = BOT): Promise<string> {
    const { microsoft, url } = chat.teams!;
    const spot = { kind: 'groupChat', id: '19:room@thread.v2' } as const;
    const from = microsoft.sent.length;
    const mention = { type: 'mention', mentioned: recipient };
    await send(
      url,
      activityFrom({ email: ANA, name: 'Ana Ruiz' }, spot, microsoft, {
        type: 'message',
        text,
        recipient,
        entities: [mention, ...entities],
      }),
      microsoft,
    );
    // The one who is mentioned may be told before the answer is there.
    const { card } = await microsoft.until(
      ({ type, conversation }) => type === 'message' && conversation.startsWith(spot.id),
      from,
    );
    const { action } = (card as { refresh: { action: object } }).refresh;
    const { body } = await send(
      url,
      activityFrom({ email: ANA, name: 'Ana Ruiz' }, spot, microsoft, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action, trigger: 'automatic' },
      }),
      microsoft,
    );
    return cardText((body as { value: unknown }).value);
  }

  test('an encoded name beside one that is not, without a text: the colleague behind the id is asked', async () => {
    await typed('<at>Rapport</at> tell <at>Ruiz &amp; Co</at> acme industries why?', [
      { type: 'mention', mentioned: { id: mriOf(BEN), name: 'Ruiz & Co' } },
    ]);
    expect((await chat.as(BEN).isTold('Acme Industries')).text).toContain('why?');
  });

  test('a bot that is called Rap & Port is spoken to', async () => {
    const text = '<at>Rap &amp; Port</at> customer acme industries';
    expect(await typed(text, [], { ...BOT, name: 'Rap & Port' })).toContain('Acme Industries');
  });

  test('a name in two parts is one colleague', async () => {
    const part = (name: string) => ({ type: 'mention', mentioned: { id: mriOf(KIM), name } });
    await typed('<at>Rapport</at> tell <at>Kim</at> <at>Larsen</at> acme industries who pays?', [
      part('Kim'),
      part('Larsen'),
    ]);
    const told = await chat.as(KIM).isTold('who pays?');
    expect(told.text).toContain('Acme Industries');
    expect(told.text).not.toContain(KIM);
  });
});

describe('Slack', () => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await start('slack');
    for (const email of [ANA, BEN, KIM]) await chat.as(email).says('help');
  });
  afterAll(() => chat.close());

  async function typed(text: string): Promise<string> {
    const { people, sends, screen } = chat.slack!;
    const user = people.byEmail(ANA).id;
    const channel = people.channelId('#general');
    await sends(
      event({
        type: 'app_mention',
        user,
        channel,
        ts: nextId('17.'),
        text: `<@${BOT_USER}> ${text}`,
      }),
    );
    return JSON.stringify(screen.shown(user));
  }
  const asked = (email: string, words: string) => chat.as(email).isTold(words);

  test('a group by its id is its department', async () => {
    await typed('tell <!subteam^S0123ABC> acme industries why so?');
    expect((await asked(KIM, 'why so?')).text).toContain('Acme Industries');
  });

  test('the label of a group is only how it reads', async () => {
    await typed('tell <!subteam^S0123ABC|@sales> acme industries why not?');
    expect((await asked(KIM, 'why not?')).text).toContain('Acme Industries');
    await typed('tell <!subteam^S9|@support> acme industries why then?');
    expect((await asked(KIM, 'why then?')).text).toContain('Acme Industries');
  });

  test('a group that nobody knows is “that group”, and it is asked whom', async () => {
    const shown = await typed('tell <!subteam^S9> acme industries why?');
    expect(shown).toMatch(/who/i);
    expect(shown).not.toContain('subteam');
    expect(shown).not.toContain('S9');
  });

  test('links and entities become words', async () => {
    const shown = await typed(
      'note acme industries see <https://x.example/a|the offer> &amp; &lt;draft&gt;',
    );
    expect(shown).toContain('see the offer (https://x.example/a) & <draft>');
  });
});
