import { plural } from '../view/plural.ts';

/** Words around signals; a rule's own words stand in its file. */
export const signalStrings = {
  title: (customer: string, what: string) => `${customer}: ${what}`,
  next: (what: string) => `Try: ${what}`,
  because: 'Because of',
  also: (others: string) => `Also: ${others}`,
  lastContact: (who: string, age: string) => `last contact ${age} ago · ${who}`,
  noContact: 'nobody was in touch yet',
  over: (when: string) => `It is over since ${when}.`,
  whyOwner: (customer: string) => `You own ${customer}.`,
  whyFollower: (customer: string) => `You follow ${customer}.`,
  whyHere: (place: string, customer: string) => `${place} follows ${customer}.`,
  cause: {
    ticket: (subject: string, when: string) => `ticket “${subject}”, opened ${when}`,
    answer: (survey: string, when: string) => `${survey} ${when}`,
    usage: (until: string) => `usage until ${until}`,
    deal: (name: string) => `deal “${name}”`,
    invoice: (number: string) => `invoice ${number}`,
    handoff: (when: string) => `handoff due ${when}`,
    renewal: (when: string) => `renewal ${when}`,
    customer: (name: string) => `customer ${name}`,
    entry: (kind: string, who: string, when: string) => `${kind}, ${who}, ${when}`,
  },
  more: (_n: number, text: string) => `${text} more`,
  survey: { csat: 'CSAT answer', nps: 'NPS answer', ces: 'effort answer', review: 'review' },
  buttons: {
    task: 'Task for me',
    handOff: 'Hand off',
    useful: 'Useful',
    notUseful: 'Not useful',
    show: 'Show',
    back: 'All signals',
    rules: 'Rules',
    hold: 'Hold list',
  },
  answered: {
    yes: 'You called this useful.',
    no: 'You called this not useful.',
    counts: (useful: string, all: string, n: number) =>
      `${useful} of ${all} ${plural(n, 'answer', 'answers')} to this rule ${plural(n, 'says', 'say')} useful.`,
  },
  list: {
    mine: {
      title: (n: number, text: string) =>
        `${text} ${plural(n, 'signal', 'signals')} at your customers`,
      text: 'Newest first; customers that you own or follow.',
      none: 'No signals at your customers',
      empty: 'Nothing needs care right now. Follow a customer to hear of it: follow acme.',
    },
    hold: {
      title: (n: number, text: string) =>
        `Hold any offer · ${text} ${plural(n, 'reason', 'reasons')} at your customers`,
      text: 'An upsell waits until this is over. The customer’s card asks for a reason where you go on.',
      none: 'No offer has to wait',
      empty: 'Nothing speaks against an offer at customers that you own.',
    },
  },
  gone: {
    say: 'That signal is gone, or it is not one that you may see.',
    try: 'Type signals to see those that stand now.',
  },
};
