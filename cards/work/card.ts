import type { CustomerId } from '../../crm/customer/customer.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Warning } from '../../crm/signal/warning.ts';
import type { Waiting } from '../../crm/work/waiting.ts';
import { customerShow } from '../customer/actions.ts';
import { warningText } from '../customer/warnings.ts';
import { handoffAnswering, handoffShow } from '../handoff/actions.ts';
import { noteFromMessage } from '../note/actions.ts';
import { promiseShow } from '../promise/actions.ts';
import { dayInList, promiseTitle } from '../promise/lines.ts';
import { tellReply, tellShow } from '../question/actions.ts';
import { stringsFor } from '../strings.ts';
import { taskShow } from '../task/actions.ts';
import { taskDetail, taskTitle } from '../task/card.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, dayOf, moment, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Button, type Choice, text, type View } from '../view/view.ts';
import { workAct, workCustomers, workDrop, workShow } from './actions.ts';

export interface KnownCustomer {
  id: CustomerId;
  name: string;
  warnings: readonly Warning[];
  /** Entries since yesterday began, own ones too. */
  fresh: number;
  capped: boolean;
}

/** A page of the customers that somebody owns or follows; `rest` are left out, and begin at `next`. */
export interface KnownCustomers extends Pick<DataOf<typeof workCustomers>, 'of'> {
  customers: readonly KnownCustomer[];
  next: number;
  rest: number;
}

const WORDS_MAX = 70;

export interface WorkCard {
  waiting: readonly Waiting[];
  /** How many of them stood on the card before. */
  skip: number;
  mine: KnownCustomers;
  /** The outcome of a step that was taken from here. */
  said: string | null;
  reader: Reader;
}

/** As many as every platform shows in one card, with the customers below. */
const WAITING = 20;

/** All that waits for somebody, and their customers. */
export function workCard({ waiting, skip, mine, said, reader }: WorkCard): View {
  const shown = waiting.slice(skip, skip + WAITING);
  const { work: strings } = stringsFor(reader);
  const known = knownBlocks(mine, reader);
  const quiet = known.length > 0 ? [] : [text(strings.quiet)];
  return {
    title: workTitle(waiting, reader),
    blocks: [
      ...answerBlock(said),
      ...(waiting.length > 0 ? [waitingBlock(shown, { reader, from: 'work' })] : quiet),
      ...restBlock(
        waiting.length - skip - WAITING,
        press(workShow, { skip: skip + WAITING }),
        reader,
      ),
      ...known,
    ],
  };
}

/** `8 things wait for you, 2 late`. */
export function workTitle(waiting: readonly Waiting[], reader: Reader): string {
  const all = stringsFor(reader);
  const n = waiting.length;
  const late = waiting.filter((one) => isLate(one, reader)).length;
  return n === 0
    ? all.work.nothing
    : all.withLate(all.work.waits(n, count(n, reader)), late, count(late, reader));
}

function isLate(one: Waiting, reader: Reader): boolean {
  switch (one.kind) {
    case 'task':
      return one.said.task.dueAt !== null && one.said.task.dueAt < reader.now;
    case 'promise':
      return one.said.promise.dueOn !== null && one.said.promise.dueOn < dayOf(reader.now, reader);
    case 'handoff':
      return one.handoff.dueAt < reader.now;
    case 'mention':
    case 'asked':
    case 'draft':
      return false;
    default:
      return unreachable(one);
  }
}
export const answerBlock = (said: string | null): Block[] => (said ? [text(said)] : []);

/** One line each, with the button that is most likely wanted. `from` is where the answer to a press is shown. */
export const waitingBlock = (
  waiting: readonly Waiting[],
  { reader, from }: { reader: Reader; from: 'home' | 'work' },
): Block => ({ kind: 'choices', choices: waiting.map((one) => waitingLine(one, reader, from)) });

