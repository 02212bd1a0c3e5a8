import type { Problem } from '../../crm/problem.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from './format.ts';
import { type Button, text, type View } from './view.ts';

/** Says what happened, then what to do. */
export function problemCard(
  { say, try: next }: Pick<Problem, 'say' | 'try'>,
  buttons: readonly Button[] = [],
): View {
  return {
    title: say,
    blocks: [text(next), ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [])],
  };
}

/** A fault on our side; the reference stands in the log too. */
export const faultCard = (reference: string, reader: Pick<Reader, 'locale'>): View =>
  problemCard(stringsFor(reader).problem.unknown(reference));
