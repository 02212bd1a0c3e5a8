import { z } from 'zod';
import { handoffForm, passingForm, wordsForm } from '../cards/handoff-form.ts';
import { nameOf } from '../cards/handoff-said.ts';
import { problemCard } from '../cards/problem-card.ts';
import { wordsFor } from '../cards/words.ts';
import { CustomerId } from '../crm/customer.ts';
import { openQuestion } from '../crm/handoff.ts';
import { checklistFor } from '../crm/handoff-kinds.ts';
import { Problem } from '../crm/problem.ts';
import { turnTaken, type Wanted } from '../crm/routing.ts';
import { action, type ActionHandler, type Context, defineCommand, type Reply, submit, Words } from './command.ts';
import { carrying, customerAnd, customerFrom } from './customer-words.ts';
import { checklistActions } from './handoff-checklist.ts';
import { aside, carried, offer } from './handoff-offer.ts';
import { dueBy, routed, wantedBy } from './handoff-route.ts';
import { type PersonStep, read, shown, take } from './handoff-steps.ts';
import { packets } from './handoff-tell.ts';
import { Asked, handoffWords } from './handoff-words.ts';
import { customerHere } from './here.ts';

const Which = z.object({ handoff: z.string().min(1).max(64) });
const Said = z.object({ words: z.string().max(600).default('') });
/** Where the receiver's needs are known beforehand, and what it is filled with. */
const Begin = z.object({ customer: CustomerId.optional(), to: z.string().max(200).optional(), reason: z.string().max(600).optional(), like: z.string().max(64).optional() });
const Filled = z.object({
  customer: z.string().max(300).optional(),
  to: z.string().max(200).optional(),
  person: z.string().max(100).optional(),
  reason: z.string().max(600).optional(),
  promises: z.string().max(1000).optional(),
  there: z.array(z.string()).optional(),
  by: z.string().max(60).optional(),
});
const Receiver = Filled.pick({ to: true, person: true });

export const handoff = defineCommand({
  name: 'handoff',
  usage: 'handoff <customer> <@colleague, department or rotation> <why> [by <when>]',
  summary: 'Hand a customer over with all that the next colleague needs, and know that it arrived',
  examples: ['handoff acme @ben "moving to Berlin"', 'handoff acme onboarding "signed, starts in May" "SSO by 1 Dec" by friday', 'handoff globex @kim the export fails every morning by tomorrow 3pm'],
  daily: true,
  writes: true,
  aliases: ['handover'],
  args: Words,
  run: typed,
  actions: {
    begin: action(Begin, begin),
    offer: submit({ data: Asked.partial({ customer: true }), values: Filled }, async ({ data, values }, context) => {
      const { problem } = wordsFor(context.reader).handoff;
      const customer = data.customer ?? (values.customer ? await customerFrom(values.customer, context) : null);
      if (!customer) throw new Problem('no-customer', problem.noCustomer);
      return offer({
        ...data, customer,
        to: values.person || values.to || data.to,
        reason: values.reason ?? data.reason,
        promises: values.promises?.split('\n').map((promise) => promise.trim().slice(0, 300)).filter(Boolean).slice(0, 10) ?? data.promises,
        there: values.there ?? data.there,
        by: values.by ?? data.by,
      }, context);
    }),
    ready: action(z.object({ customer: CustomerId }), async ({ customer }, context) => ready({ customer }, context)),
    show: action(Which, async (data, context) => ({ kind: 'answer', view: shown(await read(data.handoff, await context.store.people.all(), context), context) })),
    accept: step((by) => ({ kind: 'accept', by })),
    take: step((by) => ({ kind: 'take', by })),
    withdraw: step((by) => ({ kind: 'withdraw', by })),
    done: step((by) => ({ kind: 'done', by })),
    declining: asking('decline'),
    asking: asking('ask'),
    answering: asking('answer'),
    decline: saying((by, words) => ({ kind: 'decline', by, reason: words })),
    ask: saying((by, words) => ({ kind: 'ask', by, words })),
    answer: saying((by, words) => ({ kind: 'answer', by, words })),
    ...checklistActions,
    passing: action(Which, async (data, context) => ({ kind: 'form', form: passingForm({ ...data, ...(await receiversHere(context)), reader: context.reader }) })),
    pass: submit({ data: Which.extend({ to: z.string().max(200).optional() }), values: Receiver }, async ({ data, values }, context) => pass(data.handoff, values.person || values.to || data.to || '', context)),
  },
});

function step(made: (by: Context['person']) => PersonStep): ActionHandler {
  return action(Which, (data, context) => take(data.handoff, () => ({ step: made(context.person) }), context));
}

function saying(made: (by: Context['person'], words: string) => PersonStep): ActionHandler {
  return submit({ data: Which, values: Said }, ({ data, values }, context) => take(data.handoff, () => ({ step: made(context.person, values.words) }), context));
}

