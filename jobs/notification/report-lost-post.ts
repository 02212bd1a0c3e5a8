import { unpostedCard } from '../../cards/notification/undelivered-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { Closed, JobContext } from '../job.ts';

export type Unposted = Closed['why'] | 'strangers' | 'elsewhere' | 'fault';

export interface Lost {
  /** Names what was to be posted, so that it is told of once. */
  key: string;
  by: PersonId;
  customer: CustomerId;
  place: Pick<Place, 'id' | 'name'>;
  /** The win that it was to tell; null where a card was shared. */
  win: string | null;
  why: Unposted;
}

/** Tells the author of a post that it does not stand in its place, and why. */
export async function tellPoster(
  { key, by, customer: id, place, win, why }: Lost,
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const [person, name] = await Promise.all([store.people.get(by), store.customers.name(id)]);
  if (!person?.active || !name) return;
  const reader = context.readerOf(person);
  const strings = stringsFor(reader);
  const view = unpostedCard({
    customer: { id, name },
    place: place.name ? `#${place.name.replace(/^#/, '')}` : strings.undelivered.post.somewhere,
    win,
    why,
    reader,
  });
  await store.commit(
    [
      {
        kind: 'message',
        message: {
          key: `untold:${key}`,
          subject: win
            ? { kind: 'win', id: win, role: 'unposted', version: null }
            : { kind: 'customer', id, role: 'unposted', version: null },
          to: { kind: 'person', person: by },
          kind: 'mention',
          customerId: id,
          line: view.title,
          why: strings.undelivered.post.why[win ? 'win' : 'share'],
          view,
          pressing: false,
          sender: null,
        },
      },
    ],
    context.now(),
  );
}

/** The same for whoever told these wins. */
export async function tellWinners(
  wins: readonly string[],
  { place, why }: Pick<Lost, 'place' | 'why'>,
  context: JobContext,
): Promise<void> {
  for (const id of wins) {
    const win = await context.store.wins.get(id);
    if (win?.state === 'posted')
      await tellPoster(
        {
          key: `win:${id}:${place.id}`,
          by: win.author,
          customer: win.customerId,
          place,
          win: id,
          why,
        },
        context,
      );
  }
}

/** Tells the authors of a win that its post was given up. */
export async function gaveUp(win: string, context: JobContext): Promise<void> {
  const post = await context.store.winPosts.of(win);
  if (post?.reference === null)
    await tellWinners(post.wins, { place: post.place, why: 'fault' }, context);
}
