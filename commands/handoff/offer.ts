import { type HandoffFields, handoffOffer } from '../../cards/handoff/actions.ts';
import { handoffCard } from '../../cards/handoff/card.ts';
import { sameHandoffCard } from '../../cards/handoff/duplicate-card.ts';
import { type HandoffSummary, nameOf, receiverName } from '../../cards/handoff/lines.ts';
import { ownerMessage } from '../../cards/handoff/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { checklistFor, checkOff } from '../../crm/handoff/checklist.ts';
import { recordHandoff } from '../../crm/handoff/crm-record.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { mattersTo, receiversOf, summarizeHandoff, withNames } from '../../crm/handoff/people.ts';
import { type Roster, turnTaken, type Wanted } from '../../crm/handoff/routing.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import { clip } from '../../crm/text/cut.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Context, Reply } from '../command.ts';
import { checkLength, isCarried } from '../parse/length.ts';
import { handoffPromises } from '../promise/from-handoff.ts';
import { correctHandoff } from './begin.ts';
import { packets } from './messages.ts';
import { type Made, receipt } from './receipt.ts';
import { dueBy, routeHandoff, wantedBy } from './route.ts';

/** Of a reason, in the title of its entry. */
const ENTRY = 300;

/** More of one customer at once is nobody's intention. */
const OPEN = 50;

/** Hands a customer over: stored, on the timeline, on its way to the CRM and to its receivers, all of it or nothing. */
export async function offer(asked: HandoffFields, context: Context): Promise<Reply> {
  const { store, reader } = context;
  const strings = stringsFor(reader);
  const customer = await store.customers.name(asked.customer);
  if (customer === null) throw new Problem('unknown-customer', strings.problem.unknownCustomer);
  checkLength(asked.reason, LONGEST.text, context);
  checkLength(asked.promises.join('\n'), LONGEST.text, context);
  if (!asked.reason.trim()) throw new Problem('no-reason', strings.handoff.problem.noReason);
  return decide(store, {
    // Pressed twice it is there already; or somebody else took the rotation's turn in between.
    read: () => store.handoffs.get(asked.id),
    decide: (there) =>
      there ? showExisting(there, customer, context) : decideOffer(asked, customer, context),
    now: context.now,
    busy: () => new Problem('busy', strings.handoff.problem.busy),
  });
}

async function showExisting(
  there: Handoff,
  customer: string,
  { store, person, reader, readerOf }: Context,
): Promise<Decision<Reply>> {
  const people = await store.people.all();
  const said = await summarizeHandoff(there, { customer, people }, { store, readerOf });
  const role = there.from === person.id ? 'giver' : 'other';
  return { changes: [], result: { kind: 'answer', view: handoffCard({ ...said, role, reader }) } };
}

async function decideOffer(
  asked: HandoffFields,
  customer: string,
  context: Context,
): Promise<Decision<Reply>> {
  const found = await wantedBy(asked.to, context, (to) => press(handoffOffer, { ...asked, to }));
  const again = async (fault: { say: string; try: string }, anyway = asked.anyway) => ({
    changes: [],
    result: {
      kind: 'form' as const,
      form: await correctHandoff({ ...asked, anyway }, fault, context),
    },
  });
  const { handoff: strings } = stringsFor(context.reader);
  if (found.kind === 'reply')
    return isCarried(asked)
      ? { changes: [], result: found.reply }
      : again({ say: strings.form.several(asked.to), try: strings.form.severalNext });
  const made = await make(asked, { customer, wanted: found.wanted, context });
  const same = asked.anyway ? null : await sameOpen(asked, found.wanted, context);
  if (!same)
    return {
      changes: made.changes,
      result: { kind: 'answer', view: await receipt(made, context) },
    };
  const view = sameHandoffCard({
    ...withNames(same, customer, made.roster.people),
    anyway: isCarried(asked) ? { ...asked, anyway: true } : null,
    reader: context.reader,
  });
  return isCarried(asked)
    ? { changes: [], result: { kind: 'answer', view } }
    : again({ say: `${view.title}.`, try: strings.same.again }, true);
}