function asking(kind: 'decline' | 'ask' | 'answer'): ActionHandler {
  return action(Which, async (data, context) => {
    const said = await read(data.handoff, await context.store.people.all(), context);
    const question = kind === 'answer' ? openQuestion(said.handoff) : null;
    const who = nameOf(question?.by ?? said.handoff.from, said);
    return { kind: 'form', form: wordsForm({ handoff: said.handoff.id, step: kind, who, intro: question?.words ?? null, reader: context.reader }) };
  });
}

async function typed(words: z.output<typeof Words>, context: Context): Promise<Reply> {
  const { reader, now } = context;
  const [{ departments, rotations }, room] = await Promise.all([receiversHere(context), customerHere(context)]);
  const { customer: named, ...rest } = handoffWords(words.typed, { receivers: [...departments, ...rotations], inRoom: room !== null, now, zone: reader.zone });
  const asked = { id: context.id(), there: [], ...rest };
  // With nobody to hand it to, the words are a customer's name and the rest is asked for in the form.
  const which = await customerAnd({ customer: named, rest: '' }, context, asked.to ? 'handoff.offer' : 'handoff.ready');
  if (which.kind === 'choose') return labelled(carrying(which.reply, carried(asked)), context);
  if (which.kind === 'nobody' || !asked.to || !asked.reason) return ready({ ...(which.kind === 'one' && { customer: which.id }), ...(asked.to && { to: asked.to }) }, context);
  return offer({ ...asked, customer: which.id }, context);
}

/** What is pressed there hands over at once, so it says so. */
function labelled(reply: Reply, { reader }: Context): Reply {
  if (reply.kind === 'form') return reply;
  const { pick } = wordsFor(reader).handoff.buttons;
  const blocks = reply.view.blocks.map((block) => (block.kind === 'choices' ? { ...block, choices: block.choices.map((choice) => ({ ...choice, button: { ...choice.button, label: pick } })) } : block));
  return { kind: 'answer', view: { ...reply.view, blocks } };
}

/** A button that opens the form, filled with what was said: words alone cannot, on every platform. */
function ready(known: { customer?: CustomerId; to?: string }, { reader }: Context): Reply {
  const { begin: words, problem, buttons } = wordsFor(reader).handoff;
  const missing = known.to ? problem.noReason : { say: words.title, try: words.try };
  return { kind: 'answer', view: problemCard(missing, [{ kind: 'press', label: buttons.begin, action: 'handoff.begin', data: known, opens: 'form' }]) };
}

async function begin({ customer, to, reason, like }: z.output<typeof Begin>, context: Context): Promise<Reply> {
  const { store, person, reader } = context;
  const [name, before, receivers] = await Promise.all([customer ? store.customers.name(customer) : null, like ? store.desk.handoff(like) : null, receiversHere(context)]);
  const mine = before?.from === person.id ? before : null;
  const known = to && receivers.departments.includes(to) ? checklistFor(person.department, to) : [];
  const isListed = to !== undefined && [...receivers.departments, ...receivers.rotations].includes(to);
  const filled = { ...(isListed ? { to } : { person: to }), reason: reason ?? mine?.reason, promises: mine?.promises };
  const form = handoffForm({
    customer: customer && name !== null ? { id: customer, name } : null, ...receivers, items: known, filled,
    data: { id: context.id(), ...(customer && name !== null && { customer }) }, reader,
  });
  return { kind: 'form', form };
}

async function receiversHere({ store }: Context): Promise<{ departments: string[]; rotations: string[] }> {
  const [departments, rotations] = await Promise.all([store.people.departments(), store.desk.rotations()]);
  return { departments: departments.map(({ id }) => id), rotations: rotations.map(({ name }) => name) };
}

/** To somebody else: offered anew, with the time they need unless there is still some. */
async function pass(id: string, to: string, context: Context): Promise<Reply> {
  const found = await wantedBy(to, context, { action: 'handoff.pass', data: { handoff: id } });
  if (found.kind === 'reply') return found.reply;
  return take(id, async (handoff) => {
    const wanted = await ofNow(found.wanted, context);
    const way = await routed(wanted, { giver: handoff.from, context });
    const dueAt = handoff.dueAt > context.now ? handoff.dueAt : dueBy('', way.calendar, context);
    return {
      step: { kind: 'reassign', by: context.person, receiver: way.route.receiver, dueAt },
      besides: async (said) => [...turnTaken(wanted, way.route), ...(await packets(said, { roster: way.roster, around: way.route.around, context }))],
      aside: (said) => aside(said, way, context),
    };
  }, context);
}

/** Another try goes by whose turn it is by then. */
async function ofNow(wanted: Wanted, { store }: Context): Promise<Wanted> {
  const rotation = wanted.kind === 'rotation' ? await store.desk.rotation(wanted.rotation.name) : null;
  return rotation ? { kind: 'rotation', rotation } : wanted;
}
