import { parseInput } from '../../bot/parse-input.ts';
import { COMMANDS } from '../../bot/rapport.ts';
import { auditWords } from '../../commands/audit/parse.ts';
import { handoffWords } from '../../commands/handoff/parse.ts';
import { taskWords } from '../../commands/parse/task-words.ts';
import { timelineWords } from '../../commands/timeline/parse.ts';
import { parseTypedWin } from '../../commands/win/parse.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { ms, type Row } from './report.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 15;
const BUDGET = 50;
const reader = { now: new Date('2026-11-25T10:00:00Z'), zone: 'Europe/London', locale: 'en-GB' };
/** Texts that cost the most where reading tries every beginning against every end. */
const WORST = [
  'by friday ',
  'by fridax corp ',
  'by friday corp ',
  'by 31.11. corp ',
  'since monday ',
  'since since ',
  '@a ',
  '1.2.3.4.',
  '((((',
  ',,,,, ',
  'and so they said that they would sign it all again by the way and then nothing was heard for weeks by ',
];
const READERS: Readonly<Record<string, (typed: string) => unknown>> = {
  task: (typed) => taskWords(typed, reader),
  handoff: (typed) => handoffWords(typed, { receivers: ['support'], inRoom: true, reader }),
  timeline: (typed) => timelineWords(typed, ['support'], reader),
  audit: (typed) => auditWords(typed, reader),
  win: parseTypedWin,
};

/** The time to read the longest text that is read word by word, before anything is looked up. */
export async function typedText(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name } of COMMANDS) {
    let worst = { words: '', took: 0 };
    for (const words of WORST) {
      const text = words.repeat(LONGEST.typed).slice(0, LONGEST.typed - name.length - 1);
      const took: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        took.push(
          await timed(async () => {
            const parsed = parseInput(`${name} ${text}`, COMMANDS);
            READERS[name]?.(parsed?.words.typed ?? '');
          }),
        );
      if (median(took) > worst.took) worst = { words, took: median(took) };
    }
    rows.push({
      what: `4,000 typed characters of ${name}, the worst of ${WORST.length} texts`,
      ours: ms(worst.took),
      baseline: `“${worst.words.trim().slice(0, 16)}…”`,
      result: ms(worst.took),
      budget: `${BUDGET} ms`,
      met: worst.took <= BUDGET,
    });
  }
  return rows;
}
