import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { helpShow } from '../help/actions.ts';
import { type Words, wordsFor } from '../strings.ts';
import { button, type CustomerAction, press, pressWithCustomer } from '../view/action.ts';
import { money, type Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { bold, type Choice, line, text, type View } from '../view/view.ts';
import { customerShow } from './actions.ts';
import { dotted } from './card.ts';

/** Several customers fit: a short list with what tells them apart. `then` is the action that takes the chosen one. */
export function choicesCard({
  query,
  customers,
  reader,
  then = customerShow,
}: {
  query: string;
  customers: readonly CustomerSummary[];
  reader: Reader;
  then?: CustomerAction;
}): View {
  const words = wordsFor(reader);
  return {
    title: words.choices.title(customers.length, query),
    blocks: [
      { kind: 'choices', choices: customers.map((customer) => choice(customer, reader, then)) },
      text(words.choices.none, 'quiet'),
    ],
  };
}

export interface NotFound {
  query: string;
  near: readonly CustomerSummary[];
  /** The same with the command that may have been meant. */
  meant: string | null;
  empty: boolean;
  reader: Reader;
  then?: CustomerAction;
}

/** No customer fits: the nearest names, and what to try. */
export function notFoundCard({
  query,
  near,
  meant,
  empty,
  reader,
  then = customerShow,
}: NotFound): View {
  const { notFound: words, help } = wordsFor(reader);
  return {
    title: words.title(query),
    blocks: [
      ...(near.length > 0
        ? [
            text(words.near),
            {
              kind: 'choices' as const,
              choices: near.map((customer) => choice(customer, reader, then)),
            },
          ]
        : []),
      ...(meant ? [text(line`${words.meant} ${bold(meant)}`)] : []),
      text(empty ? words.empty : words.try, 'quiet'),
      ...(meant
        ? [
            {
              kind: 'buttons' as const,
              buttons: [{ kind: 'press' as const, label: help.button, ...press(helpShow, {}) }],
            },
          ]
        : []),
    ],
  };
}

export function choice(
  customer: CustomerSummary,
  reader: Reader,
  action: CustomerAction = customerShow,
): Choice {
  const words = wordsFor(reader);
  return {
    title: customer.name,
    detail: distinction(customer, reader, words),
    button: button(words.buttons.show, pressWithCustomer(action, customer.id)),
  };
}

/** What tells namesakes apart: `Berlin · €48,000 · Ana`, or that they left. */
function distinction(
  { city, domain, revenue, owner, stage }: CustomerSummary,
  reader: Reader,
  words: Words,
): string {
  const place = city ?? domain;
  const state = stage === 'live' ? null : words.stage[stage];
  return dotted([
    place,
    state,
    revenue && money(revenue, reader),
    owner ? firstName(owner) : words.choices.noOwner,
  ]);
}
