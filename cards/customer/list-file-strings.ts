import { plural } from '../view/plural.ts';

/** A list of customers as a file. */
export const listFileStrings = {
  button: 'As a file',
  title: (words: string) => `customers ${words}: as a file`,
  ready: (n: number, text: string) =>
    `${text} ${plural(n, 'customer', 'customers')}, for a spreadsheet. The link is for you alone: it works once, for ten minutes.`,
  open: 'Open the page',
  columns: {
    name: 'Customer',
    stage: 'Stage',
    owner: 'Owner',
    segment: 'Segment',
    city: 'City',
    domain: 'Domain',
    revenue: 'Revenue a year',
    currency: 'Currency',
  },
  notYours: {
    say: 'Your department takes no lists out of Rapport.',
    try: 'Ask somebody in Sales, Success, Marketing, Finance or Operations, or your manager.',
  },
  noAddress: {
    say: 'Nobody can fetch a file from this server.',
    try: 'Ask an administrator to set PUBLIC_URL.',
  },
  tooLong: (most: number) => ({
    say: `There are more than ${most} customers on this list: too many for one file.`,
    try: 'Narrow it, for example: customers mine as csv, or customers at risk in Berlin as csv.',
  }),
  page: {
    title: 'Your list of customers',
    say: 'The file is made now, with what you may see. It is fetched once.',
    download: 'Download',
    unknown: 'This link was not made here.',
    late: 'This link is older than ten minutes.',
    used: 'This link was used before.',
    gone: 'You may not see this list any more.',
    again: 'Ask for the file again in the chat.',
    fault: 'Something broke on our side.',
    busy: 'Try again in a minute.',
    broken: 'Try again in a minute; where that fails too, ask for the file again in the chat.',
  },
};
