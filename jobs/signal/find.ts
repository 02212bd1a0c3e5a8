import { isDeepStrictEqual } from 'node:util';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { announcedSince } from '../../crm/event/announce.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { SignalHistory } from '../../crm/signal/facts.ts';
import { tellSignalJob } from '../../crm/signal/jobs.ts';
import type { Finding, SignalRule } from '../../crm/signal/rule.ts';
import { RULES } from '../../crm/signal/rules.ts';
import { Signal } from '../../crm/signal/signal.ts';
import { compareSignals, type SignalChanges, signalReceivers } from '../../crm/signal/watch.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import { type ToTell, toPerson } from './messages.ts';

/** Looks at these customers: signals that begin, change or end, and the messages about those that are news. */
export async function findSignals(
  customers: readonly CustomerId[],
  context: JobContext,
): Promise<Change[]> {
  if (customers.length === 0) return [];
  const { store } = context;
  const at = context.now();
  const [histories, standing, settings, newsSince] = await Promise.all([
    store.signals.histories(customers, at),
    store.signals.standing(customers),
    store.signals.settings(),
    announcedSince(store.settings, at),
  ]);
  const { zone } = context.reader();
  const ofCustomer = Map.groupBy(standing, ({ customerId }) => customerId);
  const changes = histories.map(async (history) => {
    const stand = ofCustomer.get(history.customer.id) ?? [];
    const compared = compareSignals(history, stand, {
      rules: RULES,
      settings,
      at,
      newsSince,
      zone,
    });
    return changesOf(compared, { history, standing: stand, at }, context);
  });
  return (await Promise.all(changes)).flat();
}

interface Known {
  history: SignalHistory;
  standing: readonly Signal[];
  at: Date;
}

async function changesOf(
  { raised, lasting, ended }: SignalChanges,
  { history, standing, at }: Known,
  context: JobContext,
): Promise<Change[]> {
  const begun = raised.map((one) => ({ ...one, signal: begin(one, { history, at }, context) }));
  const changed = lasting.flatMap(({ signal, finding }) => restate(signal, finding));
  const over = ended.map((signal) => ({ ...signal, version: signal.version + 1, endedAt: at }));
  const now = [
    ...begun.map(({ signal }) => signal),
    ...standing.filter(({ id }) => !over.some((other) => other.id === id)),
  ];
  const messages = begun
    .filter(({ isTold }) => isTold)
    .map(({ signal, rule }) => tell({ signal, rule, history, standing: now }, context));
  return [
    ...over
      .filter(({ toldAt }) => toldAt !== null)
      .map(({ id, version }) => refreshSentMessages({ kind: 'signal', id }, version, null)),
    ...[...over, ...changed, ...begun.map(({ signal }) => signal)].map(
      (signal): Change => ({ kind: 'signal', signal }),
    ),
    ...(await Promise.all(messages)).flat(),
  ];
}

const begin = (
  { rule, finding, isTold }: { rule: SignalRule; finding: Finding; isTold: boolean },
  { history, at }: Pick<Known, 'history' | 'at'>,
  { id }: JobContext,
): Signal => ({
  id: id(),
  customerId: history.customer.id,
  version: 1,
  createdAt: at,
  rule: rule.id,
  key: finding.key,
  detail: finding.detail,
  causes: [...finding.causes],
  toldAt: isTold ? at : null,
  endedAt: null,
  answers: [],
});

/** It lasts, and says by now something else: nobody hears of it again. */
function restate(signal: Signal, { detail, causes }: Finding): Signal[] {
  // All of a cause: one that is for fewer readers by now is kept from the others.
  const isSame =
    isDeepStrictEqual(signal.detail, detail) &&
    isDeepStrictEqual(signal.causes, Causes.parse(causes));
  return isSame ? [] : [{ ...signal, version: signal.version + 1, detail, causes: [...causes] }];
}

const Causes = Signal.shape.causes;

/** Owner and followers hear of it; a channel's readers have to be asked for first. */
async function tell(found: ToTell, context: JobContext): Promise<Change[]> {
  const { customer } = found.history;
  const [{ people: followers, places }, everybody] = await Promise.all([
    context.store.followers.of(customer.id),
    context.store.people.all(),
  ]);
  const people = new Map(everybody.map((person) => [person.id, person]));
  const to = signalReceivers(found.rule, { ownerId: customer.ownerId, followers }, people);
  return [
    ...to
      .flatMap((person) => toPerson(found, person, context) ?? [])
      .map((message): Change => ({ kind: 'message', message })),
    ...(found.rule.isNews ? [] : places).map((place) =>
      sendJob(
        tellSignalJob,
        { signal: found.signal.id, place },
        { key: `tell-signal ${found.signal.id} ${place.platform}:${place.tenant}:${place.id}` },
      ),
    ),
  ];
}
