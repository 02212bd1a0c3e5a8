import { readFileSync } from 'node:fs';
import { parseInput } from '../bot/parse-input.ts';
import type { Command } from '../commands/command.ts';

const FILE = 'test/fixtures/sentences.tsv';

/** A sentence as somebody of this department types it, and how it is to be read. */
export interface Sentence {
  voice: string;
  sentence: string;
  /**
   * The command and the words that would be typed, with `?` behind where it is shown before it is done; `-` where it is
   * asked about, and `later` where no command answers it yet.
   */
  reading: string;
}

export const SENTENCES: readonly Sentence[] = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [voice = '', sentence = '', reading = ''] = line.split('\t');
    return { voice, sentence, reading };
  });

/** How a sentence is read, in the words of the file. */
export function readingOf(sentence: string, commands: readonly Command[]): string {
  const parsed = parseInput(sentence, commands);
  if (!parsed || parsed.command.name === 'sentence') return '-';
  const typed = parsed.reading?.typed ?? parsed.words.typed;
  return [parsed.command.name, typed, parsed.reading?.confirm ? '?' : ''].filter(Boolean).join(' ');
}

/** Those that are read as they are to be read. */
export const understood = (commands: readonly Command[]): Sentence[] =>
  SENTENCES.filter(({ sentence, reading }) => readingOf(sentence, commands) === reading);
