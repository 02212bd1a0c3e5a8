import type { CustomerSummary } from '../../crm/customer/customer.ts';
import type { Waiting } from '../../crm/work/waiting.ts';
import { customerPick } from '../customer/actions.ts';
import { choice } from '../customer/choices-card.ts';
import { wordsFor } from '../strings.ts';
import { press, searchWith } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';
import { homeShow, workShow } from './actions.ts';
import { type KnownCustomer, knownBlocks, saidBlock, waitingBlock, workTitle } from './card.ts';

/** Leads back from whatever is shown on a page that has only one place. */
export function withWayHome({ title, blocks }: View, reader: Pick<Reader, 'locale'>): View {
  const { home: words } = wordsFor(reader);
  return {
    title,
    blocks: [
      ...blocks,
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: words.title, ...press(homeShow, {}) }],
      },
    ],
  };
}

/** As many as can be read at a glance. */
const GLANCE = 5;

export interface HomeCard {
  waiting: readonly Waiting[];
  mine: readonly KnownCustomer[];
  followed: readonly KnownCustomer[];
  recent: readonly CustomerSummary[];
  said: string | null;
  reader: Reader;
}

/** What to do now, then one's customers, then search and the customers that this person is likely to mean. */
export function homeCard({ waiting, mine, followed, recent, said, reader }: HomeCard): View {
  const { home: words, work } = wordsFor(reader);
  const rest = waiting.length - GLANCE;
  const lately: Block[] =
    recent.length === 0
      ? []
      : [
          { kind: 'heading', text: words.recent },
          { kind: 'choices', choices: recent.map((customer) => choice(customer, reader)) },
        ];
  return {
    title: waiting.length > 0 ? workTitle(waiting.length, reader) : words.title,
    blocks: [
      ...saidBlock(said),
      ...(waiting.length > 0
        ? [waitingBlock(waiting.slice(0, GLANCE), { reader, from: 'home' })]
        : []),
      ...(rest > 0
        ? [
            {
              kind: 'buttons',
              buttons: [{ kind: 'press', label: work.all(rest), ...press(workShow, {}) }],
            } satisfies Block,
          ]
        : []),
      ...knownBlocks(work.mine, mine, reader),
      {
        kind: 'search',
        label: words.search,
        placeholder: words.placeholder,
        ...searchWith(customerPick),
      },
      ...knownBlocks(words.followed, followed, reader),
      ...lately,
      ...(waiting.length + mine.length + followed.length + recent.length === 0
        ? [text(words.empty)]
        : []),
    ],
  };
}
