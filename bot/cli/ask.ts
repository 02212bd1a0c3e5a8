// npm run ask -- [--as <e-mail>] [--json slack|teams|text] "<words>": the front door in the terminal.
import { parseArgs } from 'node:util';
import { Problem } from '../../crm/problem.ts';
import { folderOf } from '../../prisma/database/database.ts';
import { incomingText } from '../adapter/incoming-text.ts';
import { readConfig } from '../config.ts';
import { askDoor } from '../local-door/ask-door.ts';
import type { Question } from '../terminal/answer.ts';
import { program } from './program.ts';

/** The one clock. */
const now = () => new Date();

const USAGE = 'Type: npm run ask -- [--as <e-mail>] [--json slack|teams|text] "<words>"';
const FORMATS = ['slack', 'teams', 'text'] as const;

await program(async () => {
  const question = readArguments();
  const config = readConfig();
  const folder = folderOf(config.store);
  const told = folder === null ? null : await askDoor(folder, { path: '/ask', body: question });
  if (told !== null) return console.log(told);
  // Wrong arguments are told, and a running server asked, before the rest is loaded, which takes a second.
  const { answerWords } = await import('./answer-words.ts');
  console.log(await answerWords(question, config, now));
});

function readArguments(): Question {
  try {
    const { values, positionals } = parseArgs({
      options: { as: { type: 'string' }, json: { type: 'string' } },
      allowPositionals: true,
    });
    const json = FORMATS.find((format) => format === values.json);
    if (values.json !== undefined && !json)
      throw new Problem('usage', {
        say: `--json knows ${FORMATS.join(', ')}, not ${values.json}.`,
        try: USAGE,
      });
    return { as: values.as, json, words: incomingText(positionals.join(' ')) };
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('usage', { say: (cause as Error).message, try: USAGE, cause });
  }
}
