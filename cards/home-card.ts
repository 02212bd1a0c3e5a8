import type { CustomerSummary } from '../crm/customer.ts';
import { choice } from './choices-card.ts';
import type { Reader } from './format.ts';
import { type Block, text, type View } from './view.ts';
import { wordsFor } from './words.ts';

/** Leads back from whatever is shown on a page that has only one place. */
export function withWayHome({ title, blocks }: View, reader: Pick<Reader, 'locale'>): View {
  const { home: words } = wordsFor(reader);
  return { title, blocks: [...blocks, { kind: 'buttons', buttons: [{ kind: 'press', label: words.title, action: 'home.show', data: {} }] }] };
}

/** Before anything is typed: search, and the customers that this person is likely to mean. */
export function homeCard({ recent, followed, reader }: { recent: readonly CustomerSummary[]; followed: readonly CustomerSummary[]; reader: Reader }): View {
  const { home: words } = wordsFor(reader);
  const list = (heading: string, customers: readonly CustomerSummary[]): Block[] =>
    customers.length === 0 ? [] : [{ kind: 'heading', text: heading }, { kind: 'choices', choices: customers.map((customer) => choice(customer, reader)) }];
  return {
    title: words.title,
    blocks: [
      { kind: 'search', label: words.search, placeholder: words.placeholder, action: 'customer.pick', data: {} },
      ...list(words.followed, followed),
      ...list(words.recent, recent),
      ...(recent.length + followed.length === 0 ? [text(words.empty)] : []),
    ],
  };
}
