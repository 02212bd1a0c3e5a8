import { unreachable } from '../../crm/problem.ts';
import type { Fault } from '../../crm/status/rules.ts';
import { stringsFor } from '../strings.ts';
import { capital, count, type Reader, when } from '../view/format.ts';
import { systemName } from '../view/names.ts';

/** A fault in words, and the next step: two sentences or three. */
export interface FaultText {
  what: string;
  next: string;
}

/** `systems`: those that are connected, as people call them. */
export function faultText(
  fault: Fault,
  reader: Reader,
  systems: readonly { id: string; name: string }[],
): FaultText {
  const strings = stringsFor(reader);
  const { status: words, connector } = strings;
  const nameOf = (source: string | null): string => {
    if (source === null) return words.someSystem;
    return systems.find(({ id }) => id === source)?.name ?? systemName(source, strings);
  };
  const { next } = words;
  const counted = (one: { count: number; since: Date; fault?: string | null }) => ({
    count: one.count,
    text: count(one.count, reader),
    when: when(one.since, reader),
    fault: one.fault ?? null,
  });
  switch (fault.kind) {
    case 'reading-fails': {
      const { source, since, fault: why } = fault;
      const isKey = why === 'unauthorised';
      return {
        what: words.fails(
          capital(nameOf(source), reader),
          when(since, reader),
          connector.fault[why],
        ),
        next: isKey ? next.renew(source) : next.comesBack,
      };
    }
    case 'reading-late':
      return {
        what: words.readLate(capital(nameOf(fault.source), reader), when(fault.since, reader)),
        next: next.log,
      };
    case 'writes-failed':
      return {
        what: words.writesFailed(nameOf(fault.source), counted({ ...fault, since: fault.at })),
        next: next.test,
      };
    case 'writes-late':
      return {
        what: words.writesLate(nameOf(fault.source), counted(fault)),
        next: next.testsBySelf,
      };
    case 'jobs-failed':
      return {
        what: words.jobsFailed(fault.job, counted({ ...fault, since: fault.at })),
        next: next.wholeFault,
      };
    case 'jobs-late':
      return { what: words.jobsLate(fault.job, counted(fault)), next: next.log };
    case 'messages-late':
      return { what: words.messagesLate(counted(fault)), next: next.platforms };
    case 'messages-failed':
      return { what: words.messagesFailed(fault.why, counted(fault)), next: next.audit };
    case 'events-late':
      return { what: words.eventsLate(fault.consumer, counted(fault)), next: next.log };
    default:
      return unreachable(fault);
  }
}
