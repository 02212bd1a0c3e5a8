import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { Problem } from '../../crm/problem.ts';
import { FORM_FIELD, LONGEST } from '../../crm/text/limits.ts';

/** Refuses a typed text that is longer than it is kept; its form brings all of it back. */
export function checkLength(text: string, limit: number, { reader }: { reader: Reader }): void {
  if (text.length > limit)
    throw new Problem('too-long', stringsFor(reader).problem.textTooLong(text.length, limit));
}

/** The fault in a form's values, where it is a text that is too long; null for any other. */
export function lengthFault(
  fault: z.ZodError,
  values: Values,
  reader: Pick<Reader, 'locale'>,
): Problem | null {
  const long = fault.issues.find((issue) => issue.code === 'too_big' && issue.origin === 'string');
  const typed = values[String(long?.path[0])];
  if (long?.code !== 'too_big' || typeof typed !== 'string') return null;
  const limit = Number(long.maximum);
  return new Problem(
    'too-long',
    stringsFor(reader).problem.textTooLong(typed.trim().length, limit),
  );
}

/** Whether some text of a form is longer than its field takes, so that the form would bring back a part of it. */
export const isOverfull = ({ fields }: Form): boolean =>
  fields.some(
    (field) =>
      field.kind === 'text' && (field.value?.length ?? 0) > Math.min(field.max, FORM_FIELD),
  );

/** Room in a button beside a customer's id and the name of its message. */
const CARRIED = 1500;

/** Whether a button can carry this; a form carries the rest. */
export const isCarried = (data: object): boolean => JSON.stringify(data).length <= CARRIED;

/** Typed in a form's field; a longer text comes back with its form. */
export const typedText = (limit: number = LONGEST.text) => z.string().trim().max(limit);
