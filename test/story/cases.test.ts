import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { demoOrganisation } from '../demo-organisation.ts';
import { importCase } from '../import-case.ts';

/** A Saturday. */
const NOW = new Date('2026-11-28T09:00:00Z');
const [ANA, MIA] = ['ana@rapport.example', 'mia@rapport.example'];
const PEOPLE = demoOrganisation(NOW).filter(
  ({ kind }) => kind === 'department' || kind === 'person',
);

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  let rejects: Record<'future' | 'books', string[]>;
  beforeAll(async () => {
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: MIA, name: 'Mia' },
      ],
      now: () => NOW,
      records: PEOPLE,
    });
    rejects = {
      future: await importCase('future', chat.database, () => NOW),
      books: await importCase('books', chat.database, () => NOW),
    };
  });
  afterAll(() => chat.close());
  const card = async (name: string) => (await chat.as(ANA).says(`customer ${name}`)).text;

  describe('the past ends today', () => {
    test.each([
      [
        'Planned Meeting Ltd',
        [/Last touch Pat, meeting, 20 Nov/, /Planned: Yearly meeting, .*1 Mar 2027/],
        /Last touch.*2027/,
      ],
      [
        'Only Planned Ltd',
        [/Last touch nobody yet/, /Planned: First meeting, .*12 Jan 2027/],
        /No contact for|was in touch/,
      ],
      [
        'Tickets Ltd',
        [/1 open ticket\b/, /from 1 Mar 2027/],
        /customer since|Opened in a year|-\d/,
      ],
    ])('%s', async (name, right, wrong) => {
      const text = await card(name);
      for (const words of right) expect(text).toMatch(words);
      expect(text).not.toMatch(wrong);
    });

    test('what is still to come is said to be planned on the timeline', async () => {
      const { text } = await chat.as(ANA).says('timeline planned meeting ltd');
      expect(text).toMatch(/Planned: Yearly meeting/);
      expect(text).not.toMatch(/Planned: Call about prices/);
    });

    test.each([
      ['t1', 2, 'still to come'],
      ['t2', 3, 'solved before it was opened'],
      ['t3', 4, 'has a time of solving'],
    ])('ticket %s is listed by the import', (id, line, why) =>
      expect(rejects.future.filter((reject) => reject.startsWith(`tickets.csv,${line},`))).toEqual([
        expect.stringMatching(new RegExp(`${why}.*${id},`)),
      ]),
    );
    test('the plain one is not', () => expect(rejects.future).toHaveLength(3));
  });

  describe('only what is owed is late', () => {
    test.each([
      ['Credit Note Ltd', null, 'Credit note CN-1 · €500'],
      ['Zero Invoice Ltd', null, null],
      ['Truly Late Ltd', 'Invoice L-1 is 74 days late · €100', null],
      ['Net Credit Ltd', 'Invoice L-2 is 74 days late · €100', 'Credit note CN-2 · €400'],
    ])('%s', async (name, late, credit) => {
      const text = await card(name);
      expect(text).not.toMatch(/Z-1|300|more late|-€|−/);
      if (late) expect(text).toContain(late);
      else expect(text).not.toContain('late');
      expect(/Credit note .*/.exec(text)?.[0] ?? null).toBe(credit);
    });

    test('who may not see invoices hears of no credit either', async () => {
      const { text } = await chat.as(MIA).says('customer net credit ltd');
      expect(text).toContain('Net Credit Ltd');
      expect(text).not.toMatch(/Credit note|400|late/);
    });

    test.each([
      ['s1', 2],
      ['s3', 4],
      ['s5', 6],
    ])('answer %s is off the scale', (id, line) =>
      expect(rejects.books.filter((reject) => reject.startsWith(`surveys.csv,${line},`))).toEqual([
        expect.stringMatching(new RegExp(`scale.*${id},`)),
      ]),
    );
    test('the others are taken', async () => {
      expect(rejects.books).toHaveLength(3);
      const rows = await chat.database.query(
        'SELECT external_id AS id FROM survey_answer ORDER BY external_id',
      );
      expect(rows).toEqual([{ id: 's2' }, { id: 's4' }]);
    });
  });
});
