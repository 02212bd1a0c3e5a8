import type { SignalRule } from '../../crm/signal/rule.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, type Form, text } from '../view/view.ts';
import { holdOverride, holdOverriding } from './actions.ts';

export interface Hold {
  overview: Pick<Overview, 'customer' | 'overrides'>;
  holds: readonly Pick<SignalRule, 'name'>[];
  personal: boolean;
  reader: Reader;
}

/** That an offer waits and why, who goes on all the same, and the way to do so. */
export function holdBlocks({ overview, holds, personal, reader }: Hold): Block[] {
  const { hold: strings } = stringsFor(reader).signal;
  if (holds.length === 0) return [];
  const { customer, overrides } = overview;
  return [
    text(strings.line(listCommas(holds.map(({ name }) => name.toLowerCase()))), 'caution'),
    ...overrides.map(({ name, at }) =>
      text(strings.overridden(firstName(name), when(at, reader)), 'quiet'),
    ),
    ...(personal
      ? [
          {
            kind: 'buttons' as const,
            buttons: [
              button(strings.button, press(holdOverriding, { customer: customer.id }), {
                opens: 'form',
              }),
            ],
          },
        ]
      : []),
  ];
}

/** Asks why somebody reaches out although something speaks against it. */
export function overrideForm({
  customer,
  holds,
  reader,
}: {
  customer: Overview['customer'];
  holds: Hold['holds'];
  reader: Reader;
}): Form {
  const { hold: strings } = stringsFor(reader).signal;
  return {
    title: strings.form.title,
    intro: [strings.form.intro(customer.name, listCommas(holds.map(({ name }) => name)))],
    fields: [
      {
        kind: 'text',
        id: 'reason',
        label: strings.form.reason,
        hint: strings.form.hint,
        multiline: true,
        max: LONGEST.headline,
        optional: false,
      },
    ],
    submit: { label: strings.form.submit, ...press(holdOverride, { customer: customer.id }) },
  };
}
