import { describe, expect, test } from 'vitest';
import { parseInput } from '../../../bot/parse-input.ts';
import { COMMANDS } from '../../../bot/rapport.ts';
import { auditWords } from '../../../commands/audit/parse.ts';
import { handoffWords } from '../../../commands/handoff/parse.ts';
import { whenWords } from '../../../commands/parse/instant.ts';
import { taskWords } from '../../../commands/parse/task-words.ts';
import { readings } from '../../../commands/parse/time/chrono.ts';
import { timelineWords } from '../../../commands/timeline/parse.ts';
import { parseTypedWin } from '../../../commands/win/parse.ts';

const reader = { now: new Date('2026-11-25T10:00:00Z'), zone: 'Europe/London', locale: 'en-GB' };
const WORDS = [
  'by friday ',
  'by fridax corp ',
  'by friday corp ',
  'by 31.11. corp ',
  'by 1.1.2027 x ',
  'until in 2 ',
  'since since ',
  'since monday ',
  'only only ',
  'until until ',
  '@a ',
  '@a @a ',
  '1234567890 ',
  '1.2.3.4.',
  '((((',
  '“„«"',
  ',,,,,, ',
  ': : ',
  'in 2 business days ',
  'at 5 ',
  'the 15th ',
  'so they said that they would sign it all again by the way and then we heard of nothing more for weeks by ',
];
const READERS: Readonly<Record<string, (typed: string) => unknown>> = {
  task: (typed) => taskWords(typed, reader),
  handoff: (typed) => handoffWords(typed, { receivers: ['support'], inRoom: false, reader }),
  'handoff after': (typed) =>
    handoffWords(typed, { receivers: [], inRoom: true, after: 'globex', reader }),
  timeline: (typed) => timelineWords(typed, ['support'], reader),
  audit: (typed) => auditWords(typed, reader),
  win: parseTypedWin,
  time: (typed) => whenWords(typed, reader),
  ...Object.fromEntries(
    COMMANDS.map(({ name }) => [
      `/${name}`,
      (typed: string) => parseInput(`${name} ${typed}`, COMMANDS),
    ]),
  ),
};
/** The steps of reading: how often a time is looked for, and in how many characters. */
function steps(read: (typed: string) => unknown, typed: string) {
  readings.calls = 0;
  readings.characters = 0;
  read(typed);
  return { ...readings };
}

describe.each(Object.keys(READERS))('%s', (name) => {
  test.each(WORDS)('“%s” again and again costs no more readings of times than once', (words) => {
    const read = READERS[name]!;
    const [some, many] = [1000, 4000].map((length) =>
      steps(read, `globex ${words.repeat(Math.ceil(length / words.length)).slice(0, length)}`),
    );
    expect(many!.calls).toBeLessThanOrEqual(20);
    expect(many!.characters).toBeLessThanOrEqual(20 * 60);
    expect(many!.calls).toBeLessThanOrEqual(Math.max(8, 2 * some!.calls));
  });
});
