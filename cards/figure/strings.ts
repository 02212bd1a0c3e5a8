import { plural } from '../view/plural.ts';
import { goalsStrings, targetStrings } from './target-strings.ts';

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
  samples: (n: number, least: string, most: string) =>
    `n = ${least} to ${most} ${plural(n, 'record', 'records')}`,
  interval: (low: string, high: string) => `95 % interval ${low} to ${high}`,
  complete: (part: string, whole: string, of: string) => `${part} of ${whole} ${of}`,
  asOf: (when: string, sources: string) => `As of ${when} · ${sources}`,
  noSource: 'no single record behind it',
  source: (name: string, when: string) => `${name} ${when}`,
  none: (name: string) => `${name}: no data`,
  ownsNone: (name: string) =>
    `${name} owns no customers, and a figure of a department or a colleague is one of the customers that they own.`,
  overall: (value: string) => `For all customers it is ${value}.`,
  noOverall: 'For all customers there is no data either.',
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
  target: targetStrings,
  goals: goalsStrings,
  movers: (name: string) => `Who moves it · ${name}`,
  why: (name: string) => `Why · ${name}`,
  moved: 'Biggest movers',
  moves: (name: string, value: string, change: string) => `${name}: ${value}, ${change}`,
  movedBy: {
    title: 'Customers who moved it most, by their records',
    side: (records: string, mean: string | null) =>
      mean === null || records === '0' ? records : `${records} (${mean} on average)`,
    customer: (name: string, now: string, before: string) =>
      `${name}: ${now}, the period before ${before}`,
  },
  records: 'The records behind it, worst first',
  noRecords: 'No single record stands behind it.',
  nobody: 'without a customer',
  buttons: {
    meaning: 'What is this?',
    why: 'Why?',
    movers: 'Who moves it?',
    back: 'Back to the figure',
    everything: 'All time',
    everybody: 'All customers',
    figures: 'All figures',
    show: 'Show',
    setTarget: 'Set a target',
    changeTarget: 'Change the target',
    goals: 'Our goals',
  },
};
