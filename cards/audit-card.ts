import type { AuditEvent } from '../crm/store/audit.ts';
import { type Reader, capital, when } from './format.ts';
import { type Data, type EntryLine, type View, text } from './view.ts';
import { wordsFor } from './words.ts';

export interface AuditLine extends AuditEvent {
  personName: string | null;
  customerName: string | null;
}

/** Who did what with which customer, when and where, newest first. `older` is the data of the next page. */
export function auditCard({ lines, about, older, reader }: { lines: readonly AuditLine[]; about: string | null; older: Data | null; reader: Reader }): View {
  const { audit: words } = wordsFor(reader).admin;
  return {
    title: about ? words.about(about) : words.title,
    blocks: [
      lines.length > 0 ? { kind: 'entries', entries: lines.map((event) => auditLine(event, reader)) } : text(words.none),
      ...(older ? [{ kind: 'buttons' as const, buttons: [{ kind: 'press' as const, label: words.older, action: 'audit.page', data: older }] }] : []),
    ],
  };
}

function auditLine({ at, action, account, place, personName, customerName, detail }: AuditLine, reader: Reader): EntryLine {
  const { audit: words } = wordsFor(reader).admin;
  const kind = place.split(' ')[0] ?? '';
  const why = action === 'refused' && typeof detail['why'] === 'string' ? ` (${detail['why']})` : '';
  return {
    when: capital(when(at, reader), reader),
    department: personName ?? words.somebody(`${account.platform} ${account.user}`),
    what: [`${words.action[action] ?? action}${why}${customerName ? ` ${customerName}` : ''}`],
    ...(words.where[kind] && { who: words.where[kind] }),
  };
}
