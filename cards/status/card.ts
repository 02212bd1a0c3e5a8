import type { Fault } from '../../crm/status/rules.ts';
import type { ReadingState } from '../../crm/store/readings.ts';
import { setupShow } from '../connector/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, count, type Reader, when } from '../view/format.ts';
import { systemName } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { statusRetry, statusShow } from './actions.ts';
import { faultText } from './fault-text.ts';

export interface StatusShown {
  faults: readonly Fault[];
  /** Whether another try may mend one of them. */
  mayTry: boolean;
  /** They were handed to the queue a moment ago; `nothing`: there were none any more. */
  tried: 'again' | 'nothing' | null;
  /** Messages that reached nobody, by nobody's fault. */
  unreached: number;
  /** Ids of the chats that people are in; null where that is not known here. */
  chats: readonly string[] | null;
  /** The systems that are connected, by name, and how far each is read. */
  systems: readonly { id: string; name: string; reading: ReadingState | null }[];
  backupAt: Date | null;
}

/** How everything is going: a line for each fault with the next step, then what is connected. */
export function statusCard(shown: StatusShown, reader: Reader): View {
  const { faults, mayTry, tried, systems } = shown;
  const { status: strings } = stringsFor(reader);
  return {
    title: strings.title(faults.length, count(faults.length, reader)),
    blocks: [
      ...(faults.length === 0 ? [text(strings.well)] : []),
      ...faults.map((fault) => {
        const { what, next } = faultText(fault, reader, systems);
        return text(`${what} ${next}`, 'caution');
      }),
      ...(mayTry && !tried ? [text(strings.tryAgain.chat)] : []),
      ...(tried ? [text(tried === 'again' ? strings.triedAgain : strings.nothingToTry)] : []),
      ...aroundLines(shown, reader).map((line) => text(line, 'quiet')),
      {
        kind: 'buttons',
        buttons: [
          ...(mayTry && !tried ? [button(strings.retry, press(statusRetry, {}))] : []),
          button(strings.again, press(statusShow, {})),
          ...(systems.length > 0 ? [button(strings.systems, press(setupShow, {}))] : []),
        ],
      },
    ],
  };
}

/** The chats that are connected, and how far each system is read, in a few short lines. */
export function aroundLines(
  { unreached, chats, systems, backupAt }: Omit<StatusShown, 'faults' | 'mayTry' | 'tried'>,
  reader: Reader,
): string[] {
  const strings = stringsFor(reader);
  const { status: words } = strings;
  const names = (chats ?? []).map((id) => systemName(id, strings));
  return [
    ...(unreached > 0 ? [words.unreached(unreached, count(unreached, reader))] : []),
    ...(chats?.length === 0 ? [words.noChat] : []),
    ...(names.length > 0 ? [words.connected(names)] : []),
    ...systems.map(({ name, reading }) =>
      reading?.finishedAt
        ? words.read(capital(name, reader), when(reading.finishedAt, reader))
        : words.notRead(capital(name, reader)),
    ),
    ...(backupAt ? [words.backup(when(backupAt, reader))] : []),
  ];
}
