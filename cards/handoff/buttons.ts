import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { Person } from '../../crm/person/person.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { firstName } from '../view/names.ts';
import type { Block, Button } from '../view/view.ts';
import {
  handoffAccept,
  handoffAnswering,
  handoffAsking,
  handoffBegin,
  handoffConfirm,
  handoffDeclining,
  handoffDone,
  handoffOwn,
  handoffPass,
  handoffPassing,
  handoffShow,
  handoffTake,
  handoffTicking,
  handoffWithdraw,
} from './actions.ts';
import type { HandoffCard } from './card.ts';
import { nameOf } from './lines.ts';

export function handoffButtons(card: HandoffCard): Button[] {
  const { handoff, role, reader } = card;
  const { buttons: strings } = stringsFor(reader).handoff;
  const step = (
    label: string,
    action: typeof handoffShow,
    rest: { opens?: 'form'; tone?: 'primary' } = {},
  ): Button => button(label, press(action, { handoff: handoff.id }), rest);
  const form = { opens: 'form' } as const;
  const offered = handoff.state === 'offered';
  const open = offered || handoff.state === 'accepted';
  const asked = handoff.talk.at(-1);
  const mayTick =
    role === 'giver' || role === 'holder' || (role === 'receiver' && handoff.holder !== null);
  const mayDecline =
    role === 'overseer' ||
    (role === 'receiver' && (handoff.holder !== null || card.oversees === true));
  return [
    ...(open && card.substitute
      ? [give(handoff, card.substitute, strings.give(firstName(card.substitute.name)))]
      : []),
    ...(offered && role === 'receiver'
      ? [step(strings.accept, handoffAccept, { tone: 'primary' })]
      : []),
    ...(offered && mayDecline ? [step(strings.decline, handoffDeclining, form)] : []),
    ...(handoff.state === 'accepted' && role === 'holder'
      ? [step(strings.done, handoffDone, { tone: 'primary' })]
      : []),
    ...(handoff.state === 'accepted' && role === 'holder' && card.mayOwn
      ? [step(strings.own, handoffOwn)]
      : []),
    ...(open && (role === 'receiver' || role === 'holder')
      ? [step(strings.ask(nameOf(handoff.from, card)), handoffAsking, form)]
      : []),
    ...(open && role === 'giver' && asked && asked.by !== handoff.from
      ? [step(strings.answer, handoffAnswering, { ...form, tone: 'primary' })]
      : []),
    ...(offered && role === 'overseer'
      ? [step(strings.take, handoffTake, { tone: 'primary' })]
      : []),
    ...(open && role !== 'other' ? [step(strings.other, handoffPassing, form)] : []),
    ...(open && mayTick && handoff.checklist.some(({ done, proposed }) => !done && proposed)
      ? [step(strings.confirm, handoffConfirm)]
      : []),
    ...(open && mayTick && handoff.checklist.length > 0
      ? [step(strings.checklist, handoffTicking, form)]
      : []),
    ...(offered && role === 'giver' ? [step(strings.withdraw, handoffWithdraw)] : []),
    ...(handoff.state === 'declined' && role === 'giver' ? [again(handoff, strings.begin)] : []),
    {
      kind: 'press',
      label: strings.customer,
      ...press(customerShow, { customer: handoff.customerId }),
    },
    // A colleague has it by now, so this is the last thing that anybody wants.
    ...(handoff.state === 'accepted' && role === 'overseer'
      ? [step(strings.take, handoffTake)]
      : []),
  ];
}

/** Below one line about it: the likeliest step, the way to all of it, and the rest behind one more press. */
export function eventButtons(card: HandoffCard): Block {
  const { buttons: words } = stringsFor(card.reader).handoff;
  const all = handoffButtons(card);
  const first = all.find((one) => one.kind === 'press' && one.tone === 'primary');
  const open = button(words.open, press(handoffShow, { handoff: card.handoff.id }));
  return {
    kind: 'buttons',
    buttons: [...(first ? [first] : []), open],
    more: {
      label: stringsFor(card.reader).customer.more,
      buttons: all.filter((one) => one !== first),
    },
  };
}

const give = ({ id }: Handoff, { email }: Pick<Person, 'email'>, label: string): Button => ({
  kind: 'press',
  label,
  ...press(handoffPass, { handoff: id, to: email }),
  tone: 'primary',
});

/** Offers a declined handoff to somebody else, with the words of the first. */
const again = ({ customerId, id }: Handoff, label: string): Button => ({
  kind: 'press',
  label,
  ...press(handoffBegin, { customer: customerId, like: id }),
  opens: 'form',
});
