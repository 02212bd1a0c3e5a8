import { plural } from '../view/plural.ts';

/** Answers to one question about a customer. */
export const answerStrings = {
  owner: {
    title: (owner: string, customer: string) => `${owner} owns ${customer}`,
    mine: (customer: string) => `You own ${customer}`,
    nobody: (customer: string) => `Nobody owns ${customer} yet`,
    heldBy: (name: string) => `${name} has the customer since a handoff.`,
    leads: 'Leads',
    next: 'Hand the customer over to give them an owner.',
  },
  renewal: {
    title: (customer: string, day: string) => `${customer} renews on ${day}`,
    past: (customer: string, day: string) => `${customer} was to renew on ${day}`,
    unknown: (customer: string) => `I know no renewal day of ${customer}`,
    next: 'The day comes from the CRM; the owner can add it there.',
    value: (money: string) => `${money} a year`,
    owner: (name: string) => `Owner ${name}`,
  },
  tickets: {
    title: (customer: string, n: number) =>
      `${customer}: ${n} open ${plural(n, 'ticket', 'tickets')}`,
    none: (customer: string) => `${customer} has no open ticket`,
    line: (subject: string, age: string, priority: string) => `${subject} · ${age} · ${priority}`,
    more: (n: number) => `and ${n} more`,
    priority: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },
    all: 'All tickets',
  },
  across: {
    title: (n: number, text: string, whose: string) =>
      `${text} open ${plural(n, 'ticket', 'tickets')}${whose}`,
    none: (part: string, whose: string) => `No${part} open ticket${whose}`,
    only: { urgent: ' urgent', unassigned: ' unassigned' },
    whose: { everyone: '', mine: ' of yours', of: (name: string) => ` of ${name}` },
    order: 'The most urgent first, then the oldest.',
    line: (customer: string, subject: string) => `${customer} · ${subject}`,
    nobody: 'nobody has it',
    show: 'Show',
    more: (_: number, text: string) =>
      `and ${text} more. Ask for fewer: tickets mine, tickets support, tickets acme.`,
    all: 'Type tickets all for those of everybody.',
  },
  invoices: {
    title: (customer: string, n: number) =>
      `${customer}: ${n} unpaid ${plural(n, 'invoice', 'invoices')}`,
    none: (customer: string) => `${customer} has no unpaid invoice`,
    hidden: (customer: string) => `I can’t show you the invoices of ${customer}`,
    askFinance: 'Finance, the owner and managers see them. Ask Finance about this customer.',
    line: (number: string, amount: string, due: string) =>
      `Invoice ${number} · ${amount} · due ${due}`,
  },
  noName: {
    say: 'The name is missing.',
    try: 'Type whois and a name, the first one is enough: whois heike.',
  },
  card: (customer: string) => `Show ${customer}`,
  colleague: {
    works: (title: string, department: string) => `${title}, ${department}`,
    owns: (n: number) => `${n} ${plural(n, 'customer', 'customers')}`,
    ownsLabel: 'Owns',
    mail: 'E-mail',
    away: (until: string) => `Away until ${until}`,
    you: (name: string) => `${name}, that is you`,
    several: (name: string) => `Several colleagues are called ${name}`,
    alsoCustomer: (name: string) => `Look for a customer called ${name}`,
    ask: (name: string) => `Ask ${name} something`,
  },
};
