import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Saturday. */
const NOW = new Date('2026-11-28T10:14:00Z');
const mail = (first: string) => `${first}@rapport.example`;
const [ANA, LEA, BEN, MIA, TOM] = [mail('ana'), mail('lea'), mail('ben'), mail('mia'), mail('tom')];

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: LEA, name: 'Lea Brandt' },
        { email: BEN, name: 'Ben Osei' },
        { email: MIA, name: 'Mia Hoffmann' },
        { email: TOM, name: 'Tom Whitfield' },
      ],
      now: () => NOW,
      records: demoOrganisation(NOW),
    });
    // So that they can be told: else Ana hears between two answers that they were not.
    for (const colleague of [BEN, MIA]) await chat.as(colleague).says('me');
  });
  afterAll(() => chat.close());

  test.each([
    ['task acme send the offer', 'Add the task to Acme Industries', 'send the offer'],
    ['note acme they like blue', 'Add the note to Acme Industries', 'they like blue'],
    ['tell @mia acme why is it slow?', 'Ask about Acme Industries', 'why is it slow?'],
    ['handoff acme @ben "moves to Berlin"', 'Hand off Acme Industries', 'moves to Berlin'],
    ['win acme bought the archive', 'Preview the win with Acme Industries', 'bought the archive'],
    ['follow acme', 'Follow Acme Industries', 'You follow'],
    ['unfollow acme', 'Unfollow Acme Industries', 'Acme Industries'],
    ['notes acme', 'Notes on Acme Industries', 'they like blue'],
    ['acme', 'Show', 'Owner'],
  ])('%s: the button of each customer says the deed', async (typed, deed, done) => {
    const ana = chat.as(ANA);
    const offered = await ana.says(typed);
    expect(offered.text).toContain('Three customers look like');
    expect(offered.text.includes('Show')).toBe(deed === 'Show');
    expect((await ana.presses(deed)).text).toContain(done);
  });

  test('among equals one’s own customer comes first', async () => {
    const places = async (who: string) => {
      const { text } = await chat.as(who).says('acme');
      return ['Acme Industries', 'Acme Retail'].map((name) => text.indexOf(name));
    };
    const [anas, toms] = [await places(ANA), await places(TOM)];
    expect(anas[0]).toBeLessThan(anas[1]!);
    expect(toms[1]).toBeLessThan(toms[0]!);
  });

  test('due on a Sunday, an hour included: the card says that nobody works then', async () => {
    const task = await chat.as(ANA).says('task vela call them by tomorrow 10am');
    expect(task.text).toMatch(/Sun,? 29 Nov is a day off/);
    expect(task.text).toContain('10:00');
  });

  test('the filter stays with the customer who is chosen', async () => {
    const ana = chat.as(ANA);
    await ana.says('timeline acme since monday only support');
    expect((await ana.presses('Timeline of Acme Industries')).text).toMatch(
      /Support · since 23 Nov/,
    );
    const lea = chat.as(LEA);
    await lea.says('audit acme notes');
    expect((await lea.presses('Audit log of Acme Industries')).text).toMatch(
      /Acme Industries · notes/i,
    );
  });

  test('an entry leads back to the page that it was opened from', async () => {
    const ana = chat.as(ANA);
    const card = await ana.says('customer vela');
    const entry = await ana.presses(platform === 'slack' ? entryIn(card.raw) : 'Open');
    expect(entry.text).toContain('Back to the card');
    expect(entry.text).not.toContain('Back to the timeline');
    expect((await ana.presses('Back to the card')).text).toContain('Newest');
  });

  test('“Did you mean” does not offer what was typed', async () => {
    const { text } = await chat.as(ANA).says('customer note zzyzx');
    expect(text).toContain('I know no customer called “note zzyzx”');
    expect(text).not.toContain('Did you mean: note zzyzx');
  });
});

/** In Slack an entry is opened by its line in a select. */
const entryIn = (raw: unknown): string =>
  /"((?:\w+ )?\d\d:\d\d \w+: [^"]*)"/.exec(JSON.stringify(raw))?.[1] ?? 'no such entry';
