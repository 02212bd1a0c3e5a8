import type { Needing } from '../../crm/digest/content.ts';
import { warningText } from '../customer/warnings.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, day, fromToday, type Reader } from '../view/format.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { type Block, text } from '../view/view.ts';
import { digestHandOff, digestLate, digestTake } from './actions.ts';
import { type DigestCard, whichOf } from './issue.ts';

const NEEDING = 2;

/** Somebody should do something about it, and not only know of it. */
export const isPressing = ({ stage, warnings }: Needing): boolean =>
  stage === 'at-risk' || warnings.length > 0;

export function needBlocks(card: DigestCard): Block[] {
  const { content, reader } = card;
  const strings = stringsFor(reader).digest;
  const pressing = content.needing.filter(isPressing);
  const late = lateBlocks(card);
  if (pressing.length === 0 && late.length === 0) return [];
  const more = pressing.length - NEEDING;
  return [
    { kind: 'heading', text: strings.needs },
    ...(pressing.length > 0 ? [needChoices(pressing.slice(0, NEEDING), card)] : []),
    ...(more > 0 ? [text(strings.moreNeed(more), 'quiet')] : []),
    ...late,
  ];
}

/** Each customer with the button that makes it a task of one's own, and the one that hands it on. */
export function needChoices(needing: readonly Needing[], card: DigestCard): Block {
  const { reader } = card;
  const { buttons } = stringsFor(reader).digest;
  return {
    kind: 'choices',
    choices: needing.map((one) => ({
      title: one.name,
      detail: needWords(one, reader),
      button: button(buttons.take, press(digestTake, { ...whichOf(card), customer: one.id })),
      also: button(buttons.handOff, press(digestHandOff, { ...whichOf(card), customer: one.id }), {
        opens: 'form',
      }),
    })),
  };
}

/** `silent for 31 days · renews 9 Jan, in 40 days · Tom`. */
export function needWords(
  { stage, renewsOn, owner, warnings }: Needing,
  reader: Reader,
  most = 1,
): string {
  const { customer, stage: stages } = stringsFor(reader);
  const says = warnings.map((warning) => warningText(warning, reader));
  const renews = renewsOn && customer.renews(day(renewsOn, reader), fromToday(renewsOn, reader));
  return joinByDots([
    stage === 'at-risk' ? stages[stage] : null,
    ...says.slice(0, most),
    renews && !says.slice(0, most).some((said) => said.includes(renews)) ? renews : null,
    owner && firstName(owner),
  ]);
}

function lateBlocks({ content: { late }, reader, ...card }: DigestCard): Block[] {
  const strings = stringsFor(reader);
  const [most, ...others] = late;
  if (!most) return [];
  const all = late.reduce((sum, { handoffs }) => sum + handoffs, 0);
  const words = strings.digest.lateHandoffs(count(all, reader), all);
  const name = departmentName(most.department, strings);
  const where = others.length > 0 ? strings.digest.in(count(most.handoffs, reader), name) : name;
  const see = press(digestLate, { ...whichOf(card), department: most.department });
  return [
    {
      kind: 'choices',
      choices: [{ title: words, detail: where, button: button(strings.digest.buttons.see, see) }],
    },
  ];
}
