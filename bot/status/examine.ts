import { aroundLines } from '../../cards/status/card.ts';
import { faultText } from '../../cards/status/fault-text.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import type { Connectors } from '../../crm/connector.ts';
import type { PlatformId } from '../../crm/person/person.ts';
import type { StatusFacts } from '../../crm/status/facts.ts';
import { type Fault, faultsOf, mayTryAgain, unreachedMessages } from '../../crm/status/rules.ts';
import type { Store } from '../../crm/store/store.ts';
import { broken, type Finding, missing, warning, well } from '../finding.ts';

export interface Examined {
  store: Pick<Store, 'status'>;
  connectors: Connectors;
  /** The chats of the server that runs; null where it is not this process. */
  chats: readonly PlatformId[] | null;
  /** Nobody works on this store, so that nothing in it can be late. */
  isStopped?: boolean;
  reader: Reader;
}

/** The state of a running Rapport as `npm run doctor` prints it: a finding for each fault, and the numbers behind them. */
export async function examineStatus(examined: Examined): Promise<Finding[]> {
  const { store, connectors, chats, isStopped = false, reader } = examined;
  const { status: words } = stringsFor(reader);
  const facts = await store.status.facts(reader.now);
  const faults = faultsOf(facts, {
    now: reader.now,
    connected: connectors.map(({ id }) => id),
  }).filter((fault) => !isStopped || !LATE.has(fault.kind));
  const systems = connectors.map(({ id, name }) => ({
    id,
    name,
    reading: facts.readings.find(({ source }) => source === id) ?? null,
  }));
  const around = {
    unreached: 0,
    chats: chats?.length ? chats : null,
    systems,
    backupAt: facts.backupAt,
  };
  const unreached = unreachedMessages(facts);
  return [
    ...(isStopped ? [missing('Nobody works on this store now', 'npm start.')] : []),
    ...(chats?.length === 0
      ? [missing('No chat is connected', 'README, "Connect Slack" or "Connect Teams".')]
      : []),
    ...faults.map((fault) => {
      const { what, next } = faultText(fault, reader, systems);
      const again = mayTryAgain(fault) ? [words.tryAgain.terminal] : [];
      return broken(what, [next, ...again].join(' '));
    }),
    ...(faults.length === 0 ? [well('Nothing failed, and nothing is late')] : []),
    ...(unreached > 0
      ? [
          warning(
            `${unreached} messages of the last day reached nobody`,
            'Type “people” in the chat: whose account is missing.',
          ),
        ]
      : []),
    ...aroundLines(around, reader).map((line) => well(line)),
    ...numbers(facts).map((line) => well(line)),
    ...(facts.backupAt
      ? []
      : [
          missing(
            'No backup by npm run backup is known',
            'npm run backup -- <file>, or a backup of the database itself.',
          ),
        ]),
  ];
}

/** A store on which nobody works has no late work. */
const LATE: ReadonlySet<Fault['kind']> = new Set([
  'reading-late',
  'writes-late',
  'jobs-late',
  'messages-late',
  'events-late',
]);

function numbers({ jobs, writes, messages, consumers }: StatusFacts): string[] {
  const total = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0);
  const inState = (state: string): number =>
    total(messages.filter((one) => one.state === state).map(({ count }) => count));
  const behind = consumers.filter((one) => one.behind > 0);
  return [
    `Queue: ${total(jobs.map(({ due }) => due))} due, ${total(jobs.map(({ active }) => active))} at work, ${total(jobs.map(({ later }) => later))} for later, ${total(jobs.map(({ failed }) => failed))} given up in 7 days`,
    `Messages: ${inState('waiting')} wait, ${inState('deferred')} are deferred; of the last day ${inState('sent')} sent, ${inState('failed')} failed, ${inState('muted')} muted`,
    `Writes to systems: ${total(writes.map(({ waiting }) => waiting))} wait, ${total(writes.map(({ failed }) => failed))} failed in 7 days, ${total(writes.map(({ done }) => done))} done in a day`,
    behind.length === 0
      ? 'Events: every consumer is up to date'
      : `Events: ${behind.map((one) => `${one.name} ${one.behind} behind`).join(', ')}`,
  ];
}
