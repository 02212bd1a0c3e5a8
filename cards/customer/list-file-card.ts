import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { stringsFor } from '../strings.ts';
import { count, majorOf, type Reader } from '../view/format.ts';
import { linkButton, text, type View } from '../view/view.ts';

/** Where the file is fetched. */
export function exportCard(
  { words, total, link }: { words: string; total: number; link: string },
  reader: Reader,
): View {
  const { listFiles: strings } = stringsFor(reader);
  const open = linkButton(strings.open, link);
  return {
    title: strings.title(words),
    blocks: [
      text(strings.ready(total, count(total, reader))),
      ...(open ? [{ kind: 'buttons' as const, buttons: [open] }] : []),
    ],
  };
}

/** The rows of the file, the names of the columns first; without amounts for a reader who sees none. */
export function exportRows(
  customers: readonly CustomerSummary[],
  { amounts, reader }: { amounts: boolean; reader: Pick<Reader, 'locale'> },
): string[][] {
  const { listFiles: strings, stage } = stringsFor(reader);
  const { columns } = strings;
  const { name, stage: stageOf, owner, segment, city, domain, revenue, currency } = columns;
  const money = amounts ? [revenue, currency] : [];
  return [
    [name, stageOf, owner, segment, city, domain, ...money],
    ...customers.map((one) => [
      one.name,
      stage[one.stage],
      one.owner ?? '',
      one.segment ?? '',
      one.city ?? '',
      one.domain ?? '',
      ...(amounts && one.revenue ? [String(majorOf(one.revenue)), one.revenue.currency] : []),
      ...(amounts && !one.revenue ? ['', ''] : []),
    ]),
  ];
}
