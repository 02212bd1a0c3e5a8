import type { Phrase } from '../command.ts';

const PERIOD =
  '{period=this week|last week|this month|last month|this quarter|last quarter|this year|last year|today|yesterday}';

/** How people ask for one figure. */
export const FIGURE_PHRASES: readonly Phrase[] = [
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
}));

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
