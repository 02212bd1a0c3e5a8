import type { Connector, Connectors, ConnectorWriter, ExternalId } from '../connector.ts';
import type { CustomerReference } from '../customer/customer.ts';

export type WritableConnector = Connector & { readonly writer: ConnectorWriter };

/** Where a note, a task or an owner goes, or why it goes nowhere. */
export type Target =
  | { kind: 'system'; connector: WritableConnector; customer: ExternalId }
  /** It has begun to be written to a system that cannot be written to now; null where nobody kept which one. */
  | { kind: 'disconnected'; source: string | null }
  /** It was begun when nobody kept the system, and it may be any of these now. */
  | { kind: 'unclear'; connectors: readonly Connector[] }
  | { kind: 'unknown-customer'; connectors: readonly Connector[] }
  | { kind: 'unconnected' };

export interface TargetQuestion {
  /** The system in which a write has begun: a note stays there for ever. A null source is from before it was kept. */
  begun: { source: string | null } | null;
  references: readonly CustomerReference[];
  connectors: Connectors;
  /** Whether a system keeps such a thing at all; every one does where absent. */
  keeps?: (writer: ConnectorWriter) => boolean;
}

/**
 * Decides which system gets it: the one in which it was begun; else, of those that keep such things if there are any,
 * the system that owns the customer, which is the one that told us of them first; else the first that knows them.
 */
export function targetConnector({
  begun,
  references,
  connectors,
  keeps = () => true,
}: TargetQuestion): Target {
  const writable = connectors.filter(isWritable);
  const knowing = writable.flatMap((connector) => asTarget(connector, references) ?? []);
  if (begun) return begunTarget(begun.source, { writable, knowing });
  if (writable.length === 0) return { kind: 'unconnected' };
  const owner = references.find(({ owns }) => owns)?.source;
  const able = knowing.filter(({ connector }) => keeps(connector.writer));
  const taking = able.length > 0 ? able : knowing;
  return (
    taking.find(({ connector }) => connector.id === owner) ??
    taking[0] ?? { kind: 'unknown-customer', connectors: writable }
  );
}

/** A system keeps tasks where it takes both: a new one, and a change. */
export const keepsTasks = (
  writer: ConnectorWriter,
): writer is ConnectorWriter & Required<Pick<ConnectorWriter, 'addTask' | 'updateTask'>> =>
  writer.addTask !== undefined && writer.updateTask !== undefined;

export const keepsOwners = (
  writer: ConnectorWriter,
): writer is ConnectorWriter & Required<Pick<ConnectorWriter, 'setOwner'>> =>
  writer.setOwner !== undefined;

export const keepsStages = (
  writer: ConnectorWriter,
): writer is ConnectorWriter & Required<Pick<ConnectorWriter, 'stages'>> =>
  writer.stages !== undefined;

/** Whether anything written here could go to any system. */
export const takesNotes = (connectors: Connectors): boolean => connectors.some(isWritable);

type SystemTarget = Extract<Target, { kind: 'system' }>;

function begunTarget(
  source: string | null,
  {
    writable,
    knowing,
  }: { writable: readonly WritableConnector[]; knowing: readonly SystemTarget[] },
): Target {
  const candidates = writable.filter(({ id }) => source === null || id === source);
  if (candidates.length === 0) return { kind: 'disconnected', source };
  const targets = knowing.filter(({ connector }) => candidates.includes(connector));
  const [target] = targets;
  if (targets.length > 1)
    return { kind: 'unclear', connectors: targets.map(({ connector }) => connector) };
  return target ?? { kind: 'unknown-customer', connectors: candidates };
}

function asTarget(
  connector: WritableConnector,
  references: readonly CustomerReference[],
): SystemTarget | null {
  const names = references.filter(({ source, gone }) => source === connector.id && !gone);
  const name = names.find(({ owns }) => owns) ?? names[0];
  return name ? { kind: 'system', connector, customer: name.externalId } : null;
}

const isWritable = (connector: Connector): connector is WritableConnector =>
  connector.writer !== null;
