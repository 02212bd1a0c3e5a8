import { z } from 'zod';
import { checklistForm } from '../../cards/handoff/form.ts';
import type { ActionHandler } from '../command.ts';
import { action, submit } from '../command.ts';
import { read, take } from './steps.ts';

const Which = z.object({ handoff: z.string().min(1).max(64) });
const Items = z.array(z.string().max(40)).max(20);

/** What the receiver needs, ticked later: by who gave it and by who holds it. */
export const checklistActions = {
  ticking: action(Which, async (data, context) => {
    const { handoff, customer } = await read(
      data.handoff,
      await context.store.people.all(),
      context,
    );
    return { kind: 'form', form: checklistForm({ handoff, customer, reader: context.reader }) };
  }),
  tick: submit(
    {
      data: Which.extend({ was: Items.default([]) }),
      values: z.object({ there: Items.default([]) }),
    },
    async ({ data: { handoff, was }, values: { there } }, context) => {
      const items = [
        ...there.filter((item) => !was.includes(item)).map((item) => ({ item, done: true })),
        ...was.filter((item) => !there.includes(item)).map((item) => ({ item, done: false })),
      ];
      return take(handoff, () => ({ step: { kind: 'tick', by: context.person, items } }), context);
    },
  ),
} satisfies Record<string, ActionHandler>;
