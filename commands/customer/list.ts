import { customersPage, listExport } from '../../cards/customer/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { customerListWords, wordsOfList } from '../../crm/customer/list-words.ts';
import { Problem } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import { CommandInput, defineCommand, inputText, on } from '../command.ts';
import { LONGEST } from '../parse/which-customer.ts';
import { exportList, isFile } from './list-file.ts';
import { listPage } from './list-page.ts';
import { LIST_PHRASES } from './list-phrases.ts';
import { listName, saveList } from './saved-lists.ts';

/** `at risk as danger zone`: the list, and the name that it is kept by; null where none is named. */
function namedIn(typed: string): { words: string; name: string } | null {
  const tokens = typed.split(' ');
  const at = tokens.findIndex((token) => token.toLowerCase() === 'as');
  return at < 0
    ? null
    : { words: tokens.slice(0, at).join(' '), name: tokens.slice(at + 1).join(' ') };
}

export const customers = defineCommand({
  name: 'customers',
  usage:
    'customers [mine | followed] [at risk | silent | renewing | urgent | unpaid | new] [in city] [as name]',
  summary: 'Questions across customers: one line each, worst first, with the reason',
  examples: [
    'customers',
    'customers at risk',
    'customers mine renewing 60 days',
    'customers urgent',
    'customers at risk in berlin as danger zone',
    'customers renewing as csv',
  ],
  aliases: ['accounts'],
  phrases: [
    ...LIST_PHRASES,
    { words: 'export|download [all|the] customers|accounts {words}', typed: '{words} as csv' },
    { words: 'export|download my customers|accounts', typed: 'mine as csv' },
  ],
  writesTyped: (input) => {
    const kept = namedIn(inputText(input));
    return kept !== null && !isFile(kept.name);
  },
  args: CommandInput,
  async run(typed, context) {
    const { now, reader } = context;
    const kept = namedIn(inputText(typed));
    const words = kept?.words ?? inputText(typed);
    const list = words.length > LONGEST ? null : customerListWords(words, dayIn(now, reader.zone));
    if (!list)
      throw new Problem('unread-list', stringsFor(reader).customerList.unread(clip(words, 80)));
    if (kept && isFile(kept.name)) return exportList({ words }, context);
    if (kept)
      return saveList({ name: listName(kept.name, context), words: wordsOfList(list) }, context);
    return listPage({ ...list, skip: 0 }, { name: null, said: null }, context);
  },
  actions: [
    on(listExport, exportList),
    on(customersPage, (list, context) => listPage(list, { name: null, said: null }, context)),
  ],
});
