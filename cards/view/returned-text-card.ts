import { stringsFor } from '../strings.ts';
import type { Reader } from './format.ts';
import { paragraphsOf } from './lines.ts';
import { bold, type Field, type Form, text, type View } from './view.ts';

/** Stands in for a form that cannot hold a text: it gives back everything that was filled in. */
export function returnedTextCard(
  { title, intro, fields }: Form,
  reader: Pick<Reader, 'locale'>,
): View {
  const { returned } = stringsFor(reader);
  const filled = fields.flatMap((field) => {
    const value = filledIn(field);
    return value
      ? [text([bold(field.label)]), ...paragraphsOf(value).map((part) => text(part))]
      : [];
  });
  return { title, blocks: [...(intro ? [text(intro)] : []), text(returned, 'caution'), ...filled] };
}

/** As much as an answer can bring back. */
const SHOWN = 8000;

/** Gives back what was typed, where it is too long to be read. */
export function returnedWordsCard(
  words: string,
  limit: number,
  reader: Pick<Reader, 'locale'>,
): View {
  const { returned, notReturned, problem } = stringsFor(reader);
  const isShown = words.length <= SHOWN;
  return {
    title: problem.textTooLong(words.length, limit).say,
    blocks: [
      text(isShown ? returned : notReturned, 'caution'),
      ...(isShown ? paragraphsOf(words).map((part) => text(part)) : []),
    ],
  };
}

const filledIn = (field: Field): string | undefined => {
  if (field.kind === 'customer') return field.value?.label;
  if (field.kind === 'people') return field.values?.join(', ');
  return field.kind === 'choice' || field.kind === 'choices' ? undefined : field.value;
};
