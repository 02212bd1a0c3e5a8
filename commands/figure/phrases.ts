import type { Phrase } from '../command.ts';

const PERIOD =
  '{period=this week|last week|this month|last month|this quarter|last quarter|this year|last year|today|yesterday}';

/** Questions that ask for a figure without its name. */
const QUESTIONS: readonly Phrase[] = [
  {
    words: [
      'how fast|quickly do|does|did we|support answer|respond|reply [to] [tickets|customers]',
      'how long do|does we|support take to answer|respond|reply',
      'how long does it take [us] to answer|respond|reply',
    ],
    typed: 'first response time',
  },
  {
    words: [
      'how long do|does we|support take to solve|resolve|close a|the ticket|tickets|case',
      'how long does it take [us] to solve|resolve|close a|the ticket|tickets|case',
      'how fast|quickly do|does we|support solve|resolve|close tickets|cases',
      'avg|average time to solve|resolve|close [a|the] ticket|tickets|case',
    ],
    typed: 'time to resolution',
  },
  {
    words: [
      'what does it cost [us] to win|get|acquire a [new] customer',
      'how much does a [new] customer cost [us]',
    ],
    typed: 'customer acquisition cost',
  },
  {
    words: ['how happy|satisfied are our|the customers'],
    typed: 'customer satisfaction',
  },
  {
    words: [
      'how many customers do|did we lose [lately]',
      'how many customers have we lost [lately]',
      'how many customers left [us] [lately]',
    ],
    typed: 'churn rate',
  },
];

/** How people ask for one figure. */
export const FIGURE_PHRASES: readonly Phrase[] = [
  { words: '{figure} in|for|of {term}', typed: '{figure} {term}' },
  ...QUESTIONS,
  ...[
    'what is [our|the] {figure} [now|today]',
    'how is|are our|the {figure} [doing|now|today]',
    'how is {figure} [doing]',
    'our|the|current {figure}',
    '{figure} now|today|please',
    `{figure} ${PERIOD}`,
    `what is|was [our|the] {figure} ${PERIOD}`,
    `how is|was [our|the] {figure} ${PERIOD}`,
    'why did|has [our|the] {figure} drop|fall|rise|change|go [down|up]',
    'why is [our|the] {figure} down|up|low|high|so [low|high]',
    'how did|has [our|the] {figure} change|changed|develop|developed',
    'how much|many {figure} do we have',
  ].map((words) => ({
    words,
    typed: words.includes('{period=') ? '{figure} {period}' : '{figure}',
  })),
];

/** How people ask for all of them. */
export const ALL_FIGURES_PHRASES: readonly Phrase[] = [
  {
    words: [
      'our|the|all|my|monday|weekly|latest numbers|figures|kpis|metrics|stats',
      'how are|do we doing|do',
      'how are our numbers|figures|kpis|metrics|customers [doing]',
      'what are our|the numbers|figures|kpis|metrics',
      'dashboard|stats|numbers',
      'how is the business|company [doing]',
      'list|show all figures|kpis|metrics',
    ],
    typed: '',
  },
  {
    words: `our|the|all [the] numbers|figures|kpis|metrics [for|of|from] ${PERIOD}`,
    typed: '{period}',
  },
  { words: `how did we do ${PERIOD}`, typed: '{period}' },
];
