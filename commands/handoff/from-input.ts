import type { z } from 'zod';
import type { CustomerDeed } from '../../cards/customer/choices-card.ts';
import { type HandoffFields, handoffOffer, handoffReady } from '../../cards/handoff/actions.ts';
import { fold } from '../../crm/matching/names.ts';
import { Problem } from '../../crm/problem.ts';
import type { CommandInput, Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { addButtonData, customerAnd, splitCustomer } from '../parse/customer-phrase.ts';
import { orForm } from '../parse/form.ts';
import { isCarried } from '../parse/length.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { beginHandoff, correctHandoff, formOfHandoff, receiversHere } from './begin.ts';
import { offer } from './offer.ts';
import { type HandoffWords, handoffWords } from './parse.ts';
import { unknownColleague } from './route.ts';

/** So near that the words may mean this customer. */
const NEAR = 0.55;

const BEGIN: CustomerDeed = { action: handoffReady, label: 'beginHandoff' };

/** Hands over as typed; where something is missing or unclear, the form asks for it. */
export async function handoffFromInput(
  { typed }: z.output<typeof CommandInput>,
  context: Context,
): Promise<Reply> {
  const { reader } = context;
  const [{ departments, rotations }, room] = await Promise.all([
    receiversHere(context),
    customerHere(context),
  ]);
  const how = {
    receivers: [...departments, ...rotations],
    inRoom: room !== null,
    reader,
  };
  const said = handoffWords(typed, how);
  if (said.to) return toSomebody(said, context);
  if (!said.customer) return beginHandoff({ customer: room ?? undefined }, context);
  const split = await splitFrom(said.customer, room !== null, context);
  if (!split) return toNobody(said, context);
  // The word after the customer may be a colleague without the @.
  const guess = handoffWords(typed, { ...how, after: split.customer });
  if (await isColleague(guess.to, context)) return toSomebody(guess, context);
  const which = await customerAnd(split, context, BEGIN);
  if (which.kind === 'choose')
    return orNamed(which, { ...fresh(context), reason: split.rest }, context);
  const fault = new Problem('unknown-colleague', await unknownColleague(guess.to, context));
  return {
    kind: 'form',
    form: await correctHandoff(
      { ...(which.kind === 'one' && { customer: which.id }), reason: split.rest, by: guess.by },
      fault,
      context,
    ),
  };
}

const fresh = (context: Context): Omit<HandoffFields, 'customer'> => ({
  id: context.id(),
  to: '',
  reason: '',
  promises: [],
  by: '',
  there: [],
  anyway: false,
});

async function toSomebody({ customer, ...said }: HandoffWords, context: Context): Promise<Reply> {
  const asked = { ...fresh(context), ...said };
  const which = await customerAnd(
    { customer, rest: '' },
    context,
    asked.reason ? { action: handoffOffer, label: 'handoff' } : BEGIN,
  );
  if (which.kind === 'choose') return orNamed(which, asked, context);
  if (which.kind === 'nobody' || !asked.reason)
    return beginHandoff({ ...asked, ...(which.kind === 'one' && { customer: which.id }) }, context);
  return orForm(
    () => offer({ ...asked, customer: which.id }, context),
    (fault) => correctHandoff({ ...asked, customer: which.id }, fault, context),
  );
}

/** Buttons that choose a customer, or a form where they cannot carry all that was typed. */
const orNamed = async (
  { reply, said }: { reply: Reply; said: string },
  asked: Omit<HandoffFields, 'customer'>,
  context: Context,
): Promise<Reply> =>
  isCarried(asked) && handoffOffer.data.safeParse(asked).success
    ? addButtonData(reply, asked)
    : { kind: 'form', form: await formOfHandoff(asked, { customer: said }, context) };

/** A customer's name alone. */
async function toNobody(said: HandoffWords, context: Context): Promise<Reply> {
  const which = await customerAnd({ customer: said.customer, rest: '' }, context, BEGIN);
  return which.kind === 'choose'
    ? addButtonData(which.reply, fresh(context))
    : beginHandoff(which.kind === 'one' ? { customer: which.id } : {}, context);
}

/** Where more was said than a customer's name. */
async function splitFrom(
  words: string,
  hasRoom: boolean,
  context: Context,
): Promise<{ customer: string; rest: string } | null> {
  const [whole] = await context.store.customers.find(words, 1);
  if (whole?.exact) return null;
  const split = await splitCustomer(words, context, hasRoom);
  if (!split.rest) return null;
  if (!split.customer) return split;
  const [near] = await context.store.customers.find(split.customer, 1);
  return near && near.score >= NEAR ? split : null;
}

/** By their name as it is, since any word comes near somebody's. */
async function isColleague(ref: string, context: Context): Promise<boolean> {
  const found = ref ? await whichColleague(ref, context) : 'nobody';
  if (found === 'nobody') return false;
  const people = Array.isArray(found) ? found : [found];
  return people.every(
    ({ name, email }) =>
      fold(name)
        .split(/[\s-]+/)
        .includes(fold(ref)) ||
      email.split('@', 1)[0] === ref.toLowerCase() ||
      email === ref.toLowerCase(),
  );
}
