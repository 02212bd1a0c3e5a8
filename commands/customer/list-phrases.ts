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
    words: [
      'which customers|accounts are in {name}',
      'who is our customer in {name}',
      'show|list|find|get|give [me] [all|the|our] customers|accounts in {name}',
    ],
    typed: 'in {name}',
  },
  asked('', ['show|list|get|give [me] all|the|our customers|accounts']),
  {
    words: [
      `${KIND} customers|accounts in {name}`,
      `customers|accounts in {name} who|that are ${KIND}`,
    ],
    typed: '{kind} in {name}',
  },
  { words: `${KIND} in {name}`, typed: '{kind} in {name}' },
  { words: `my ${KIND} customers|accounts in {name}`, typed: 'mine {kind} in {name}' },
  { words: `[all|the] ${KIND} customers|accounts`, typed: '{kind}' },
  { words: `my|our ${KIND} customers|accounts`, typed: 'mine {kind}' },
  asked('followed', ['which customers|accounts do i follow']),
  asked('at risk', [
    'who|which|what (customers|accounts is|are) at risk',
    'who|what is at risk',
    'all customers|accounts at risk',
    'who might leave|churn',
    'who|what is unhappy|angry|annoyed|unsatisfied|dissatisfied',
    'which customers|accounts are unhappy|angry|annoyed',
    'unhappy|angry customers|accounts',
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
    'who have we not talked|spoken|written to [lately]',
    'which customers|accounts have we|i not talked|spoken|written to [lately]',
    'who|which customers|accounts have not we|i talked|spoken|written to [lately]',
    'who|which customers|accounts have not we|i heard from [lately]',
    'which customers|accounts (have not we|have we not) talked|spoken|written to in|for {span=ages|weeks|months|a week|2 weeks|a month|2 months|3 months}',
    'who have we not heard from [lately]',
    'who has not heard from us [lately]',
    'who has not heard from us in|for {span=a week|a month|weeks|months|ages}',
  ]),
  asked('mine silent', [
    'which of my customers|accounts are silent|quiet',
    'who have i not talked|spoken to',
    'who should i call [today|next]',
    '[my] call list [today|for today]',
  ]),
  {
    words: [
      'what|who|which (customers|accounts) renew|renews this month',
      'what|who renews this month',
      'renewals|renewing this month',
      'any renewals this month',
      'what is renewing this month',
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
      'what|who is renewing in {one}',
      'any renewals in {one}',
      'which customers|accounts renew in {one}',
    ],
    typed: 'renewing in {one}',
  },
  {
    words: [
      'renewals|renewing [in] [the] next {one} days',
      'any|what renewals [in] [the] next {one} days',
      'what|who renews [in] [the] next {one} days',
    ],
    typed: 'renewing {one} days',
  },
  { words: 'my renewals [in] [the] next {one} days', typed: 'mine renewing {one} days' },
  asked('renewing 14 days', [
    'renewals|renewing [in] [the] next two weeks',
    'any|what renewals [in] [the] next two weeks',
    'what|who renews [in] [the] next two weeks',
  ]),
  asked('renewing 7 days', [
    'renewals|renewing|any renewals next week',
    'what|who renews next week',
  ]),
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
    'what|anything|something is burning [today]',
    'anything|something burning|urgent [today|now]',
    'anything|something on fire [today]',
  ]),
  asked('unpaid', [
    'all|any late|unpaid|overdue|open invoices',
    'late|unpaid|overdue invoices',
    'who has not paid [yet]',
    'who is not paid [yet]',
    'late|slow payers',
    'who pays late',
    'who is late [with] paying|payment|payments',
    '[the|a] list of late payers',
    'total unpaid|overdue|outstanding',
    'how much is unpaid|overdue|outstanding',
    'how much do [our|all] customers owe [us]',
    'how much are we owed',
    'who owes [us] [the] most [money]',
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
