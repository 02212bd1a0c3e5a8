import { parseInput } from '../../bot/parse-input.ts';
import { COMMANDS } from '../../bot/rapport.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { SENTENCES, understood } from '../sentences.ts';
import { ms, type Row } from './report.ts';
import { median, timed } from './statistics.ts';

const ROUNDS = 15;
/** Milliseconds, and the share of the sentences. */
const [EACH, UNDERSTOOD] = [1, 0.95];
const NAMES = new Map(
  COMMANDS.flatMap((command) => [command.name, ...command.aliases].map((name) => [name, command])),
);

/** One look at each word with the names of the commands, as a bot does that knows no sentences. */
const lookUpWords = (sentence: string): unknown =>
  sentence
    .toLowerCase()
    .split(/\s+/)
    .map((word) => NAMES.get(word));

/** How many of the sentences are understood, and the time of each beside a mere look at its words. */
export async function sentences(): Promise<Row[]> {
  const right = understood(COMMANDS).length;
  const share = right / SENTENCES.length;
  const later = SENTENCES.filter(({ reading }) => reading === 'later').length;
  const each = await perSentence((sentence) => parseInput(sentence, COMMANDS));
  const baseline = await perSentence(lookUpWords);
  const long = 'who owns remind me to tell kim that globex last week '.repeat(100);
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    took.push(await timed(async () => void parseInput(long.slice(0, LONGEST.typed), COMMANDS)));
  return [
    {
      what: `${SENTENCES.length} ordinary sentences, understood as they are meant (${later} of them have no command yet)`,
      ours: `${right}`,
      baseline: `${SENTENCES.length}`,
      result: `${(share * 100).toFixed(1)} %`,
      budget: `${UNDERSTOOD * 100} %`,
      met: share >= UNDERSTOOD,
    },
    {
      what: 'to read a sentence, beside one look at each word with the names of the commands',
      ours: ms(each),
      baseline: `${(baseline * 1000).toFixed(1)} µs`,
      result: ms(each),
      budget: `${EACH} ms`,
      met: each <= EACH,
    },
    {
      what: `to read a sentence of ${LONGEST.typed} characters`,
      ours: ms(median(took)),
      baseline: `${(baseline * 1000).toFixed(1)} µs`,
      result: ms(median(took)),
      budget: '50 ms',
      met: median(took) <= 50,
    },
  ];
}

async function perSentence(read: (sentence: string) => unknown): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    took.push(
      await timed(async () => {
        for (const { sentence } of SENTENCES) read(sentence);
      }),
    );
  return median(took) / SENTENCES.length;
}
