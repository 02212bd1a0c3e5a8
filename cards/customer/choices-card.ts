import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { helpShow } from '../help/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import {
  type ActionName,
  button,
  type CustomerAction,
  press,
  pressWithCustomer,
} from '../view/action.ts';
import { money, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { bold, type Choice, line, text, type View } from '../view/view.ts';
import { customerChoices, customerShow } from './actions.ts';

/** The action that takes the chosen customer, and which deed its button names. */
export interface CustomerDeed {
  action: CustomerAction;
  label: keyof Strings['deeds'];
  /** A colleague could have been named as well. */
  orColleague?: true;
}

/** The same of a button that names its action. */
export interface NamedDeed extends Pick<CustomerDeed, 'label'> {
  action: { name: ActionName };
}

const SHOW: CustomerDeed = { action: customerShow, label: 'show' };

/** Room in a button's label, beside the deed. */
const NAME_MAX = 48;

/** As many as can be told apart at a glance. */
const LISTED = 5;

/** A customer to choose, perhaps found by the first name of a contact there. */
export type Choosable = CustomerSummary & { contact?: string | null };

export interface Choices {
  query: string;
  customers: readonly Choosable[];
  /** As many as are looked for: there may be more. */
  capped: boolean;
  /** How many of them stood on the card before. */
  skip: number;
  reader: Reader;
  /** Takes the chosen one. */
  then: NamedDeed;
}

/** Several customers fit: a short list with what tells them apart. */
export function choicesCard({ query, customers, capped, skip, reader, then }: Choices): View {
  const strings = stringsFor(reader);
  const next = skip + LISTED;
  return {
    title: strings.choices.title(customers.length, query, capped),
    blocks: [
      {
        kind: 'choices',
        choices: customers.slice(skip, next).map((customer) => choice(customer, reader, then)),
      },
      ...restBlock(
        customers.length - next,
        press(customerChoices, {
          typed: query,
          does: then.action.name,
          deed: then.label,
          skip: next,
        }),
        reader,
        capped,
      ),
      text(strings.choices.none, 'quiet'),
    ],
  };
}

export interface NotFound {
  query: string;
  near: readonly Choosable[];
  /** The same with the command that may have been meant. */
  meant: string | null;
  empty: boolean;
  reader: Reader;
  then?: CustomerDeed;
}

/** No customer fits: the nearest names, and what to try. */
export function notFoundCard({ query, near, meant, empty, reader, then = SHOW }: NotFound): View {
  const { notFound: strings, help, whose } = stringsFor(reader);
  const advice = then.orColleague ? whose.tryBoth : strings.try;
  return {
    title: then.orColleague ? whose.nobodyAtAll(query) : strings.title(query),
    blocks: [
      ...(near.length > 0
        ? [
            text(strings.near),
            {
              kind: 'choices' as const,
              choices: near.map((customer) => choice(customer, reader, then)),
            },
          ]
        : []),
      ...(meant ? [text(line`${strings.meant} ${bold(meant)}`)] : []),
      text(empty ? strings.empty : advice, 'quiet'),
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
  customer: Choosable,
  reader: Reader,
  { action, label }: NamedDeed = SHOW,
): Choice {
  const strings = stringsFor(reader);
  return {
    title: customer.name,
    detail: distinction(customer, reader, strings),
    button: button(
      strings.deeds[label](shortText(customer.name, NAME_MAX)),
      pressWithCustomer(action, customer.id),
    ),
  };
}

/** Tells namesakes apart: `Berlin · €48,000 · Ana`, or that they left. */
function distinction(
  { contact, city, domain, revenue, owner, stage }: Choosable,
  reader: Reader,
  strings: Strings,
): string {
  const place = city ?? domain;
  const state = stage === 'live' ? null : strings.stage[stage];
  return joinByDots([
    contact ?? null,
    place,
    state,
    revenue && money(revenue, reader),
    owner ? firstName(owner) : strings.choices.noOwner,
  ]);
}
