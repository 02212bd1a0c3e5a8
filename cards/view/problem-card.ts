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

/** Whether something that was asked for is kept: `nothing` was to be kept, or it is, it is not, or nobody knows; of an answer that was `not-shown` nobody looked. */
export type Outcome = 'nothing' | 'not-kept' | 'kept' | 'unknown' | 'not-shown';

/** A fault on our side; the reference stands in the log too. */
export function faultCard(
  reference: string,
  reader: Pick<Reader, 'locale'>,
  {
    outcome,
    isDiskFull = false,
    buttons,
  }: { outcome: Outcome; isDiskFull?: boolean; buttons?: readonly Button[] },
): View {
  const { problem } = stringsFor(reader);
  const { say, try: next } = problem.outcome[outcome];
  const fault = isDiskFull ? problem.diskFull : problem.unknown;
  return problemCard(fault(reference, say, next), buttons);
}
