import { unreachable } from '../../crm/problem.ts';
import type { AuditEvent } from '../../crm/store/audit.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { count, type Reader } from '../view/format.ts';
import { systemName } from '../view/names.ts';

export interface EventText extends AuditEvent {
  personName: string | null;
  customerName: string | null;
  /** The names of the colleagues whom it mentions, by their id. */
  names: ReadonlyMap<string, string>;
}

type AuditWords = Strings['audit'];

/** Describes an action or a refusal: the end of a sentence that begins with the person's name. */
export function eventText(event: EventText, reader: Reader): string {
  const all = stringsFor(reader);
  const { audit: strings } = all;
  const { action, detail } = event;
  const customer = 'erased' in detail ? strings.something : (event.customerName ?? '');
  const step = (of: Readonly<Record<string, string>>, name: string, usual: string): string =>
    [of[String(detail[name])] ?? usual, customer].filter(Boolean).join(' ');
  switch (action) {
    case 'look-up':
      return (strings.shown[String(detail['shown'])] ?? strings.lookedAt)(customer);
    case 'search':
      return strings.searched;
    case 'timeline':
      return strings.timeline(customer);
    case 'open-entry':
      return strings.entry(customer);
    case 'share':
      return strings.shared(
        customer,
        String(detail['place'] ?? strings.somewhere),
        count(Number(detail['readers'] ?? 0), reader),
      );
    case 'refused':
      return refused(event, customer, strings);
    case 'follow':
      return typeof detail['place'] === 'string'
        ? strings.followsFor(customer, detail['place'], detail['on'] === true)
        : strings.follows(customer, detail['on'] === true);
    case 'same-company':
      return strings.sameCompany(customer, String(detail['said']), String(detail['other']));
    case 'signal':
      return signalled(event, customer, strings);
    case 'form':
      return strings.form(customer);
    case 'admin':
      return administered(event, all);
    case 'note':
      return step(strings.note, 'step', strings.note['write'] ?? '');
    case 'handoff':
      return step(strings.handoff, 'step', strings.handoff['offer'] ?? '');
    case 'task':
      return detail['shown'] === 'list'
        ? (strings.task['list'] ?? '')
        : step(strings.task, 'step', strings.task['made'] ?? '');
    case 'goal':
      return step(strings.goal, 'step', strings.goal['set'] ?? '');
    case 'stage':
      return customer ? `${strings.stage} ${customer}` : strings.stage;
    case 'promise':
      return step(strings.promise, 'step', strings.promise['made'] ?? '');
    case 'mention':
      if ('administrator' in detail)
        return customer ? `${strings.mention['administrator'] ?? ''} ${customer}` : strings.helped;
      return step(strings.mention, 'step', strings.mention['asked'] ?? '');
    case 'win':
      return step(strings.win, 'what', strings.win['tell'] ?? '');
    case 'room':
      return strings.room(customer, detail['open'] === true);
    case 'erase':
      return strings.erase[String(detail['step'])] ?? strings.erased;
    case 'export':
      return strings.exported(customer);
    case 'settings':
      return settings(event, all);
    default:
      return unreachable(action);
  }
}

/** Describes a refusal: also a message that was not sent, or a post that was not made. */
function refused({ detail, person }: EventText, customer: string, words: AuditWords): string {
  // A platform's own refusal stands there as `slack: rejected`.
  const why = words.why[String(detail['why']).replace(/^\w+: /, '')];
  // Where it is about no customer, what was asked for.
  const command = !customer && typeof detail['command'] === 'string' ? detail['command'] : null;
  if (!('message' in detail))
    return command
      ? words.commanded(words.refused(why, customer), command)
      : words.refused(why, customer);
  return (person ? words.untold : words.unposted)(why, customer);
}

/** Describes what somebody did about a signal, or with a rule. */
function signalled({ detail }: EventText, customer: string, { signal: words }: AuditWords): string {
  const rule = String(detail['rule'] ?? '');
  if (typeof detail['useful'] === 'boolean') return words.answer(rule, customer, detail['useful']);
  if (typeof detail['reason'] === 'string') return words.override(customer, detail['reason']);
  if (typeof detail['on'] === 'boolean') return words.turn(rule, detail['on']);
  return 'threshold' in detail
    ? words.threshold(rule, String(detail['threshold']))
    : words.dryRun(rule);
}

function administered({ detail, names }: EventText, all: Strings): string {
  const { admin } = all.audit;
  if (detail['set'] === 'disconnect')
    return admin.disconnect(
      names.get(String(detail['whose'])) ?? '–',
      systemName(String(detail['source']), all),
    );
  const whom = names.get(String(detail['whether'])) ?? '–';
  const account = typeof detail['of'] === 'string' ? detail['of'] : null;
  if ('asks' in detail) return admin.asks(whom, account);
  if ('says' in detail) return admin.says(whom, account, detail['says'] === 'yes');
  if ('links' in detail) return admin.links(whom, account, detail['links'] === 'yes');
  if (!('mode' in detail)) return admin.other;
  const [name, department] = [detail['name'], detail['department']];
  return admin.channel(typeof name === 'string' ? `#${name.replace(/^#/, '')}` : null, {
    mode: String(detail['mode']),
    amounts: detail['amounts'] === true,
    department: typeof department === 'string' && department !== 'none' ? department : null,
  });
}

/** `quiet hours, days off`. */
const changedParts = (changed: unknown, { audit, commas }: Strings): string =>
  commas(
    (Array.isArray(changed) ? changed : [changed]).flatMap(
      (one) => audit.settings.part[String(one)] ?? [],
    ),
  );

function settings({ detail }: EventText, all: Strings): string {
  const { settings: words } = all.audit;
  const system = () => systemName(String(detail['source']), all);
  if (detail['set'] === 'connect') return words.connect(system());
  if (detail['set'] === 'disconnect') return words.disconnect(system());
  if (detail['set'] === 'connection-refused') return words.connectionRefused(system());
  if ('changed' in detail) return words.changed(changedParts(detail['changed'], all));
  if ('winsChannel' in detail) return detail['winsChannel'] === 'off' ? words.noWins : words.wins;
  if (detail['set'] === 'absence') return detail['over'] === true ? words.back : words.absence;
  if (detail['set'] === 'rotation') return words.rotation(String(detail['name']));
  if (detail['set'] === 'celebrations') return words.celebrations;
  if (detail['set'] === 'retry-items') return words.retryItems(String(detail['source']));
  if (detail['set'] === 'try-again') return words.tryAgain;
  if (detail['set'] === 'check-system') return words.checkSystem(String(detail['source']));
  if (detail['set'] === 'term') return words.term(String(detail['word']));
  if (detail['set'] === 'target') return words.target(String(detail['kpi']), String(detail['to']));
  return detail['set'] === 'holidays' ? words.holidays(String(detail['zone'])) : words.other;
}
