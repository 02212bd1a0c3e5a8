import type { z } from 'zod';
import type { Action } from '../../cards/view/action.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { Problem } from '../../crm/problem.ts';
import {
  type ActionHandler,
  type Context,
  type Handler,
  onSubmit,
  type Reply,
} from '../command.ts';
import { lengthFault } from './length.ts';

/** A form's submit. Where something in it was not understood, the form comes again with all that was filled in; null where it was a mere button's press. */
export function submitOrAgain<Data extends z.ZodType, Filled extends z.ZodType>(
  sent: { action: Action<Data>; values: Filled; writes?: boolean },
  run: Handler<{ data: z.output<Data>; values: z.output<Filled> }>,
  form: (
    input: { data: z.output<Data>; values: Values },
    context: Context,
  ) => Promise<Form | null> | Form | null,
): ActionHandler {
  const once = onSubmit(sent.action, sent.values, run);
  return {
    action: once.action,
    submits: true,
    writes: sent.writes ?? false,
    run: (input, context) =>
      orForm(
        () => {
          const read = sent.values.safeParse(input.values);
          const fault = read.error && lengthFault(read.error, input.values, context.reader);
          if (fault) throw fault;
          return once.run(input, context);
        },
        async (fault) => {
          const again = await form(
            { data: sent.action.data.parse(input.data), values: input.values },
            context,
          );
          if (again === null) throw fault;
          return refillForm(again, input.values, fault);
        },
      ),
  };
}

/** The form that says what was wrong with what was typed, instead of a dead end. */
export async function orForm(
  answer: () => Promise<Reply>,
  form: (fault: Problem) => Promise<Form>,
): Promise<Reply> {
  try {
    return await answer();
  } catch (cause) {
    if (!(cause instanceof Problem) || !cause.reopens) throw cause;
    return { kind: 'form', form: await form(cause) };
  }
}
