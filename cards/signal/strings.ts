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
    ticket: (subject: string, when: string) =>
      `${subject ? `ticket “${subject}”` : 'a ticket'}, opened ${when}`,
    answer: (survey: string, when: string) => `${survey} ${when}`,
    usage: (until: string) => `usage until ${until}`,
    deal: (name: string) => (name ? `deal “${name}”` : 'a deal'),
    invoice: (number: string) => `invoice ${number}`,
    payment: (number: string, when: string) =>
      `failed payment${number ? ` of invoice ${number}` : ''} ${when}`,
    handoff: (when: string) => `handoff due ${when}`,
    promise: (what: string, when: string) => `promise of ${when}, “${what}”`,
    renewal: (when: string) => `renewal ${when}`,
    customer: (name: string) => `customer ${name}`,
    entry: (kind: string, who: string, when: string) => `${kind}, ${who}, ${when}`,
  },
  more: (text: string) => `${text} more`,
  buttons: {
    task: 'Task for me',
    handOff: 'Hand off',
    useful: 'Useful',
    notUseful: 'Not useful',
    show: 'Show',
    back: 'All signals',
    rules: 'Rules',
    hold: 'Hold list',
    everyone: 'Everybody’s',
  },
  answered: {
    yes: 'You called this useful.',
    no: 'You called this not useful.',
  },
  list: {
    mine: {
      title: (n: number, text: string) =>
        `${text} ${plural(n, 'signal', 'signals')} at your customers`,
      text: 'Newest first; customers that you own or follow.',
      none: 'No signals at your customers',
      empty:
        'Nothing needs care at customers that you own or follow. Follow one to hear of it: follow acme.',
    },
    everyone: {
      title: (n: number, text: string) =>
        `${text} ${plural(n, 'signal', 'signals')} at everybody’s customers`,
      text: 'Newest first.',
      none: 'No signals at any customer',
      empty: 'Nothing needs care right now.',
    },
    noneOfYours: 'None at customers that you own or follow; these are at everybody’s.',
    hold: {
      title: (n: number, text: string) =>
        `Hold any offer · ${text} ${plural(n, 'reason', 'reasons')} at your customers`,
      text: 'An upsell waits until this is over. The customer’s card asks for a reason where you go on.',
      none: 'No offer has to wait',
      empty: 'Nothing speaks against an offer at customers that you own.',
    },
  },
  hold: {
    line: (reasons: string) => `Hold any offer: ${reasons}`,
    overridden: (name: string, when: string) => `${name} reaches out all the same, since ${when}`,
    button: 'Reach out anyway…',
    over: {
      say: 'Nothing speaks against an offer there any more.',
      try: 'Go ahead; the customer’s card shows how it stands.',
    },
    form: {
      title: 'Reach out anyway',
      intro: (customer: string, reasons: string) =>
        `At ${customer} an offer has to wait: ${reasons}. For a week the card says that you go on.`,
      reason: 'Why now?',
      hint: 'It goes into the audit log.',
      submit: 'Go on',
    },
  },
  holdList: {
    why: 'Every Monday, Sales hears at which of their customers an offer has to wait.',
  },
  rules: {
    title: (on: string, all: string) => `Signals · ${on} of ${all} rules tell people`,
    text: 'Every signal stands on its customer’s card. A rule that is on also tells the owner and the followers.',
    state: (name: string, on: boolean) => `${name} · ${on ? 'on' : 'off'}`,
    on: 'It tells the owner and the followers, once for each time that it begins.',
    off: 'It stands on the card only. The dry run shows what it would have sent; there you switch it on.',
    holds: 'While it lasts, the card says to hold any offer.',
    threshold: (value: string, usual: string) => `Threshold: ${value} (usually ${usual})`,
    unit: {
      days: (n: number, text: string) => `${text} ${plural(n, 'day', 'days')}`,
      percent: (_: number, text: string) => `${text} %`,
      tickets: (n: number, text: string) => `${text} ${plural(n, 'ticket', 'tickets')}`,
      customers: (n: number, text: string) => `${text} ${plural(n, 'customer', 'customers')}`,
    },
    units: { days: 'days', percent: 'percent', tickets: 'tickets', customers: 'customers' },
    neverTold: 'Told nobody yet',
    told: (n: number, text: string) => `told ${text} ${plural(n, 'time', 'times')}`,
    unanswered: 'nobody said whether it was useful',
    useful: (n: number, [useful, answered]: readonly [string, string], percent: string) =>
      `useful in ${useful} of ${answered} ${plural(n, 'answer', 'answers')} (${percent} %)`,
    buttons: {
      open: 'Open',
      dryRun: 'Dry run over last month',
      threshold: 'Threshold…',
      on: 'Switch it on',
      off: 'Switch it off',
      all: 'All rules',
      rule: 'The rule',
    },
    dryRun: {
      title: (name: string, n: number, text: string) =>
        `${name}: ${text} ${plural(n, 'signal', 'signals')} over the last 30 days`,
      nobody: 'It would have told nobody.',
      to: (n: number, text: string, who: readonly string[]) =>
        `${text} ${plural(n, 'message', 'messages')}: ${who.join(' ')}`,
      part: (n: string) => `Of the first ${n} customers.`,
      asNow:
        'Replayed day by day. Owners, followers, stages and renewal days are those of today; nothing was sent.',
    },
    form: {
      label: (unit: string) => `Threshold, in ${unit}`,
      hint: (least: string, most: string) => `From ${least} to ${most}`,
      submit: 'Save',
    },
    /** People may type these after the number. */
    unitWords: {
      days: ['day', 'days', 'd'],
      percent: ['percent', '%'],
      tickets: ['ticket', 'tickets'],
      customers: ['customer', 'customers'],
    },
    outside: (
      typed: string,
      { unit, least, most }: { unit: string; least: number; most: number },
    ) => ({
      say: `“${typed}” is no threshold for this rule.`,
      try: `Give a whole number of ${unit} from ${least} to ${most}, or type on or off.`,
    }),
    unknown: (typed: string) => ({
      say: `I know no rule “${typed}”.`,
      try: 'Type signals settings to see them all.',
    }),
  },
  gone: {
    say: 'That signal is gone, or it is not one that you may see.',
    try: 'Type signals to see those that stand now.',
  },
};
