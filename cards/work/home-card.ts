import type { CustomerSummary } from '../../crm/customer/customer.ts';
import type { Waiting } from '../../crm/work/waiting.ts';
import { customerPick } from '../customer/actions.ts';
import { choice } from '../customer/choices-card.ts';
import { stringsFor } from '../strings.ts';
import { press, searchWith } from '../view/action.ts';
import { FEW, withFewButtons } from '../view/few-buttons.ts';
import type { Reader } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, text, type View } from '../view/view.ts';
import { homeShow, workShow } from './actions.ts';
import { answerBlock, type KnownCustomers, knownBlocks, waitingBlock, workTitle } from './card.ts';

/** Leads back from whatever is shown on a page that has only one place. */
export function withWayHome(view: View, reader: Pick<Reader, 'locale'>): View {
  const { home: strings } = stringsFor(reader);
  // The way home is one of the buttons that are seen.
  const { title, blocks } = withFewButtons(view, FEW - 1);
  return {
    title,
    blocks: [
      ...blocks,
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: strings.title, ...press(homeShow, {}) }],
      },
    ],
  };
}

/** As many as can be read at a glance. */
const GLANCE = 5;

export interface HomeCard {
  waiting: readonly Waiting[];
  mine: KnownCustomers;
  followed: KnownCustomers;
  recent: readonly CustomerSummary[];
  said: string | null;
  reader: Reader;
}

/** Shows a person's open work, their customers, a search, and the customers that they are likely to mean. */
export function homeCard({ waiting, mine, followed, recent, said, reader }: HomeCard): View {
  const { home: strings } = stringsFor(reader);
  const lately: Block[] =
    recent.length === 0
      ? []
      : [
          { kind: 'heading', text: strings.recent },
          { kind: 'choices', choices: recent.map((customer) => choice(customer, reader)) },
        ];
  return {
    title: waiting.length > 0 ? workTitle(waiting, reader) : strings.title,
    blocks: [
      ...answerBlock(said),
      ...(waiting.length > 0
        ? [waitingBlock(waiting.slice(0, GLANCE), { reader, from: 'home' })]
        : []),
      ...restBlock(waiting.length - GLANCE, press(workShow, {}), reader),
      ...knownBlocks(mine, reader),
      {
        kind: 'search',
        label: strings.search,
        placeholder: strings.placeholder,
        ...searchWith(customerPick),
      },
      ...knownBlocks(followed, reader),
      ...lately,
      ...(waiting.length + mine.customers.length + followed.customers.length + recent.length === 0
        ? [text(strings.empty)]
        : []),
    ],
  };
}
