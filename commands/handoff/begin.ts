import type { HandoffFields } from '../../cards/handoff/actions.ts';
import { handoffForm } from '../../cards/handoff/form.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { checklistFor } from '../../crm/handoff/checklist.ts';
import type { Context, Reply } from '../command.ts';
import { customerChoice } from '../parse/form-customer.ts';

type Known = { [Part in keyof HandoffFields]?: HandoffFields[Part] | undefined };
export interface HandoffBegun extends Known {
  /** A handoff of one's own, whose words are taken over. */
  like?: string | undefined;
}

/** The form of a handoff, filled with what is known. */
export const beginHandoff = async (begun: HandoffBegun, context: Context): Promise<Reply> => ({
  kind: 'form',
  form: await formOfHandoff(begun, {}, context),
});

/** The same, with what was wrong on top. */
export const correctHandoff = async (
  begun: HandoffBegun,
  fault: { say: string; try: string },
  context: Context,
  values: Values = {},
): Promise<Form> => refillForm(await formOfHandoff(begun, values, context), {}, fault);

/** `values`: what was filled in before, where it comes again. */
export async function formOfHandoff(
  { customer, like, ...begun }: HandoffBegun,
  values: Values,
  context: Context,
): Promise<Form> {
  const { store, person, reader } = context;
  const [name, before, receivers] = await Promise.all([
    customer ? store.customers.name(customer) : null,
    like ? store.handoffs.get(like) : null,
    receiversHere(context),
  ]);
  const known = customer && name !== null ? { id: customer, name } : null;
  const mine = before?.from === person.id ? before : null;
  const to = typeof values['to'] === 'string' ? values['to'] : begun.to;
  const isListed =
    to !== undefined && [...receivers.departments, ...receivers.rotations].includes(to);
  return handoffForm({
    customer: known,
    asked: known ? null : await customerChoice(values, undefined, context),
    ...receivers,
    items: to && receivers.departments.includes(to) ? checklistFor(person.department, to) : [],
    filled: {
      ...(isListed ? { to } : { person: to }),
      reason: begun.reason || mine?.reason,
      promises: begun.promises?.length ? begun.promises : mine?.promises,
      by: begun.by,
    },
    data: {
      id: begun.id ?? context.id(),
      ...(known && { customer: known.id }),
      ...(begun.anyway && { anyway: true }),
    },
    reader,
  });
}

/** Everybody who can be handed to besides a colleague by name. */
export async function receiversHere({
  store,
}: Pick<Context, 'store'>): Promise<{ departments: string[]; rotations: string[] }> {
  const [departments, rotations] = await Promise.all([
    store.people.departments(),
    store.rotations.all(),
  ]);
  return {
    departments: departments.map(({ id }) => id),
    rotations: rotations.map(({ name }) => name),
  };
}
