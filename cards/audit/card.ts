import { noteTexts } from '../note/actions.ts';
import { auditPage } from '../person/actions.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { capital, type Reader, when } from '../view/format.ts';
import { type EntryLine, text, type View } from '../view/view.ts';
import { type EventText, eventText } from './line.ts';

/** The log of people's actions on customers, newest first. `older` is the data of the next page. */
export function auditCard({
  lines,
  about,
  older,
  reader,
}: {
  lines: readonly EventText[];
  about: string | null;
  older: DataOf<typeof auditPage> | null;
  reader: Reader;
}): View {
  const { audit: strings } = stringsFor(reader);
  return {
    title: about ? strings.about(about) : strings.title,
    blocks: [
      lines.length > 0
        ? { kind: 'entries', entries: lines.map((event) => auditLine(event, reader)) }
        : text(strings.none),
      ...(older
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                { kind: 'press' as const, label: strings.older, ...press(auditPage, older) },
              ],
            },
          ]
        : []),
    ],
  };
}

function auditLine(event: EventText, reader: Reader): EntryLine {
  const { audit: strings } = stringsFor(reader);
  const { at, account, place, personName } = event;
  const kind = place.split(' ')[0] ?? '';
  return {
    when: capital(when(at, reader), reader),
    department:
      personName ??
      (account.user === 'rapport'
        ? strings.me
        : strings.somebody(`${account.platform} ${account.user}`)),
    what: [eventText(event, reader)],
    ...(strings.where[kind] && { who: strings.where[kind] }),
    // The log keeps a note's words readable, also after the note was deleted.
    ...(event.action === 'note' &&
      typeof event.detail['note'] === 'string' && {
        open: { ...press(noteTexts, { note: event.detail['note'] }) },
      }),
  };
}
