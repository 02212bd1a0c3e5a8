import { createHash } from 'node:crypto';
import { stringsFor } from '../../cards/strings.ts';
import { count, day, type Reader } from '../../cards/view/format.ts';
import { thankedCard, winTakenBackCard } from '../../cards/win/thanks-card.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { type Access, accessOf, NO_ACCESS } from '../../crm/policy/policy.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { DAY } from '../../crm/time/durations.ts';
import { ownEntry } from '../../crm/timeline/own-entry.ts';
import { AUTOMATIC, type Occasion, winKindOf } from '../../crm/win/automatic.ts';
import { proposeCredits } from '../../crm/win/credits.ts';
import { postWinJob } from '../../crm/win/posts.ts';
import { redactWin } from '../../crm/win/redact.ts';
import { editAt, newWin, retract } from '../../crm/win/rules.ts';
import { troubles } from '../../crm/win/trouble.ts';
import type { Win } from '../../crm/win/win.ts';
import type { JobContext } from '../job.ts';
import { clockDid } from '../scheduled.ts';

/** An automatic win has no author who adds those left out. */
const THANKED = 8;

const YEAR = 365 * DAY;
const ENTRIES = 200;
/** Entries that every colleague may read: what only some may know credits nobody in public. */
const EVERYBODY: Access = { ...NO_ACCESS, fields: ['identity'] };

/** The win that an occasion is, with everybody whom the timeline and the business records name. */
export async function celebratedWin(occasion: Occasion, context: JobContext): Promise<Win> {
  const { store } = context;
  const now = context.now();
  const since = new Date(now.getTime() - YEAR);
  const { customerId, money, about, event } = occasion;
  const [{ entries }, people, businessHistory] = await Promise.all([
    store.timeline.page(customerId, {
      filter: { since },
      access: EVERYBODY,
      direction: 'older',
      cursor: null,
      limit: ENTRIES,
    }),
    store.people.all(),
    store.businessHistory(customerId, since),
  ]);
  const [hard] = occasion.celebration === 'save' ? troubles(businessHistory, entries, now) : [];
  const { win: strings } = stringsFor(context.reader());
  const credits = proposeCredits({ entries, people, businessHistory, trouble: hard }, THANKED);
  return newWin(
    {
      id: createHash('sha256')
        .update(`${about} ${event.transaction} ${event.id}`)
        .digest('hex')
        .slice(0, 32),
      customerId,
      kind: winKindOf(occasion),
      what: words(occasion, context.reader()),
      difference: null,
      money,
      picture: null,
      credits: credits.map(({ person, part, times }) => ({
        person,
        for: strings.part(part, times),
      })),
      about,
      at: now,
    },
    AUTOMATIC,
  );
}

function words({ celebration, renewsOn, score, cameBack }: Occasion, reader: Reader): string {
  const { what } = stringsFor(reader).win.automatic;
  switch (celebration) {
    case 'renewal':
      return what.renewal(renewsOn && day(renewsOn, reader));
    case 'save':
      return cameBack ? what.cameBack : what.save;
    case 'praise':
      return what.praise(count(score?.score ?? 0, reader), count(score?.best ?? 0, reader));
    default:
      return what[celebration];
  }
}

/** All in one commit: the win, its entry, thanks to everybody who had a part, its way into the channel. */
export async function changesForCelebrated(
  win: Win,
  first: { place: string; gathered: boolean },
  context: JobContext,
): Promise<Change[]> {
  return [
    { kind: 'win', win },
    await entryOf(win, context),
    ...(await Promise.all(win.credits.map(({ person }) => thanksTo(person, win, context)))).flat(),
    sendJob(postWinJob, { win: win.id, first }, { key: `win:${win.id}` }),
    audited(win, 'celebrate', context),
  ];
}

/** The post says so, thanks that did not come yet never do, and those that came are redrawn. */
export async function changesForTurned(before: Win, context: JobContext): Promise<Change[]> {
  const win = retract(before);
  if (!win) return [];
  const { store } = context;
  const { slot, after } = editAt(context.now());
  const about = { kind: 'win' as const, id: win.id };
  const [name, messages] = await Promise.all([
    store.customers.name(win.customerId),
    store.messages.of(about),
  ]);
  const customer = { id: win.customerId, name: name ?? '' };
  const withdrawn = messages.map(async ({ key, to, subject }): Promise<Change[]> => {
    const person = to.kind === 'person' ? await store.people.get(to.person) : null;
    if (!person || subject.role !== 'thanks') return [];
    const view = winTakenBackCard({ customer, reader: context.readerOf(person) });
    return [{ kind: 'take-back', message: { key, line: view.title, view } }];
  });
  const edit = { win: win.id, first: null };
  return [
    { kind: 'win', win },
    await entryOf(win, context),
    sendJob(postWinJob, edit, { key: `win:${win.id}:edit:${slot}:first` }),
    sendJob(postWinJob, edit, { key: `win:${win.id}:edit:${slot}`, after }),
    ...(await Promise.all(withdrawn)).flat(),
    refreshSentMessages(about, win.version, null),
    audited(win, 'turned', context),
  ];
}

async function entryOf(win: Win, context: JobContext): Promise<Change> {
  const { win: strings } = stringsFor(context.reader());
  const [first] = win.credits;
  const person = first && (await context.store.people.get(first.person));
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'win',
      externalId: `win:${win.id}`,
      customerId: win.customerId,
      at: win.createdAt,
      by: { id: null, department: person?.department ?? 'operations' },
      title:
        win.state === 'posted'
          ? strings.automatic.entry(win.what)
          : strings.entry.retracted(win.what),
      body: null,
      money: win.state === 'posted' ? win.money : null,
    }),
  };
}

async function thanksTo(id: PersonId, win: Win, context: JobContext): Promise<Change[]> {
  const { store } = context;
  const person = await store.people.get(id);
  if (!person?.active) return [];
  const reader = context.readerOf(person);
  const { automatic: strings } = stringsFor(reader).win;
  const told = await redactWin(win, accessOf(person), store);
  const part = win.credits.find((credit) => credit.person === id)?.for ?? '';
  return [
    {
      kind: 'message',
      message: {
        key: `win:${win.id}:${id}`,
        subject: { kind: 'win', id: win.id, role: 'thanks', version: null },
        to: { kind: 'person', person: id },
        kind: 'win',
        customerId: win.customerId,
        pressing: false,
        line: strings.line(told.customer, told.win.what),
        why: strings.why,
        view: thankedCard({ told, what: part, reader }),
        sender: null,
      },
    },
  ];
}

const audited = (win: Win, what: string, { now }: JobContext): Change =>
  clockDid(
    'win',
    win.customerId,
    { what, win: win.id, kind: win.kind, credits: win.credits.length },
    now(),
  );