/** The same customer for the same receiver, and not finished; in turn goes to another each time. */
async function sameOpen(
  { id, customer }: HandoffFields,
  wanted: Wanted,
  { store }: Context,
): Promise<Handoff | null> {
  if (wanted.kind === 'rotation') return null;
  const open = await store.handoffs.list({ customer, open: true, limit: OPEN });
  const isSame = ({ to, holder }: Handoff): boolean =>
    wanted.kind === 'person'
      ? holder === wanted.person.id
      : to.kind === 'department' && to.department === wanted.department;
  return open.find((handoff) => handoff.id !== id && isSame(handoff)) ?? null;
}

async function make(
  asked: HandoffFields,
  { customer, wanted, context }: { customer: string; wanted: Wanted; context: Context },
): Promise<Made> {
  const { store, person, now } = context;
  const way = await routeHandoff(wanted, { giver: person.id, context });
  const { receiver, around } = way.route;
  const [{ lines: promises, changes: promised }, contacts, matters] = await Promise.all([
    handoffPromises(asked, context),
    store.customers.contacts(asked.customer),
    mattersTo(context.access, asked.customer, store, now),
  ]);
  const given = {
    reason: asked.reason,
    promises,
    there: asked.there,
    titles: contacts.flatMap(({ title }) => title ?? []),
  };
  const handoff: Handoff = {
    id: asked.id,
    customerId: asked.customer,
    version: 1,
    createdAt: now,
    from: person.id,
    to: receiver.to,
    holder: receiver.holder,
    rotation: receiver.rotation,
    reason: asked.reason.trim(),
    promises,
    checklist: checkOff(checklistFor(person.department, receiver.department), given),
    entries: matters.entries.map(({ source, externalId }) => ({ source, externalId })),
    dueAt: dueBy(asked.by, way.calendar, context),
    state: 'offered',
    talk: [],
    decidedAt: null,
    decision: null,
    reminders: 0,
    level: 0,
  };
  const { people } = way.roster;
  const said = await summarizeHandoff(handoff, { customer, people }, context);
  const { entry } = stringsFor(context.reader).handoff;
  return {
    ...way,
    said,
    changes: [
      { kind: 'handoff', handoff },
      ...promised,
      ...turnTaken(wanted, way.route),
      ...recordHandoff(said.handoff, {
        step: 'offer',
        title: entry.offer(
          nameOf(person.id, said),
          receiverName(said, context.reader),
          clip(handoff.reason, ENTRY),
        ),
        body:
          [...(handoff.reason.length > ENTRY ? [handoff.reason] : []), ...promises].join('\n') ||
          null,
        by: person,
        now,
      }),
      audit(said, 'offer', context, { detours: around.length }),
      ...(await packets(said, { roster: way.roster, around, context })),
      ...tellOwner(said, await store.customers.owner(asked.customer), {
        roster: way.roster,
        context,
      }),
    ],
  };
}

/** The owner hears of it, unless they give or get it. */
function tellOwner(
  said: HandoffSummary,
  owner: PersonId | null,
  { roster, context }: { roster: Roster; context: Context },
): Change[] {
  const person = roster.people.find(({ id, active }) => id === owner && active);
  const receives = receiversOf(said.handoff, roster).some(({ id }) => id === owner);
  if (!person || receives || person.id === context.person.id) return [];
  const reader = context.readerOf(person);
  const { receipt, whyYou } = stringsFor(reader).handoff;
  const news = receipt.ofYours(
    nameOf(context.person.id, said),
    said.customer,
    receiverName(said, reader),
  );
  const message = ownerMessage(said, {
    person,
    reader,
    news,
    why: whyYou.owner,
    step: 'offered',
  });
  return [{ kind: 'message', message }];
}

export const audit = (
  { handoff }: HandoffSummary,
  step: string,
  context: Context,
  detail: Record<string, string | number> = {},
): Change =>
  auditLine(
    {
      action: 'handoff',
      customer: handoff.customerId,
      detail: { handoff: handoff.id, step, version: handoff.version, ...detail },
    },
    context,
  );
