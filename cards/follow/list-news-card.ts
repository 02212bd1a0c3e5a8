import type { CustomerList } from '../../crm/customer/list.ts';
import type { ListFollow } from '../../crm/follow/list-follow.ts';
import { unreachable } from '../../crm/problem.ts';
import type { ListedCustomer } from '../../crm/signal/listed.ts';
import { customerShow, customersPage } from '../customer/actions.ts';
import { listedDetail } from '../customer/list-card.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, day, fromToday, type Reader } from '../view/format.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, text, type View } from '../view/view.ts';
import { followListNews, followListStop } from './actions.ts';

export interface ListNews {
  follow: Pick<ListFollow, 'id' | 'name' | 'words'>;
  list: CustomerList;
  /** The name of whoever set it up, where the list is theirs. */
  of: string | null;
  /** The instant of these changes. */
  at: Date;
  /** Those of this page, the first ones those who came. */
  came: readonly ListedCustomer[];
  left: readonly ListedCustomer[];
  /** All of them, and how many stood on the cards before. */
  count: { came: number; left: number };
  skip: number;
  /** On the list now. */
  total: number;
  reader: Reader;
}

/** As many as a phone shows without scrolling twice. */
export const NEWS_SHOWN = 8;

/** Which customers came onto a list that a channel follows, with the reasons, and which left it. */
export function listNewsCard(news: ListNews): View {
  const { follow, list, of, came, left, count: all, skip, at, total, reader } = news;
  const { listFollow: strings } = stringsFor(reader);
  const shown = skip + came.length + left.length;
  return {
    title: newsTitle(news),
    blocks: [
      text(
        joinByDots([
          strings.typed(follow.words),
          of && strings.of(firstName(of)),
          strings.now(total, count(total, reader)),
        ]),
        'quiet',
      ),
      ...rows(strings.came, came, (one) => listedDetail(one, list, reader), reader),
      ...rows(strings.left, left, (one) => whyGone(one, news), reader),
      ...restBlock(
        all.came + all.left - shown,
        press(followListNews, { list: follow.id, at: at.toISOString(), skip: shown }),
        reader,
      ),
      {
        kind: 'buttons',
        buttons: [
          button(strings.stop, press(followListStop, { list: follow.id })),
          // Pressed by a colleague, “mine” would be theirs.
          ...(list.of === 'everyone'
            ? [button(strings.whole, press(customersPage, { ...list, skip: 0 }))]
            : []),
        ],
      },
    ],
  };
}

export function newsTitle({
  follow,
  count: { came, left },
  reader,
}: Pick<ListNews, 'follow' | 'count' | 'reader'>): string {
  const [new_, gone] = [came, left].map((n) => (n > 0 ? count(n, reader) : null));
  return stringsFor(reader).listFollow.title(follow.name, new_ ?? null, gone ?? null);
}

function rows(
  heading: string,
  customers: readonly ListedCustomer[],
  detail: (one: ListedCustomer) => string,
  reader: Reader,
): Block[] {
  if (customers.length === 0) return [];
  const { show } = stringsFor(reader).customerList;
  return [
    { kind: 'heading', text: heading },
    {
      kind: 'choices',
      choices: customers.map((one) => ({
        title: one.name,
        detail: detail(one),
        button: button(show, press(customerShow, { customer: one.id })),
      })),
    },
  ];
}

/** As far as the customer's record says it. */
function whyGone(one: ListedCustomer, { list, of, reader }: ListNews): string {
  const { gone } = stringsFor(reader).listFollow;
  if (one.stage === 'churned') return gone.churned;
  if (list.of === 'mine' && one.owner !== of)
    return one.owner ? gone.owner(one.owner) : gone.unowned;
  return list.city && list.city.toLowerCase() !== one.city?.toLowerCase()
    ? gone.other
    : byKind(one, list.kind, reader);
}

function byKind(one: ListedCustomer, kind: CustomerList['kind'], reader: Reader): string {
  const all = stringsFor(reader);
  const { gone } = all.listFollow;
  switch (kind) {
    case 'at-risk':
      return one.stage === 'at-risk' ? gone.other : gone.stage(all.stage[one.stage]);
    case 'renewing':
      return one.renewsOn
        ? gone.renews(day(one.renewsOn, reader), fromToday(one.renewsOn, reader))
        : gone.noRenewal;
    case 'new':
      return one.since ? gone.new(day(one.since, reader)) : gone.other;
    case 'silent':
    case 'urgent':
    case 'unpaid':
      return gone[kind];
    case 'all':
      return gone.other;
    default:
      return unreachable(kind);
  }
}
