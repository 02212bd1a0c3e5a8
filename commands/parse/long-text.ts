import { stringsFor } from '../../cards/strings.ts';
import { count, type Reader } from '../../cards/view/format.ts';
import { text, type View } from '../../cards/view/view.ts';
import { characterStart } from '../../crm/clip.ts';
import { Problem } from '../../crm/problem.ts';
import type { Reply } from '../command.ts';

/** Of anything typed: more is kept as text where a command does so, else it is given back, and never read word by word. */
export const TYPED_LONGEST = 4000;
/** A form has room for it, and so has the button that opens the form on every platform. */
const FORM_LONGEST = 1700;
/** As much as an answer can bring back. */
const ANSWER_LONGEST = 8000;
const PART = 1500;

/** Refuses a text that is too long: the form comes again with all of it. */
export function checkLength(words: string, limit: number, reader: Reader): void {
  if (words.length > limit)
    throw new Problem('too-long', stringsFor(reader).time.tooLong(...sizes(words, limit, reader)));
}

/** Where no form can hold what was typed, all of it comes back as the answer; null where a form can. */
export function giveBack(words: string, limit: number, reader: Reader): Reply | null {
  if (words.length <= FORM_LONGEST) return null;
  return { kind: 'answer', view: longTextView(words, limit, reader) };
}

function longTextView(words: string, limit: number, reader: Reader): View {
  const strings = stringsFor(reader).time;
  const said = strings.tooLong(...sizes(words, limit, reader));
  const isWhole = words.length <= ANSWER_LONGEST;
  return {
    title: said.say,
    blocks: [
      text(isWhole ? strings.noForm : strings.notBack),
      ...(isWhole ? partsOf(words).map((part) => text(part)) : []),
    ],
  };
}

const sizes = (words: string, limit: number, reader: Reader): [string, string] => [
  count(words.length, reader),
  count(limit, reader),
];

/** Cut between characters, so that each platform shows every part whole. */
function partsOf(words: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < words.length; ) {
    const end = characterStart(words, from + PART);
    parts.push(words.slice(from, end));
    from = end;
  }
  return parts;
}
