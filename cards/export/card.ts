import type { CustomerExport } from '../../crm/store/exports.ts';
import { stringsFor } from '../strings.ts';
import { count, type Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';

/** Says where an export lies. */
export function exportedCard(
  { name, path, rows, tables }: CustomerExport & { name: string },
  reader: Reader,
): View {
  const { export: strings } = stringsFor(reader);
  return {
    title: strings.done(name),
    blocks: [
      text(strings.what(rows, count(rows, reader), count(tables, reader))),
      text(strings.where),
      text(path),
      text(strings.next, 'quiet'),
    ],
  };
}
