import { plural } from '../view/plural.ts';

/** Everything about a customer, as a file. */
export const exportStrings = {
  done: (name: string) => `${name} is exported.`,
  what: (n: number, rows: string, tables: string) =>
    `${rows} ${plural(n, 'row', 'rows')} of ${tables} tables, as JSON and CSV.`,
  where: 'It lies on the machine where I run:',
  next: 'It is deleted after 7 days. Into a folder of yours: npm run export -- <customer> <folder>',
  notHere: {
    say: 'Others read here, and an export says everything about a customer.',
    try: 'Ask me in private.',
  },
};
