import { plural } from '../view/plural.ts';

/** Words on the shared figures. */
export const figureStrings = {
  all: 'all time',
  days: (first: string, last: string) => `${first} to ${last}`,
  everybody: 'all customers',
  segment: {
    segment: (name: string) => name,
    region: (name: string) => name,
    owner: (name: string) => `customers of ${name}`,
    department: (name: string) => `customers of ${name}`,
  },
  unit: {
    percent: (n: string) => `${n} %`,
    points: (n: string) => n,
    rating: (n: string, best: string) => `${n} of ${best}`,
    minutes: (n: string) => `${n} min`,
    hours: (n: string) => `${n} h`,
    number: (n: string) => n,
  },
  percentPoints: (n: string) => `${n} points`,
  change: { up: (n: string) => `▲ up ${n}`, down: (n: string) => `▼ down ${n}`, same: 'unchanged' },
  better: 'better',
  worse: 'worse',
  previous: (change: string, value: string) => `${change} on the period before (${value})`,
  lastYear: (change: string, value: string) => `${change} on a year earlier (${value})`,
  noPrevious: 'No data for the period before',
  noLastYear: 'No data for a year earlier',
  sample: (n: number, text: string) => `n = ${text} ${plural(n, 'record', 'records')}`,
  interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
  complete: (part: string, whole: string, of: string) => `${part} of ${whole} ${of}`,
  asOf: (when: string, sources: string) => `As of ${when} · ${sources}`,
  noSource: 'from no connected system',
  source: (name: string, when: string) => `${name} ${when}`,
  none: (name: string) => `${name}: no data`,
  because: (reason: string) => `There is no figure: ${reason}.`,
  connect: (what: string) => `To have it, connect ${what}.`,
  elsewhere: (what: string) =>
    `Other days or all customers may have one. Where nobody stores it yet, connect ${what}.`,
  other: 'The same data also says',
  hidden: (name: string) => ({
    say: `${name} is an amount, and amounts are not shown to your department.`,
    try: 'Ask a manager, or type kpis for the figures that you can see.',
  }),
  unknown: (words: string, nearest: string | null) => ({
    say: `I know no figure called “${words}”.`,
    try: nearest === null ? 'Type kpi for the list.' : `Did you mean ${nearest}?`,
  }),
  unread: (words: string, name: string) => ({
    say: `I don’t understand “${words}” as a period or a segment.`,
    try: `Type kpi ${name} last quarter, or kpi ${name} all and a segment, a country, a department or @colleague.`,
  }),
  chart: {
    unit: {
      percent: '%',
      points: 'points',
      rating: '',
      minutes: 'min',
      hours: 'h',
      number: '',
    },
    alt: (is: {
      name: string;
      periods: number;
      first: string;
      last: string;
      lowest: string;
      highest: string;
      missing: number;
      target: string | null;
    }) =>
      `${is.name}, ${is.periods} periods: from ${is.first} to ${is.last}; lowest ${is.lowest}, highest ${is.highest}${is.target ? `; target ${is.target}` : ''}${is.missing > 0 ? `; no data for ${is.missing}` : ''}`,
    numbers: (name: string, numbers: string) => `${name}: ${numbers}`,
  },
  list: 'Which figure?',
  listed: (period: string, segment: string) => `Our figures · ${period} · ${segment}`,
  noData: (names: string) => `No data yet: ${names}.`,
  noneAtAll: 'No figure has data for this period.',
  noAmounts: (names: string) => `Amounts that you do not see: ${names}.`,
  meaning: {
    is: 'Is',
    formula: 'Formula',
    made: 'Made of',
    good: 'Better',
    kind: 'Kind',
    up: 'higher',
    down: 'lower',
    shape: {
      simple: 'a simple count or sum',
      ratio: 'a ratio',
      derived: 'made of other figures',
      cumulative: 'cumulative',
      conversion: 'a conversion',
    },
  },
  margin: {
    is: (n: string) => `The gross margin is ${n} %`,
    use: 'Customer lifetime value is made with it. Type margin off to remove it.',
    none: {
      title: 'No gross margin is set',
      text: 'Customer lifetime value cannot be said without it. Type margin 72 % to set yours.',
    },
    unread: (words: string) => ({
      say: `“${words}” is no margin: it is above 0 % and at most 100 %.`,
      try: 'Type margin 72 %, or margin off to remove it.',
    }),
  },
  target: {
    period: { week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year' },
    is: (value: string, period: string) => `Target ${value} ${period}`,
    short: (value: string) => `target ${value}`,
    met: '✓',
    above: (n: string) => `${n} above`,
    below: (n: string) => `${n} below`,
    justBelow: 'just below',
    justAbove: 'just above',
    unknown: 'no data to compare',
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
      number: (name: string) => ({
        say: `That is no value that ${name} can have.`,
        try: 'Type the number, and nothing else with it but its unit.',
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
  },
  goals: {
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
  },
  movers: (name: string) => `Who moves it · ${name}`,
  why: (name: string) => `Why · ${name}`,
  moved: 'Biggest movers',
  moves: (name: string, value: string, change: string) => `${name}: ${value}, ${change}`,
  records: 'The records behind it, worst first',
  noRecords: 'No single record stands behind it.',
  nobody: 'without a customer',
  buttons: {
    meaning: 'What is this?',
    why: 'Why?',
    movers: 'Who moves it?',
    back: 'Back to the figure',
    everything: 'All time',
    figures: 'All figures',
    show: 'Show',
    setTarget: 'Set a target',
    changeTarget: 'Change the target',
    goals: 'Our goals',
  },
};
