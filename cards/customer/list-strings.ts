import { plural } from '../view/plural.ts';

/** Lists across customers: `customers at risk`. */
export const customerListStrings = {
  titles: {
    all: 'Customers',
    'at-risk': 'At risk',
    silent: 'Silent',
    renewing: 'Renewals ahead',
    urgent: 'Urgent tickets',
    unpaid: 'Late invoices',
    new: 'New customers',
  },
  count: (n: number, text: string, whose: string) =>
    `${text} ${plural(n, 'customer', 'customers')}${whose}`,
  whose: { everyone: '', mine: ' of yours', followed: ' that you follow' },
  order: {
    all: 'those at risk first',
    'at-risk': 'worst first',
    silent: 'those who renew soon first',
    renewing: 'the next first',
    urgent: 'the most first',
    unpaid: 'the oldest first',
    new: 'the newest first',
  },
  none: {
    'at-risk': 'Nobody is at risk.',
    silent: 'Nobody is silent.',
    renewing: 'Nothing renews.',
    urgent: 'No urgent ticket is open.',
    unpaid: 'No invoice is late.',
    new: 'Nobody is new.',
  },
  noneOfAll: {
    everyone: 'The records have no customer.',
    mine: 'You own no customer.',
    followed: 'You follow no customer.',
  },
  noneAt: {
    everyone: 'The records have no customer there.',
    mine: 'You own no customer there.',
    followed: 'You follow no customer there.',
  },
  noPlace: {
    title: (place: string) => `I know no customer in ${place}`,
    how: 'I know cities by the name in the records and the usual names in other languages, and countries.',
  },
  between: (first: string, last: string) => `from ${first} to ${last}`,
  until: (day: string) => `until ${day}`,
  since: (days: number, text: string) => `in the last ${text} ${plural(days, 'day', 'days')}`,
  city: (city: string) => `in ${city}`,
  noneOf: {
    everyone: 'That is as far as the records say.',
    mine: 'That is of the customers whom you own. Without “mine” I look at all of them.',
    followed: 'That is of the customers whom you follow. Without “followed” I look at all of them.',
  },
  show: 'Show',
  mine: 'Only mine',
  everyone: 'Everybody’s',
  unread: (words: string) => ({
    say: `I could not read “${words}” as a list of customers.`,
    try: 'Ask for example: customers at risk, customers mine silent, customers renewing 60 days, customers urgent, customers unpaid, customers new, customers mine in Berlin.',
  }),
  notHere: {
    say: 'That list is not shown here.',
    try: 'Somebody who reads here may not see the facts that it is made from. Ask me in a direct message.',
  },
  keptFromYou: {
    say: 'Late invoices are kept from your department.',
    try: 'Ask a colleague in Finance: tell @finance, the customer and your question.',
  },
};
