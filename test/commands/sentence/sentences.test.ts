import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInput } from '../../../bot/parse-input.ts';
import { COMMANDS } from '../../../bot/rapport.ts';
import { english } from '../../../cards/strings.ts';
import { commandOf } from '../../../commands/help/every-day.ts';
import { readingOf, SENTENCES, understood } from '../../sentences.ts';
import { frontDoor } from '../front-door.ts';

/** The share of the sentences that are to be read as they are meant. */
const UNDERSTOOD = 0.95;
/** Commands that do at once what a sentence asks for oneself alone, or for one's own notes. */
const AT_ONCE = /^(?:note|task|follow|unfollow|away|cancel) /;
const DEEDS = [
  'note',
  'task',
  'handoff',
  'mention',
  'win',
  'goal',
  'follow',
  'share',
  'room',
] as const;

let door: Awaited<ReturnType<typeof frontDoor>>;
beforeAll(async () => {
  door = await frontDoor();
});
afterAll(() => door.close());

test('there are sentences of each department', () => {
  expect(SENTENCES.length).toBeGreaterThanOrEqual(240);
  const voices = new Set(SENTENCES.map(({ voice }) => voice));
  expect([...voices].toSorted()).toEqual(
    ['finance', 'given', 'product', 'sales', 'success', 'support'].toSorted(),
  );
});

test('19 of 20 sentences are understood', () => {
  const right = understood(COMMANDS);
  const wrong = SENTENCES.filter((one) => !right.includes(one) && one.reading !== 'later');
  expect(wrong).toEqual([]);
  expect(right.length / SENTENCES.length).toBeGreaterThanOrEqual(UNDERSTOOD);
});

test('each sentence that help shows is understood, as the command whose summary stands beside it', () => {
  const shown = [...Object.values(english.help.sentences).flat(), ...english.help.leads];
  expect(shown.filter((sentence) => readingOf(sentence, COMMANDS) === '-')).toEqual([]);
  expect(shown.map((sentence) => commandOf(sentence, COMMANDS)?.name)).toEqual(
    shown.map((sentence) => parseInput(sentence, COMMANDS)?.command.name),
  );
});

test('no command does something that no sentence asked for', () => {
  const writing = new Set(COMMANDS.filter(({ writes }) => writes).map(({ name }) => name));
  const unasked = SENTENCES.filter(({ sentence, reading }) => {
    const [name = ''] = readingOf(sentence, COMMANDS).split(' ');
    return writing.has(name) && !reading.startsWith(`${name} `);
  });
  expect(unasked).toEqual([]);
});

test('a sentence that others would read stores nothing before its button is pressed', async () => {
  const stored = async () => {
    const [lines] = await door.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit WHERE action = ANY($1) AND NOT detail ? 'shown'`,
      [DEEDS],
    );
    return lines?.n;
  };
  const quiet = SENTENCES.filter(
    ({ reading }) => reading.endsWith(' ?') || !AT_ONCE.test(`${reading} `),
  );
  expect(quiet.length).toBeGreaterThan(200);
  const before = await stored();
  for (const { sentence } of quiet) {
    await door.says('tom', sentence);
    expect([sentence, await stored()]).toEqual([sentence, before]);
  }
}, 120_000);
