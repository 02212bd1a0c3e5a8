import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const [ANA, LEA, PARTNER] = ['ana@rapport.example', 'lea@rapport.example', 'pat@partner.example'];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: LEA, name: 'Lea Brandt' },
        { email: PARTNER, name: 'Pat', standing: 'outsider' },
      ],
      channels: [{ name: '#with-partner', members: [LEA, PARTNER], shared: true }],
      now: () => NOW,
      records: demoOrganisation(NOW).filter(
        ({ kind }) => kind === 'department' || kind === 'person',
      ),
      cases: ['figures'],
    });
  });
  afterAll(() => chat.close());
  const ask = async (words: string, email = ANA) => (await chat.as(email).says(words)).text;

  test.each([
    ['glossary handoff', /a customer given to a colleague or a department/],
    ['glossary at risk', /may leave: a colleague or a source says so/],
    ['glossary nps', /Net promoter score[\s\S]*Formula: % promoters/],
    ['glossary net promoter score?', /Formula: /],
    ['glossary enterprise', /The customers whom the source of our records calls Enterprise/],
    ['glossary tickets', /a request or a fault/],
  ])('%s', async (words, meaning) => expect(await ask(words)).toMatch(meaning));

  test('a slip of the pen finds the word that was meant, which a press shows', async () => {
    const text = await ask('glossary retenton rate');
    expect(text).toMatch(/Nobody explained “retenton rate” yet[\s\S]*Retention rate/);
    expect(
      await chat
        .as(ANA)
        .presses('Show')
        .then((reply) => reply.text),
    ).toMatch(/Formula: /);
  });

  test('all of it in one card, the figures by name', async () => {
    const text = await ask('glossary');
    expect(text).toMatch(/Stages of a customer[\s\S]*at risk/);
    expect(text).toMatch(/Shared figures[\s\S]*Churn rate/);
    expect(text).toMatch(/Segments[\s\S]*Enterprise/);
  });

  test('an administrator explains a word; it stands before ours until it is removed', async () => {
    expect(await ask('glossary champion = the person who speaks for us', LEA)).toMatch(
      /champion[\s\S]*the person who speaks for us[\s\S]*Our own words/i,
    );
    await ask('define at risk = health below 40', LEA);
    expect(await ask('glossary at-risk')).toMatch(
      /health below 40[\s\S]*Stages of a customer: may leave/,
    );
    expect(await ask('glossary')).toMatch(/Our own words[\s\S]*health below 40/);
    expect(await ask('define at risk = off', LEA)).toContain('may leave');
    await ask('define ARR = what they pay us a year', LEA);
    expect(await ask('define ARR = off', LEA)).toContain('“ARR” is not explained any more');
    expect(await ask('glossary at risk')).not.toContain('health below 40');
    expect(await ask('audit settings', LEA)).toMatch(/explained the word “champion”/);
  });

  test('a member cannot, and the button is not there', async () => {
    expect(await ask('define champion = nobody')).toMatch(/administrators/i);
    expect(await ask('glossary champion')).not.toContain('Explain it in our words');
    expect(await ask('glossary champion')).toContain('speaks for us');
  });

  test('a word that nobody could look up, or no meaning, is asked back and changes nothing', async () => {
    for (const words of ['define !!! = y', 'define champion =', 'define = y'])
      expect(await ask(words, LEA)).toMatch(/I need the word and its meaning/);
    expect(await ask('glossary champion')).toContain('speaks for us');
    expect(await ask('glossary')).not.toContain('!!!');
  });

  test('the form changes it', async () => {
    await ask('glossary champion', LEA);
    await chat.as(LEA).presses('Explain it in our words');
    const { text } = await chat.as(LEA).fills({ name: 'Champion', meaning: 'our friend there' });
    expect(text).toContain('our friend there');
  });

  test('where another organisation reads, the words of our own stay out', async () => {
    const shared = { in: '#with-partner' } as const;
    expect((await chat.as(LEA).says('glossary', shared)).text).not.toMatch(/our friend|Enterprise/);
    expect((await chat.as(LEA).says('glossary nps', shared)).text).toMatch(/Formula/);
  });
});
