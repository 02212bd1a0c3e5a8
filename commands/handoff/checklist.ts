import { z } from 'zod';
import { handoffConfirm, handoffTick, handoffTicking, Items } from '../../cards/handoff/actions.ts';
import { checklistForm } from '../../cards/handoff/step-forms.ts';
import { on, onSubmit } from '../command.ts';
import { read, take } from './steps.ts';

/** Ticks the receiver's needs later on: for the giver and the holder. */
export const checklistActions = [
  on(handoffTicking, async (data, context) => {
    const { handoff, customer } = await read(
      data.handoff,
      await context.store.people.all(),
      context,
    );
    return { kind: 'form', form: checklistForm({ handoff, customer, reader: context.reader }) };
  }),
  on(handoffConfirm, ({ handoff: id }, context) =>
    take(
      id,
      ({ checklist }) => ({
        step: {
          kind: 'tick',
          by: context.person,
          items: checklist.flatMap(({ item, done, proposed }) =>
            !done && proposed ? [{ item, done: true }] : [],
          ),
        },
      }),
      context,
    ),
  ),
  onSubmit(
    handoffTick,
    z.object({ there: Items.default([]) }),
    async ({ data: { handoff, was }, values: { there } }, context) => {
      const items = [
        ...there.filter((item) => !was.includes(item)).map((item) => ({ item, done: true })),
        ...was.filter((item) => !there.includes(item)).map((item) => ({ item, done: false })),
      ];
      return take(handoff, () => ({ step: { kind: 'tick', by: context.person, items } }), context);
    },
  ),
];
