import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { company } from '../../crm/connectors/companies.ts';
import { frontDoor } from '../front-door.ts';

const FILE = 'test/fixtures/questions.tsv';
const ROWS = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): [string, string] => {
    const [sentence = '', reading = ''] = line.split('\t');
    return [sentence, reading];
  });

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

/** How the answer says that the sentence was read. */
function readingOf(answer: string): string {
  const read = /I read this as: (.*)/.exec(answer)?.[1];
  const shown = /Or type it as you mean it: (.*)/.exec(answer)?.[1];
  if (read !== undefined) return `read ${read.trim()}`;
  return shown === undefined ? answer : `shown ${shown.trim()}`;
}

const stored = async (): Promise<unknown> =>
  door.database.query(
    'SELECT (SELECT count(*)::int FROM note) AS notes, (SELECT count(*)::int FROM task) AS tasks, (SELECT count(*)::int FROM handoff) AS handoffs, (SELECT count(*)::int FROM promise) AS promises, (SELECT count(*)::int FROM follow) AS follows, (SELECT count(*)::int FROM absence) AS absences',
  );

test('sentences that no phrase fits are answered by what they are about, and deeds are shown first', async () => {
  const before = await stored();
  const wrong: [string, string, string][] = [];
  for (const [sentence, reading] of ROWS) {
    const found = readingOf((await door.says('ana', sentence)).text);
    if (found !== reading) wrong.push([sentence, reading, found.slice(0, 300)]);
  }
  expect(wrong).toEqual([]);
  expect(await stored()).toEqual(before);
}, 120_000);

test.each([
  ['kims tasks', /^Kim Larsen · tasks/],
  ['toms handoffs', /^Tom Whitfield · handoffs/],
  ['how many tickets does support have open rn', /open tickets of Support/],
  ['tell me the account manager of vela clinics pls', /Vela Clinics/],
  ['hi, can you say me who is owner of Hollins Water', /owns Hollins Water/],
  ['do we have a customer called zentrix', /no customer called “zentrix”/],
  ['csat for germany?', /^Customer satisfaction[\s\S]*Germany/],
  ['how fast do we answer tickets', /^First response time/],
  ['what does it cost us to win a customer', /^Customer acquisition cost/],
  ['wins from september?', /^Wins in September/],
  ['what should i do first today', /wait|Nothing waits/],
  ['oops take that back', /Nothing to take back|Take back/],
  ['are you a real person', /I am Rapport/],
  ['what do i need to know before i call halden', /^Halden Logistics\n/],
  ['we won kestrel back, priya was amazing', /^Kestrel Energy: keep this win/],
  [
    'big thank you to ben for saving halden last night',
    /^Halden Logistics: keep this win[\s\S]*With [^\n]*Ben Osei/,
  ],
  ['closed solvang today, 40k', /^Solvang Robotics: keep this win/],
  [
    'vela signed for 3 years!! thanks to nina and tom',
    /With [^\n]*Nina Kowalska[^\n]*Tom Whitfield|With [^\n]*Tom Whitfield[^\n]*Nina/,
  ],
  ['whos covering for mia', /^Mia Hoffmann/],
  ['im new here what can you do', /^What you can ask/],
  ['order pizza for the support team', /not sure what you mean[\s\S]*Nothing was done/],
  ['translate this into french: we are sorry for the delay', /not sure[\s\S]*Nothing was done/],
])('%s', async (sentence, answer) => {
  expect((await door.says('ana', sentence)).text).toMatch(answer);
});

test('a colon ends the name of a customer: nearly nobody’s note is kept for nobody', async () => {
  const asked = await door.says('ana', 'note cobalt games: they hate the new menu');
  expect(asked.text).toMatch(/no customer called “cobalt games”[\s\S]*Cobalt Street Media/);
  const kept = await door.says('ana', 'note cobalt street media: they hate the new menu');
  expect(kept.text).toContain('Noted on Cobalt Street Media');
});

/** Words of deeds in texts that ask for none of them, or that are shown first. */
test.each([
  ['tell us task globex @kim is done?', /^(?!.*Kim is told)/s],
  ['tell me away until friday', /^(?!You are away)/],
  ['tell me note globex is unhappy', /^(?!Noted on)/],
  ['what is globex goal 40 seats', /^(?!Set\.)/],
  ['whats new at globex, task call them', /^(?!.*Saved)/s],
  ['kim is out until friday', /not sure/],
  ['who owns globex, hand them to kim', /owns Globex[\s\S]*nothing about “hand them to kim”/],
  ['is globex paid? remind me tomorrow', /nothing about “remind me tomorrow”/],
  ['whats new at globex, away until friday', /nothing about “away until friday”/],
  ['who owns globex and remind me to ring them', /nothing about “remind me to ring them”/],
  ['back in two weeks', /not sure/],
  ['i am back on friday', /not sure/],
  ['do not forget that the auditors come tomorrow', /not sure/],
  ['quiet week until friday', /^Shall I be quiet\?[\s\S]*Nothing is done yet/],
  ['out till wednesday', /^Are you away then\?[\s\S]*Until:? +wednesday/],
  ['off weds', /^Are you away then\?[\s\S]*from wednesday until wednesday/],
  ['im back at my desk', /^Are you back\?[\s\S]*Nothing is done yet/],
  ['thanks all, please log that globex moved', /^Keep this about Globex\?[\s\S]*Nothing is done/],
  ['kim is ill, pass globex to ben', /To:? +Ben Osei/],
  ['what does churn rate mean', /share of|lost|left/],
  ['churn of globex', /Globex/],
])('%s', async (sentence, answer) => {
  const before = await stored();
  expect((await door.says('ana', sentence)).text).toMatch(answer);
  expect(await stored()).toEqual(before);
});

test('a customer whose name begins as a question or a figure does is that customer', async () => {
  await door.store.records.save(
    ['Churn Labs', 'Any Lamp GmbH', 'Cash$$ Pawn'].map((name) =>
      company(name, name, `${name.slice(0, 3).toLowerCase()}.example`),
    ),
  );
  const says = async (words: string) => (await door.says('ana', words)).text;
  expect(await says('who owns churn labs')).toContain('Churn Labs');
  expect(await says('tickets of any lamp gmbh')).toMatch(/^Any Lamp GmbH/);
  expect(await says('is anything broken for cash$$ pawn at all?')).toContain('Cash$$ Pawn');
});

test('a customer is looked for once for each text, in however many ways it is read', async () => {
  const find = vi.spyOn(door.store.customers, 'find');
  await door.says('ana', 'could somebody perhaps explain the weird dashboards thing');
  expect(find.mock.calls.length).toBeLessThan(20);
  find.mockRestore();
});

test('a long text costs no more look-ups among the colleagues than a short one', async () => {
  const find = vi.spyOn(door.store.people, 'find');
  const words = Array.from({ length: 50 }, (_, n) => `zq${'abcdefghij'[n % 10]}${n}x`).join(' ');
  await door.says('ana', `globex ${words}`);
  expect(find.mock.calls.length).toBeLessThan(20);
  find.mockRestore();
});
