import {
  type HandoffSummary,
  missingWords,
  nameOf,
  receiverName,
} from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import { recordHandoff } from '../../crm/handoff/crm-record.ts';
import type { Actor, HandoffStep } from '../../crm/handoff/rules.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';

export function stepEntry(
  said: HandoffSummary,
  step: PersonStep,
  { person, reader, now }: Context,
): Change[] {
  return recordHandoff(said.handoff, {
    step: step.kind,
    title: entryTitle(said, step, { person, reader }),
    by: person,
    now,
  });
}

function entryTitle(
  said: HandoffSummary,
  step: PersonStep,
  { person, reader }: Pick<Context, 'person' | 'reader'>,
): string {
  const { entry: strings } = stringsFor(reader).handoff;
  const who = nameOf(person.id, said);
  switch (step.kind) {
    case 'accept':
    case 'take':
      return strings.accept(who, missingWords(said.handoff, reader));
    case 'tick':
      return strings.tick(who, missingWords(said.handoff, reader));
    case 'decline':
      return strings.decline(who, step.reason);
    case 'ask':
      return strings.ask(who, step.words);
    case 'answer':
      return strings.answer(who, step.words);
    case 'reassign':
      return strings.reassign(who, receiverName(said, reader));
    case 'withdraw':
      return strings.withdraw(who);
    case 'done':
      return strings.done(who);
    default:
      return unreachable(step);
  }
}

/** A step that a person takes; who gets it next, where that changes, is prepared by the caller. */
export type PersonStep =
  | Exclude<HandoffStep, { kind: 'remind' | 'reassign' }>
  | (Extract<HandoffStep, { kind: 'reassign' }> & { by: Actor });
