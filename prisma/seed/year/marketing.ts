import { campaigns } from '../campaigns.ts';
import { PAGES } from '../texts/talks.ts';
import { openLetter, signup, visit } from '../traces.ts';
import { someDay, times, type Year } from './window.ts';

export function tellMarketing(year: Year): void {
  const { builder, clock, chance, from, until } = year;
  const { since, stage, city } = builder.company;
  const known = campaigns(clock);
  for (const { id, letter, started, ended } of known) {
    const days = started - chance.between(0, 2);
    const reads = days > until && days < from && (ended === null || ended < days || days > 0);
    if (reads && chance.chance(0.45))
      openLetter(
        builder,
        clock.workday(days, `0${chance.between(7, 9)}:${chance.between(10, 59)}`, city.zone),
        letter,
        id,
      );
  }
  times(chance.between(1, stage === 'lead' || stage === 'prospect' ? 5 : 2), () =>
    visit(builder, someDay(year).at, chance.pick(PAGES)),
  );
  if (since < 360) arrival(year, known);
}

/** How they found us. */
function arrival(
  { builder, clock, chance, from }: Year,
  known: ReturnType<typeof campaigns>,
): void {
  const { since, stage, city } = builder.company;
  const waiting = stage === 'lead' || stage === 'prospect' ? 0 : chance.between(25, 60);
  const campaign = known.find(
    ({ started, ended }) => started > since + waiting && (ended ?? 0) <= since + waiting,
  );
  signup(builder, clock.workday(Math.max(from, since + waiting), '10:40', city.zone), {
    title:
      campaign?.channel === 'webinar'
        ? 'Signed up for the webinar'
        : 'Asked for a demo on the website',
    body: campaign
      ? `Came through "${campaign.name}".`
      : 'Came without a campaign, by the address bar.',
    ...(campaign && { campaign: campaign.id }),
  });
}
