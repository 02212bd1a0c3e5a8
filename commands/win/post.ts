import { stringsFor } from '../../cards/strings.ts';
import type { Where } from '../../cards/win/preview-card.ts';
import { thankedCard, winTakenBackCard } from '../../cards/win/thanks-card.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { withoutAmountsIn } from '../../crm/policy/amounts.ts';
import { accessOf, sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import { ownEntry } from '../../crm/timeline/own-entry.ts';
import { postWinJob } from '../../crm/win/posts.ts';
import { redactWin } from '../../crm/win/redact.ts';
import { editAt, newlyCredited } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import type { Context } from '../command.ts';

/** Everything that goes with a win's new state, in one commit: its entry, what the newly credited are told, its post, the audit. */
export async function changesFor(
  win: Win,
  before: Win | null,
  context: Context,
  what: string,
): Promise<Change[]> {
  const newly = newlyCredited(before, win).filter((person) => person !== context.person.id);
  return [
    { kind: 'win', win },
    ...(what === 'thank' ? [] : [await entryOf(win, context)]),
    ...(win.state === 'posted'
      ? await Promise.all(newly.map((person) => messageTo(person, win, context)))
      : []),
    ...(before ? editsOf(win, context) : []),
    ...(win.state === 'retracted' && before?.state === 'posted'
      ? await takenBack(win, context)
      : []),
    auditOf(win, context, what),
  ];
}

/** The first change of ten seconds is shown at once, all that follow it at their end. */
function editsOf({ id }: Win, { now }: Context): Change[] {
  const { slot, after } = editAt(now);
  const edit = { win: id, first: null };
  return [
    sendJob(postWinJob, edit, { key: `win:${id}:edit:${slot}:first` }),
    sendJob(postWinJob, edit, { key: `win:${id}:edit:${slot}`, after }),
  ];
}

/** Its way into the channel of which the teller has seen who reads it, and into no other. */
export const wayOut = ({ id }: Win, where: Where): Change[] =>
  'placeId' in where
    ? [
        sendJob(
          postWinJob,
          { win: id, first: { place: where.placeId, gathered: where.kind === 'gathered' } },
          { key: `win:${id}` },
        ),
      ]
    : [];

async function entryOf(win: Win, { store, reader, access }: Context): Promise<Change> {
  const { entry: strings } = stringsFor(reader).win;
  const [told, author] = await Promise.all([
    redactWin(win, access, store),
    store.people.get(win.author),
  ]);
  // Every colleague reads the words of an entry; its amount follows the policy.
  const what = withoutAmountsIn(win.what);
  const title =
    win.state === 'posted'
      ? strings.title(told.author?.split(' ')[0] ?? strings.somebody, what)
      : strings.retracted(what);
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'win',
      externalId: `win:${win.id}`,
      customerId: win.customerId,
      at: win.createdAt,
      by: {
        id: told.author ? win.author : null,
        department: author?.department ?? 'operations',
      },
      title,
      body: win.difference && withoutAmountsIn(win.difference),
      money: win.state === 'posted' ? win.money : null,
    }),
  };
}

async function messageTo(
  person: Win['author'],
  win: Win,
  { store, readerOf }: Context,
): Promise<Change> {
  const colleague = await store.people.get(person);
  if (!colleague) throw new Error('A colleague who was credited is gone');
  const reader = readerOf(colleague);
  const access = accessOf(colleague);
  const told = await redactWin(win, access, store);
  const part = win.credits.find((credit) => credit.person === person)?.for ?? '';
  const { told: strings, duplicate } = stringsFor(reader).win;
  const author = told.author ?? duplicate.somebody;
  return {
    kind: 'message',
    message: {
      key: `win:${win.id}:${person}`,
      subject: { kind: 'win', id: win.id, role: 'thanks', version: null },
      to: { kind: 'person', person },
      kind: 'win',
      customerId: win.customerId,
      pressing: false,
      line: strings.line(told.customer, told.win.what, author),
      why: strings.why(author),
      view: thankedCard({
        told,
        what: sees(access, 'dealAmounts') ? part : withoutAmountsIn(part),
        reader,
      }),
    },
  };
}

/** Thanks that did not come yet never do, and those that came say so. */
async function takenBack(win: Win, { store, readerOf }: Context): Promise<Change[]> {
  const about = { kind: 'win' as const, id: win.id };
  const [name, messages] = await Promise.all([
    store.customers.name(win.customerId),
    store.messages.of(about),
  ]);
  const told = messages.filter(({ subject }) => subject.role === 'thanks');
  const people = await Promise.all(
    told.map(({ to }) => (to.kind === 'person' ? store.people.get(to.person) : null)),
  );
  const changes = told.flatMap(({ key }, i): Change[] => {
    const person = people[i];
    const view =
      person &&
      winTakenBackCard({
        customer: { id: win.customerId, name: name ?? '' },
        reader: readerOf(person),
      });
    return view ? [{ kind: 'take-back', message: { key, line: view.title, view } }] : [];
  });
  return [...changes, refreshSentMessages(about, win.version, null)];
}

const auditOf = (win: Win, context: Context, what: string): Change =>
  auditLine(
    {
      action: 'win',
      customer: win.customerId,
      detail: {
        what,
        win: win.id,
        kind: win.kind,
        credits: win.credits.length,
        kudos: win.kudos.length,
      },
    },
    context,
  );

/**
 * Decides on what is stored now, and again where somebody was faster. Null where the rule says that nothing changes;
 * the win as it is then stands in `now`.
 */
export async function changeWin(
  id: string,
  what: string,
  rule: (win: Win) => Win | null,
  context: Context,
): Promise<{ changed: boolean; win: Win }> {
  const { store, now, reader } = context;
  return decide(store, {
    read: () => winOf(id, context),
    async decide(before): Promise<Decision<{ changed: boolean; win: Win }>> {
      const after = rule(before);
      return after
        ? {
            changes: await changesFor(after, before, context, what),
            result: { changed: true, win: after },
          }
        : { changes: [], result: { changed: false, win: before } };
    },
    now,
    busy: () => new Problem('busy', stringsFor(reader).win.problem.busy),
  });
}

export async function winOf(id: string, context: Context): Promise<Win> {
  const win = await context.store.wins.get(id);
  if (!win) throw goneWin(context);
  return win;
}

export const goneWin = ({ reader }: Pick<Context, 'reader'>): Problem =>
  new Problem('win-gone', { ...stringsFor(reader).win.problem.gone, reopens: false });
