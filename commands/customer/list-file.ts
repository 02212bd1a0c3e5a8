import { exportCard } from '../../cards/customer/list-file-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { seesList } from '../../crm/customer/list.ts';
import { MOST_IN_FILE } from '../../crm/customer/list-file.ts';
import { customerListWords, wordsOfList } from '../../crm/customer/list-words.ts';
import { customersOf } from '../../crm/follow/list-news.ts';
import { accessOf, mayExport } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';

const FILE: ReadonlySet<string> = new Set([
  'csv',
  'a csv',
  'file',
  'a file',
  'excel',
  'spreadsheet',
]);

/** `customers at risk as csv`: not a name, but the form in which the list is wanted. */
export const isFile = (name: string): boolean => FILE.has(name.trim().toLowerCase());

/** A link to the list as a file, for those who may take one out. */
export async function exportList({ words }: { words: string }, context: Context): Promise<Reply> {
  const { person, account, now, reader, store } = context;
  const strings = stringsFor(reader);
  if (!mayExport(person)) {
    await context.audit({ action: 'refused', customer: null, detail: { why: 'export' } });
    throw new Problem('no-export', strings.listFiles.notYours);
  }
  const today = dayIn(now, reader.zone);
  const list = customerListWords(words, today);
  if (!list) throw new Problem('unread-list', strings.customerList.unread(clip(words, 80)));
  const access = accessOf(person);
  if (!seesList(list, access)) throw new Problem('list-not-here', strings.customerList.keptFromYou);
  // Counted alone: they are read when the file is fetched.
  const by = { person: person.id, access, now, today, limit: 1 };
  const { count: total } = await customersOf(list, by, store);
  if (total > MOST_IN_FILE)
    throw new Problem('long-list', { ...strings.listFiles.tooLong(MOST_IN_FILE), reopens: false });
  const meant = wordsOfList(list);
  const link = await context.listFileLink({ person: person.id, account, words: meant });
  if (!link) throw new Problem('no-address', { ...strings.listFiles.noAddress, reopens: false });
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { export: 'asked', list: list.kind, of: list.of, customers: total },
  });
  return { kind: 'answer', view: exportCard({ words: meant, total, link }, reader) };
}
