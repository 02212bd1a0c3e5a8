import { unreachable } from '../../crm/problem.ts';
import type { Warning } from '../../crm/signal/warning.ts';
import { signalText } from '../signal/words.ts';
import { stringsFor } from '../strings.ts';
import { capital, day, duration, fromToday, money, type Reader, when } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { departmentName, firstName, joinByDots } from '../view/names.ts';
import { type Block, text } from '../view/view.ts';

const WARNINGS = 2;
const PROMISE_MAX = 90;

export function warningBlocks(warnings: readonly Warning[], reader: Reader): Block[] {
  if (warnings.length === 0) return [];
  const strings = stringsFor(reader);
  const rest = warnings.length - WARNINGS;
  return [
    { kind: 'heading', text: strings.customer.before },
    ...warnings.slice(0, WARNINGS).map((warning) => text(warningText(warning, reader), 'caution')),
    ...(rest > 0
      ? [
          text(
            joinByDots(warnings.slice(WARNINGS).map((warning) => warningText(warning, reader))),
            'quiet',
          ),
        ]
      : []),
  ];
}

export function warningText(warning: Warning, reader: Reader): string {
  const { warning: strings, customer } = stringsFor(reader);
  switch (warning.kind) {
    case 'urgent-tickets': {
      const oldest = [...warning.tickets].sort(
        (one, other) => one.openedAt.getTime() - other.openedAt.getTime(),
      )[0];
      const age =
        oldest &&
        strings.openFor(
          warning.tickets.length,
          duration(reader.now.getTime() - oldest.openedAt.getTime(), reader),
        );
      const said = age
        ? `${strings.urgent(warning.tickets.length)}, ${age}`
        : strings.urgent(warning.tickets.length);
      return joinByDots([said, oldest?.owner ? firstName(oldest.owner) : null]);
    }
    case 'broken-promise':
      return joinByDots([
        stringsFor(reader).promise.broken(
          shortText(warning.promise.what, PROMISE_MAX),
          day(warning.promise.dueOn, reader),
        ),
        firstName(warning.promise.name),
        warning.others > 0 ? strings.moreBroken(warning.others) : null,
      ]);
    case 'late-handoff': {
      const { to, department, dueAt, count: n } = warning.handoff;
      const all = stringsFor(reader);
      return joinByDots([
        strings.lateHandoff(
          to === null ? departmentName(department ?? '', all) : firstName(to),
          when(dueAt, reader),
        ),
        n > 1 ? strings.moreHandoffs(n - 1) : null,
      ]);
    }
    case 'late-invoice':
      return joinByDots([
        strings.lateInvoice(warning.invoice.number, warning.daysLate),
        money(warning.invoice.money, reader),
        warning.others > 0 ? strings.moreLate(warning.others) : null,
      ]);
    case 'unanswered':
      return joinByDots([
        strings.wrote(
          warning.by ? firstName(warning.by) : customer.they,
          warning.count,
          when(warning.since, reader),
        ),
        strings.unanswered(duration(reader.now.getTime() - warning.since.getTime(), reader)),
      ]);
    case 'just-contacted':
      return strings.justContacted(firstName(warning.by), when(warning.at, reader));
    case 'silent':
      return joinByDots([
        strings.silent(warning.days),
        warning.renewsOn &&
          customer.renews(day(warning.renewsOn, reader), fromToday(warning.renewsOn, reader)),
      ]);
    case 'look-alike':
      return joinByDots([
        strings.lookAlike(warning.name, warning.others),
        warning.urgentTickets > 0 ? strings.urgentThere(warning.urgentTickets) : null,
      ]);
    case 'signal': {
      const { title, more } = signalText(warning, reader);
      return capital(joinByDots([title, more]), reader);
    }
    default:
      return unreachable(warning);
  }
}
