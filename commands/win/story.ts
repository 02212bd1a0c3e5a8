import { winStory, winThank } from '../../cards/win/actions.ts';
import { winStoryCard } from '../../cards/win/done-card.ts';
import { thanksCard } from '../../cards/win/thanks-card.ts';
import { mayChange, thank } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { type ActionHandler, type Context, on } from '../command.ts';
import { winAsRead } from './done.ts';
import { changeWin, goneWin, winOf } from './post.ts';

const MOST_NAMES = 30;

/** Thanks for a win, and its whole story. */
export const storyActions: readonly ActionHandler[] = [
  on(winThank, async ({ win: id }, context) => {
    const { person, reader } = context;
    const { changed, win: now } = await changeWin(
      id,
      'thank',
      (before) => thank(before, person.id),
      context,
    );
    if (now.state === 'retracted') throw goneWin(context);
    const unchanged = now.kudos.includes(person.id) ? 'already' : 'yourself';
    const others = now.credits.filter((credit) => credit.person !== person.id);
    return {
      kind: 'answer',
      view: thanksCard({
        told: await winAsRead({ ...now, credits: others }, context),
        already: changed ? 'no' : unchanged,
        reader,
      }),
    };
  }),
  on(winStory, async ({ win: id }, context) => {
    const found = await winOf(id, context);
    await context.audit({
      action: 'look-up',
      customer: found.customerId,
      detail: { shown: 'win' },
    });
    return {
      kind: 'answer',
      view: winStoryCard({
        told: await winAsRead(found, context),
        thankedBy: await namesOfThankers(found, context),
        mayChange: mayChange(found, context.person) && found.state === 'posted',
        reader: context.reader,
      }),
    };
  }),
];

async function namesOfThankers({ kudos }: Win, { store }: Context): Promise<string[]> {
  const people = await Promise.all(
    kudos
      .slice(0, MOST_NAMES)
      .map(async (id) =>
        (await store.notificationPreferences.get(id)).named ? store.people.get(id) : null,
      ),
  );
  return people.flatMap((person) => (person ? [person.name] : []));
}
