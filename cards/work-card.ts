import type { Caution } from '../crm/caution.ts';
import type { CustomerId } from '../crm/customer.ts';
import type { Waiting } from '../crm/my-work.ts';
import { unreachable } from '../crm/problem.ts';
import { dotted, sayCaution } from './customer-card.ts';
import { count, moment, type Reader } from './format.ts';
import { shortText } from './lines.ts';
import { firstName } from './names.ts';
import { taskDetail, taskTitle } from './task-card.ts';
import { type Block, type Button, type Choice, type Data, text, type View } from './view.ts';
import { wordsFor } from './words.ts';

export interface KnownCustomer {
  id: CustomerId;
  name: string;
  cautions: readonly Caution[];
  /** Entries since yesterday began, own ones too. */
  fresh: number;
  capped: boolean;
}

const WORDS_MAX = 90;

export interface WorkCard {
  waiting: readonly Waiting[];
  mine: readonly KnownCustomer[];
  /** What was just done from here. */
  said: string | null;
  reader: Reader;
}

/** All that waits for somebody, and their customers. */
export function workCard({ waiting, mine, said, reader }: WorkCard): View {
  const { work: words } = wordsFor(reader);
  const known = knownBlocks(words.mine, mine, reader);
  return {
    title: workTitle(waiting.length, reader),
    blocks: [
      ...saidBlock(said),
      ...(waiting.length > 0
        ? [waitingBlock(waiting, { reader, from: 'work' })]
        : known.length > 0
          ? []
          : [text(words.quiet)]),
      ...known,
    ],
  };
}

export const workTitle = (n: number, reader: Reader): string =>
  n === 0 ? wordsFor(reader).work.nothing : wordsFor(reader).work.waits(n, count(n, reader));
export const saidBlock = (said: string | null): Block[] => (said ? [text(said)] : []);

/** One line each, with the button that is most likely wanted. `from` is where the answer to a press is shown. */
export const waitingBlock = (
  waiting: readonly Waiting[],
  { reader, from }: { reader: Reader; from: 'home' | 'work' },
): Block => ({ kind: 'choices', choices: waiting.map((one) => waitingLine(one, reader, from)) });

function waitingLine(one: Waiting, reader: Reader, from: 'home' | 'work'): Choice {
  const { work: words } = wordsFor(reader);
  switch (one.kind) {
    case 'task':
      return {
        title: taskTitle(one.said, reader),
        detail: taskDetail(one.said, reader),
        button: act(words.done, { does: 'task.done', id: one.said.task.id, from }),
        also: press(words.open, 'task.show', { task: one.said.task.id }),
      };
    case 'handoff': {
      const { id, reason, state, dueAt } = one.handoff;
      const due = (dueAt < reader.now ? words.late : words.due)(moment(dueAt, reader));
      const offered = state === 'offered';
      return {
        title: `${one.customer}: ${shortText(reason, WORDS_MAX)}`,
        detail: dotted([
          offered ? words.offered : words.handoff,
          words.from(firstName(one.from)),
          due,
        ]),
        ...(offered
          ? {
              button: act(words.accept, { does: 'handoff.accept', id, from }),
              also: press(words.open, 'handoff.show', { handoff: id }),
            }
          : { button: press(words.open, 'handoff.show', { handoff: id }) }),
      };
    }
    case 'mention':
      return {
        title: `${one.customer}: ${shortText(one.mention.words, WORDS_MAX)}`,
        detail: dotted([
          words.mention,
          words.from(firstName(one.from)),
          moment(one.mention.createdAt, reader),
        ]),
        button: {
          ...press(words.answer, 'tell.reply', { mention: one.mention.id }),
          opens: 'form',
        },
        also: press(words.open, 'tell.show', { mention: one.mention.id }),
      };
    case 'asked':
      return {
        title: `${one.customer}: ${shortText(one.question.words, WORDS_MAX)}`,
        detail: dotted([
          words.asked,
          words.from(firstName(one.from)),
          moment(one.question.at, reader),
        ]),
        button: {
          ...press(words.answer, 'handoff.answering', { handoff: one.handoff.id }),
          opens: 'form',
        },
        also: press(words.open, 'handoff.show', { handoff: one.handoff.id }),
      };
    case 'draft': {
      const { id, origin, at } = one.draft;
      return {
        title: shortText(origin.messages[0]?.words ?? '', WORDS_MAX) || words.draft,
        detail: dotted([
          words.draft,
          origin.link || origin.place ? words.draftOf(origin.author) : null,
          moment(at, reader),
        ]),
        button: { ...press(words.finish, 'note.from-message', { draft: id }), opens: 'form' },
        also: press(words.throwAway, 'work.drop', { draft: id, from }),
      };
    }
    default:
      return unreachable(one);
  }
}

type Press = Button & { kind: 'press' };
const press = (label: string, action: string, data: Data): Press => ({
  kind: 'press',
  label,
  action,
  data,
});
const act = (label: string, data: { does: string; id: string; from: 'home' | 'work' }): Press =>
  press(label, 'work.act', data);

/** Customers with their first caution and how much is new. */
export function knownBlocks(
  heading: string,
  customers: readonly KnownCustomer[],
  reader: Reader,
): Block[] {
  const { work: words } = wordsFor(reader);
  if (customers.length === 0) return [];
  return [
    { kind: 'heading', text: heading },
    {
      kind: 'choices',
      choices: customers.map(({ id, name, cautions: [caution], fresh, capped }) => ({
        title: name,
        detail: dotted([
          caution ? `⚠ ${sayCaution(caution, reader)}` : null,
          fresh > 0
            ? words.changed(`${count(fresh, reader)}${capped ? '+' : ''}`)
            : words.unchanged,
        ]),
        button: press(words.show, 'customer.show', { customer: id }),
      })),
    },
  ];
}