function waitingLine(one: Waiting, reader: Reader, from: 'home' | 'work'): Choice {
  const { work: strings } = stringsFor(reader);
  switch (one.kind) {
    case 'task':
      return {
        title: taskTitle(one.said, reader),
        name: one.said.customer,
        detail: taskDetail(one.said, reader),
        button: act(strings.done, { does: 'task.done', id: one.said.task.id, from }),
        also: button(strings.open, press(taskShow, { task: one.said.task.id })),
      };
    case 'promise': {
      const { id } = one.said.promise;
      return {
        title: promiseTitle(one.said, reader),
        name: one.said.customer,
        detail: joinByDots([
          dayInList(one.said.promise, reader),
          strings.promise,
          one.said.promise.to && stringsFor(reader).promise.to(one.said.promise.to),
        ]),
        button: act(strings.kept, { does: 'promise.keep', id, from }),
        also: button(strings.open, press(promiseShow, { promise: id })),
      };
    }
    case 'handoff': {
      const { id, reason, state, dueAt } = one.handoff;
      const due = (dueAt < reader.now ? strings.late : strings.due)(moment(dueAt, reader));
      const offered = state === 'offered';
      return {
        title: `${one.customer}: ${shortText(reason, WORDS_MAX)}`,
        name: one.customer,
        detail: joinByDots([
          due,
          offered ? strings.offered : strings.handoff,
          strings.from(firstName(one.from)),
        ]),
        ...(offered
          ? {
              button: act(strings.accept, { does: 'handoff.accept', id, from }),
              also: button(strings.open, press(handoffShow, { handoff: id })),
            }
          : { button: button(strings.open, press(handoffShow, { handoff: id })) }),
      };
    }
    case 'mention':
      return {
        title: `${one.customer}: ${shortText(one.mention.words, WORDS_MAX)}`,
        name: one.customer,
        detail: joinByDots([
          strings.mention,
          strings.from(firstName(one.from)),
          moment(one.mention.createdAt, reader),
        ]),
        button: button(strings.answer, press(tellReply, { mention: one.mention.id }), {
          opens: 'form',
        }),
        also: button(strings.open, press(tellShow, { mention: one.mention.id })),
      };
    case 'asked':
      return {
        title: `${one.customer}: ${shortText(one.question.words, WORDS_MAX)}`,
        name: one.customer,
        detail: joinByDots([
          strings.asked,
          strings.from(firstName(one.from)),
          moment(one.question.at, reader),
        ]),
        button: button(strings.answer, press(handoffAnswering, { handoff: one.handoff.id }), {
          opens: 'form',
        }),
        also: button(strings.open, press(handoffShow, { handoff: one.handoff.id })),
      };
    case 'draft': {
      const { id, origin, at } = one.draft;
      return {
        title: shortText(origin.messages[0]?.words ?? '', WORDS_MAX) || strings.draft,
        detail: joinByDots([
          strings.draft,
          origin.link || origin.place ? strings.draftOf(origin.author) : null,
          moment(at, reader),
        ]),
        button: button(strings.finish, press(noteFromMessage, { draft: id }), { opens: 'form' }),
        also: button(strings.throwAway, press(workDrop, { draft: id, from })),
      };
    }
    default:
      return unreachable(one);
  }
}

const act = (label: string, data: DataOf<typeof workAct>): Button =>
  button(label, press(workAct, data));

/** Customers with their first caution and how much is new. */
export function knownBlocks(
  { of, customers, next, rest }: KnownCustomers,
  reader: Reader,
): Block[] {
  const { work: strings } = stringsFor(reader);
  if (customers.length === 0) return [];
  return [
    { kind: 'heading', text: headingOf(of, reader) },
    {
      kind: 'choices',
      choices: customers.map(({ id, name, warnings: [warning], fresh, capped }) => ({
        title: name,
        detail: joinByDots([
          warning ? `⚠ ${warningText(warning, reader)}` : null,
          fresh > 0
            ? strings.changed(`${count(fresh, reader)}${capped ? '+' : ''}`)
            : strings.unchanged,
        ]),
        button: button(strings.show, press(customerShow, { customer: id })),
      })),
    },
    ...restBlock(rest, press(workCustomers, { of, skip: next }), reader),
  ];
}

function headingOf(of: KnownCustomers['of'], reader: Reader): string {
  const { work, home } = stringsFor(reader);
  return of === 'mine' ? work.mine : home.followed;
}

export const customersCard = (known: KnownCustomers, reader: Reader): View => ({
  title: headingOf(known.of, reader),
  blocks: knownBlocks(known, reader).slice(1),
});
