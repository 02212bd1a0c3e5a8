import { z } from 'zod';
import { moment, type Reader } from '../cards/format.ts';
import { roleOf } from '../cards/handoff-card.ts';
import { newsMessage, packetMessage } from '../cards/handoff-messages.ts';
import { recordOf } from '../cards/handoff-record.ts';
import { aroundWords, nameOf, receiverName, type SaidHandoff } from '../cards/handoff-said.ts';
import { wordsFor } from '../cards/words.ts';
import type { Change } from '../crm/changes.ts';
import { advance, isReceiver, oversees } from '../crm/handoff.ts';
import { calendarOf, mattersTo, onRung, receiversOf, rosterFor, withNames } from '../crm/handoff-people.ts';
import { nextRung, type Rung } from '../crm/ladder.ts';
import type { Person, PersonId } from '../crm/person.ts';
import { isThere, type Roster, type Route, route, type Wanted } from '../crm/routing.ts';
import type { Handoff } from '../crm/work.ts';
import { addWorkingTime, WORKING_DAY } from '../crm/working-time.ts';
import { defineJob, type JobContext } from './job.ts';

const AT_ONCE = 1000;

/** Looks after handoffs that are due: around whoever is away, a reminder to the receiver, then up the ladder. */
export const remindHandoffs = defineJob({
  id: 'remind-handoffs',
  cron: '*/5 * * * *',
  data: z.object({ slot: z.iso.datetime() }),
  async run(_, context) {
    const [due, people] = await Promise.all([context.store.desk.overdueHandoffs(context.now(), AT_ONCE), context.store.people.all()]);
    for (const handoff of due) if (!isSettled(handoff, people)) await lookAfter(handoff, people, context);
  },
});

/** Accepted by somebody who is still here and has been reminded: theirs, and nothing more to say. */
const isSettled = ({ state, reminders, holder }: Handoff, people: readonly Person[]): boolean => state === 'accepted' && reminders > 0 && !isGone(holder, people);

const isGone = (id: PersonId | null, people: readonly Person[]): boolean => id !== null && !people.some((person) => person.id === id && person.active);

interface Late {
  said: SaidHandoff;
  roster: Roster;
  wanted: Wanted;
}

/** Where somebody acts on it in the same moment the commit is stale, and the next look sees what became of it. */
async function lookAfter(handoff: Handoff, people: readonly Person[], context: JobContext): Promise<void> {
  const { store } = context;
  const now = context.now();
  const customer = await store.customers.name(handoff.customerId);
  const wanted = customer === null ? null : await wantedOf(handoff, people, context);
  if (customer === null || !wanted) return;
  const roster = await rosterFor(wanted, store, now);
  const late = { said: withNames(handoff, customer, people), roster, wanted };
  const changes = (await detour(late, context)) ?? (await climb(late, context));
  if (changes) await store.desk.commit(changes, now);
}

async function wantedOf({ to, holder, rotation: name }: Handoff, people: readonly Person[], { store }: JobContext): Promise<Wanted | null> {
  const rotation = name ? await store.desk.rotation(name) : null;
  const person = people.find(({ id }) => id === (holder ?? (to.kind === 'person' ? to.person : null)));
  if (rotation && person) return { kind: 'rotation', rotation };
  if (person) return { kind: 'person', person };
  return to.kind === 'department' ? { kind: 'department', department: to.department } : null;
}

/** Offered to somebody who is away by now, or with somebody who is gone for good: somebody else is asked, and the giver hears of it. Null where they are there. */
async function detour({ said, roster, wanted }: Late, context: JobContext): Promise<Change[] | null> {
  const { handoff } = said;
  const away = handoff.holder;
  if (away === null || isThere(away, roster) || (handoff.state === 'accepted' && !isGone(away, roster.people))) return null;
  const found = route(wanted, roster, handoff.from);
  if (!found) return null;
  const { store } = context;
  const now = context.now();
  const around = found.around.some(({ person }) => person === away) ? found.around : [{ person: away, until: roster.absences.get(away)?.until ?? null }, ...found.around];
  const calendar = await calendarOf({ ...found.receiver, from: handoff.from }, roster, { store, now, zone: context.reader().zone });
  const outcome = advance(handoff, { kind: 'reassign', by: null, receiver: found.receiver, dueAt: addWorkingTime(now, WORKING_DAY, calendar) }, { department: said.department, now });
  if (outcome.kind === 'refused') return null;
  const next = withNames(outcome.handoff, said.customer, roster.people);
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...turn(wanted, found),
    ...record(next, 'reassign', wordsFor(context.reader()).handoff.entry.reassign(null, receiverName(next, context.reader())), context),
    ...(await Promise.all(receiversOf(outcome.handoff, roster).map((person) => packet(next, person, { around, context })))),
    ...toGiver(next, roster, context, (reader) => wordsFor(reader).handoff.receipt.rerouted(next.customer, aroundWords(around, next, reader), receiverName(next, reader))),
  ];
}

