import { unreachable } from '../../crm/problem.ts';
import type { Fault } from '../../crm/status/rules.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { count, type Reader, when } from '../view/format.ts';
import { systemName } from '../view/names.ts';

/** A fault in words, and the next step: two sentences or three. */
export interface FaultText {
  what: string;
  next: string;
}

/** `at`: the chat, where a button tries again, or the terminal. */
export function faultText(fault: Fault, reader: Reader, at: 'chat' | 'terminal'): FaultText {
  const strings = stringsFor(reader);
  const { status: words, connector } = strings;
  const { next } = words;
  const counted = (one: { count: number; since: Date; fault?: string | null }) => ({
    count: one.count,
    text: count(one.count, reader),
    when: when(one.since, reader),
    fault: one.fault ?? null,
  });
  const tryAgain = next.tryAgain[at];
  switch (fault.kind) {
    case 'reading-fails': {
      const { source, since, fault: why } = fault;
      const isKey = why === 'unauthorised';
      return {
        what: words.fails(nameOf(source, strings), when(since, reader), connector.fault[why]),
        next: isKey ? `${next.renew(source)} ${tryAgain}` : next.comesBack,
      };
    }
    case 'reading-late':
      return {
        what: words.readLate(nameOf(fault.source, strings), when(fault.since, reader)),
        next: next.log,
      };
    case 'writes-failed':
      return {
        what: words.writesFailed(
          nameOf(fault.source, strings),
          counted({ ...fault, since: fault.at }),
        ),
        next: tryAgain,
      };
    case 'writes-late':
      return {
        what: words.writesLate(nameOf(fault.source, strings), counted(fault)),
        next: next.testsBySelf,
      };
    case 'jobs-failed':
      return {
        what: words.jobsFailed(fault.job, counted({ ...fault, since: fault.at })),
        next: tryAgain,
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

const nameOf = (source: string | null, strings: Strings): string =>
  source === null ? strings.status.someSystem : systemName(source, strings);
