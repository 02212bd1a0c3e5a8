import { stringsFor } from '../../cards/strings.ts';
import { type Where, winPreviewCard } from '../../cards/win/preview-card.ts';
import { amountsLeftOut } from '../../crm/policy/amounts.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import type { WinDraft } from '../../crm/win/draft.ts';
import { accessOfPlace, redactWin } from '../../crm/win/redact.ts';
import {
  duplicateOf,
  newlyCredited,
  newWin,
  quarterOf,
  sameSince,
  tierOf,
} from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import type { Context, Reply } from '../command.ts';

const MANY = 1000;

/** Where a win would be read, and what its readers there may see; the teller's own sight where nobody reads it. */
export async function whereOf(
  win: Win,
  context: Context,
): Promise<{ where: Where; access: Access }> {
  const { store, access, now } = context;
  const channel = await store.settings.get('wins-channel');
  if (!channel) return { where: { kind: 'no-channel' }, access };
  const { platform, tenant, id, name } = channel;
  const place = name
    ? `#${name.replace(/^#/, '')}`
    : stringsFor(context.reader).problem.thisChannel;
  const settings = await store.channels.get({ platform, tenant, channel: id });
  if (settings && settings.mode !== 'open') return { where: { kind: 'closed', place }, access };
  const audience = await context.audience(channel);
  const theirs = accessOfPlace(audience, settings);
  if (!sees(theirs, 'identity')) return { where: { kind: 'strangers', place }, access };
  const quarter = await store.wins.list({ since: quarterOf(now), until: now, limit: MANY });
  return {
    where: {
      kind: tierOf(win, quarter) === 'big' ? 'posted' : 'gathered',
      place,
      placeId: id,
      readers: audience.size,
    },
    access: theirs,
  };
}

/** The preview's promise; posting holds to it or shows a new one. */
export const promiseOf = (where: Where, access: Access) => ({
  where: where.kind,
  place: 'placeId' in where ? where.placeId : '',
  readers: 'readers' in where ? where.readers : 0,
  amounts: sees(access, 'dealAmounts'),
});

export async function preview(draft: WinDraft, context: Context): Promise<Reply> {
  const win = newWin(draft, context.person.id);
  const { where, access } = await whereOf(win, context);
  const told = await redactWin(win, access, context.store);
  const telling = newlyCredited(null, win).filter((person) => person !== context.person.id).length;
  const amountHidden = win.money !== null && !sees(access, 'dealAmounts');
  const leftOut = sees(access, 'dealAmounts')
    ? []
    : [win.what, win.difference ?? '', ...win.credits.map((credit) => credit.for)].flatMap(
        amountsLeftOut,
      );
  return {
    kind: 'answer',
    view: winPreviewCard({
      told,
      where,
      amountHidden,
      leftOut,
      telling,
      data: { draft: draft.id, ...promiseOf(where, access) },
      reader: context.reader,
    }),
  };
}

/** An earlier report of the same, which the teller has not waved aside. */
export async function earlierWin(
  draft: WinDraft,
  { store, now, person }: Context,
): Promise<Win | null> {
  if (draft.another) return null;
  const others = await store.wins.list({
    since: sameSince(now),
    until: new Date(now.getTime() + 1),
    customer: draft.customerId,
    limit: MANY,
  });
  return duplicateOf(newWin(draft, person.id), others);
}