function turn(wanted: Wanted, found: Route): Change[] {
  return wanted.kind === 'rotation' && found.rotation ? [{ kind: 'turn', rotation: wanted.rotation.name, from: wanted.rotation.next, to: found.rotation.next }] : [];
}

async function packet(said: SaidHandoff, person: Person, { around, context }: { around: Route['around']; context: JobContext }): Promise<Change> {
  const reader = context.readerOf(person);
  const matters = await mattersTo(person, said.handoff.customerId, context.store, context.now());
  return { kind: 'message', message: packetMessage(said, { person, reader, oversees: oversees(person, said.department), matters, around: aroundWords(around, said, reader) || null }) };
}

/** The next rung of the ladder, once its time has come. */
async function climb({ said, roster }: Late, context: JobContext): Promise<Change[] | null> {
  const { store } = context;
  const now = context.now();
  const calendar = await calendarOf(said.handoff, roster, { store, now, zone: context.reader().zone });
  const rung = nextRung(said.handoff, now, calendar);
  const outcome = rung && advance(said.handoff, { kind: 'remind', rung: rung.rung }, { department: said.department, now });
  if (!rung || !outcome || outcome.kind === 'refused') return null;
  const next = { ...said, handoff: outcome.handoff };
  const told = await onRung(rung.who, outcome.handoff, { roster, department: said.department, store });
  const names = told.map(({ id }) => nameOf(id, said));
  const all = wordsFor(context.reader());
  return [
    { kind: 'handoff', handoff: outcome.handoff },
    ...told.map((person): Change => reminder(next, person, rung, context)),
    ...(rung.who === 'receiver' || names.length === 0 ? [] : [
      ...record(next, 'remind', all.handoff.entry.remind(receiverName(next, context.reader()), all.timeline.and(names)), context),
      ...toGiver(next, roster, context, (reader) => `${lateWords(next, reader)}. ${wordsFor(reader).handoff.receipt.told(wordsFor(reader).timeline.and(names))}`),
    ]),
  ];
}

function reminder(said: SaidHandoff, person: Person, rung: Rung, context: JobContext): Change {
  const reader = context.readerOf(person);
  const all = wordsFor(reader).handoff;
  const why = { receiver: all.whyYou.late, manager: all.whyYou.manager(wordsFor(reader).department[said.department] ?? said.department), leader: all.whyYou.leader }[rung.who];
  return news(said, person, { reader, words: lateWords(said, reader, person.id), why });
}

function lateWords(said: SaidHandoff, reader: Reader, to?: PersonId): string {
  const { receipt, you } = wordsFor(reader).handoff;
  const since = moment(said.handoff.dueAt, reader);
  if (said.handoff.state === 'accepted') return receipt.yoursLate(said.customer, since);
  return receipt.late(said.customer, said.handoff.holder !== null && said.handoff.holder === to ? you : receiverName(said, reader), since);
}

const toGiver = (said: SaidHandoff, { people }: Roster, context: JobContext, words: (reader: Reader) => string): Change[] =>
  people.filter(({ id, active }) => active && id === said.handoff.from).map((giver) => {
    const reader = context.readerOf(giver);
    return news(said, giver, { reader, words: words(reader), why: wordsFor(reader).handoff.whyYou.giver });
  });

function news(said: SaidHandoff, person: Person, { reader, words, why }: { reader: Reader; words: string; why: string }): Change {
  const role = roleOf(said, { id: person.id, isReceiver: isReceiver(said.handoff, person), oversees: oversees(person, said.department) });
  return { kind: 'message', message: newsMessage(said, { person, reader, role, news: words, why, pressing: true }) };
}

/** Nobody's doing: the clock's. It stands with the receiving department. */
const record = (said: SaidHandoff, step: string, title: string, context: JobContext): Change[] =>
  recordOf(said, { step, title, by: { id: null, department: said.department }, now: context.now() });
