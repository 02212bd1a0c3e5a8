import type { Phrase } from '../command.ts';

const asked = (typed: string, words: readonly string[]): Phrase => ({ words, typed });

const KIND = '{kind=silent|quiet|unpaid|urgent|renewing|risky}';

/** Ways to ask for a list of customers, by the words of the command that each one means. */
export const LIST_PHRASES: readonly Phrase[] = [
  asked('mine', ['my|our customers|accounts', 'which customers|accounts are mine']),
  {
    words: ['my customers|accounts in {name}', 'which of my customers|accounts are in {name}'],
    typed: 'mine in {name}',
  },
  {
    words: ['which customers|accounts are in {name}', 'who is our customer in {name}'],
    typed: 'in {name}',
  },
  {
    words: [
      `${KIND} customers|accounts in {name}`,
      `customers|accounts in {name} who|that are ${KIND}`,
    ],
    typed: '{kind} in {name}',
  },
  { words: `my ${KIND} customers|accounts in {name}`, typed: 'mine {kind} in {name}' },
  { words: `[all|the] ${KIND} customers|accounts`, typed: '{kind}' },
  { words: `my|our ${KIND} customers|accounts`, typed: 'mine {kind}' },
  asked('followed', ['which customers|accounts do i follow']),
  asked('at risk', [
    'who|which|what (customers|accounts is|are) at risk',
    'who|what is at risk',
    'all customers|accounts at risk',
    'who might leave|churn',
    'which customers|accounts might leave|churn',
  ]),
  asked('mine at risk', [
    'my customers|accounts at risk',
    'which of my|our customers|accounts are at risk',
    'who of my customers is at risk',
    'are any of my customers|accounts at risk',
  ]),
  asked('silent', [
    'who is|went|has gone silent|quiet',
    'which customers|accounts are|went|have gone silent|quiet',
    'who have we not talked|spoken to',
  ]),
  asked('mine silent', [
    'which of my customers|accounts are silent|quiet',
    'who have i not talked|spoken to',
    'who should i call [today|next]',
  ]),
  {
    words: [
      'what|who|which (customers|accounts) renew|renews this month',
      'what|who renews this month',
      'renewals|renewing this month',
      'any renewals this month',
    ],
    typed: 'renewing this month',
  },
  {
    words: ['my renewals this month', 'which of my customers|accounts renew this month'],
    typed: 'mine renewing this month',
  },
  {
    words: [
      'what|who renews {span=next month|this quarter|next quarter|this year|next year}',
      'renewals|renewing {span=next month|this quarter|next quarter|this year|next year}',
      'which customers|accounts renew {span=next month|this quarter|next quarter|this year|next year}',
    ],
    typed: 'renewing {span}',
  },
  {
    words: [
      'what|who renews in {one}',
      'renewals|renewing in {one}',
      'which customers|accounts renew in {one}',
    ],
    typed: 'renewing in {one}',
  },
  asked('renewing', [
    'what|who renews [soon|next]',
    'which customers|accounts renew soon|next',
    'upcoming|coming|next renewals',
    'renewals ahead|soon',
    'renewing soon',
  ]),
  asked('mine renewing', [
    'my [upcoming|next] renewals',
    'which of my customers|accounts renew soon|next',
  ]),
  asked('urgent', [
    'who has [open] urgent tickets',
    'which customers|accounts have [open] urgent tickets',
    'all|open urgent tickets',
    'where is it burning',
  ]),
  asked('unpaid', [
    'all|any late|unpaid|overdue|open invoices',
    'late|unpaid|overdue invoices',
    'who has not paid',
    'who owes us money',
    'which customers|accounts have late|unpaid|overdue|open invoices',
    'which customers have not paid',
  ]),
  asked('mine unpaid', [
    'which of my customers|accounts have late|unpaid|overdue|open invoices',
    'which of my customers|accounts have not paid',
    'my late|unpaid|overdue invoices',
  ]),
  asked('new', ['new|newest customers|accounts', 'who is new', 'which customers|accounts are new']),
];
