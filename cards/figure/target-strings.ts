/** Words on the target of a figure. */
export const targetStrings = {
  period: { week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year' },
  is: (value: string, period: string) => `Target ${value} ${period}`,
  short: (value: string) => `target ${value}`,
  met: '✓',
  above: (n: string) => `${n} above`,
  below: (n: string) => `${n} below`,
  justBelow: 'just below',
  justAbove: 'just above',
  unknown: 'no data to compare',
  /** A target is compared with a figure of its own period alone. */
  otherPeriod: (period: string) => `not compared: this figure is of ${period}`,
  otherDays: (period: string) => `not compared: these days are not ${period}`,
  setBy: (name: string, when: string) => `set by ${name}, ${when}`,
  form: {
    title: 'Target',
    about: (figure: string, segment: string, better: string) =>
      `${figure} · ${segment}. Better is ${better}.`,
    value: 'Target',
    hint: 'Empty to have none',
    period: 'To be reached each',
    periods: { week: 'week', month: 'month', quarter: 'quarter', year: 'year' },
    submit: 'Save',
    examples: {
      percent: '95 %',
      points: '40',
      money: '€500',
      rating: '4.5',
      minutes: '60 min',
      hours: '24 h',
      number: '100',
    },
  },
  managersOnly: {
    say: 'Targets are set by heads of departments and administrators.',
    try: 'Ask yours, or type goals to see the targets there are.',
  },
  unreadWords: (words: string, name: string) => ({
    say: `I don’t understand “${words}” as the value, the period or the segment of a target.`,
    try: `Type target ${name} and a number, then a week, a month, a quarter or a year if you like, and a segment, a country, a department or @colleague.`,
  }),
  noFigure: {
    say: 'I do not know which figure that is a target for.',
    try: 'Type target retention 95 % a quarter. kpi lists the figures.',
  },
  unread: {
    number: (name: string, least: string, most: string | null) => ({
      say: `That is no value that ${name} can have.`,
      try:
        most === null
          ? `Type a number, ${least} or more, and nothing else with it but its unit.`
          : `Type a number from ${least} to ${most}, and nothing else with it but its unit.`,
    }),
    unit: (name: string) => ({
      say: `That is not the unit of ${name}.`,
      try: 'Type the number alone, or with the unit that its card shows; of a length of time, minutes or hours.',
    }),
    currency: (name: string) => ({
      say: `${name} is an amount, so its target needs a currency.`,
      try: 'Type it like €500.',
    }),
  },
};

/** Words on the list of all targets. */
export const goalsStrings = {
  title: 'Our shared goals',
  none: 'No figure has a target yet.',
  howTo: (may: boolean) =>
    may
      ? 'Type target retention 95 % a quarter, or open a figure and press “Set a target”.'
      : 'Heads of departments and administrators set them.',
  now: {
    week: 'this week',
    month: 'this month',
    quarter: 'this quarter',
    year: 'this year',
  },
  last: {
    week: 'last week',
    month: 'last month',
    quarter: 'last quarter',
    year: 'last year',
  },
  stands: (when: string, value: string) => `${when} ${value}`,
  noData: (when: string) => `${when} no data`,
  hidden: (names: string) => `Amounts that you do not see: ${names}.`,
};
