import type { Phrase } from '../command.ts';

const SPAN =
  '{span=today|yesterday|this week|last week|this month|last month|this quarter|last quarter|this year|last year}';
const KIND =
  '{kind=tickets|calls|emails|meetings|deals|invoices|payments|orders|surveys|reviews|subscriptions|handoffs|tasks|wins|changes|usage}';
/** Without those whose open ones are asked for by themselves. */
const KIND_OF =
  '{kind=calls|emails|meetings|deals|invoices|payments|orders|surveys|reviews|subscriptions|wins|changes|usage}';
const DURING = '{customer} since {span} until {span}';

/** How people ask for what happened with a customer. */
export const TIMELINE_PHRASES: readonly (string | Phrase)[] = [
  'what is [the] latest|newest on|with|from|at|about|for {customer}',
  'latest|newest|recent on|with|from|at {customer}',
  'what happened|has happened with|at|to {customer} [lately|recently]',
  'what has been happening with|at {customer} [lately|recently]',
  'what is happening with|at {customer}',
  'what did we do [with|at|for] {customer}',
  'what have we done with|at|for {customer} [lately|recently]',
  'timeline|history|log|activity of|for|on|at|with {customer}',
  'the timeline|history|log|activity of|for|on|at|with {customer}',
  'all|recent activity|history of|for|on|at|with {customer}',
  '{customer} history|activity|log',
  'when did we|i last talk|speak|write|call [to|with] {customer}',
  'has|have anyone|anybody|somebody|we talked|spoken|written to|with {customer} [lately|recently|today|this week|this month]',
  'anyone|anybody talked|spoke|spoken|written to|with {customer} [lately|recently|today|this week|this month]',
  'last|latest touch|contact [with|at|to|of] {customer}',
  'when did we|i last contact|call|meet|reach|visit {customer}',
  '[the|my|our] last|latest call|meeting|contact|email|conversation with|to|from {customer}',
  'when was the last contact|call|meeting|email|touch with {customer}',
  {
    words: [
      'who [last] talked|spoke|wrote [last] to|with {customer} [last|recently]',
      'who [last] called|met {customer} [last|recently]',
      'who was [last] in touch with {customer} [last|recently]',
    ],
    typed: '{customer} only calls, meetings, emails',
  },
  {
    words: [`{customer} ${SPAN}`, `what happened at|with|to|in {customer} ${SPAN}`],
    typed: DURING,
  },
  { words: `what did we do with|for|at {customer} ${SPAN}`, typed: DURING },
  {
    words: [
      `{customer} ${KIND}`,
      `${KIND_OF} of|for|with|from|at|by {customer}`,
      `the|all|any|last|latest|recent|newest ${KIND} of|for|with|from|at|by {customer}`,
      'calls|emails|meetings|deals|payments|orders|surveys|reviews|subscriptions|usage {customer}',
      `{customer} only|just ${KIND}`,
      `only|just ${KIND} of|for|with|from|at {customer}`,
    ],
    typed: '{customer} only {kind}',
  },
  {
    words: [
      '[the|our] [last|latest] nps|csat|score|rating|feedback|survey of|for|from|at {customer}',
      '{customer} nps|csat|rating|feedback',
    ],
    typed: '{customer} only surveys',
  },
  {
    words: [
      'sessions|logins|errors|users [of|at|for|from] {customer}',
      '{customer} sessions|logins|errors|users',
      'how many users|sessions|logins|errors does|do|did {customer} have',
    ],
    typed: '{customer} only usage',
  },
  {
    words: [
      'what happened with|at|to|in {customer} between {when} and {term}',
      '{customer} between {when} and {term}',
      '{customer} from {when} to|until|till {term}',
    ],
    typed: '{customer} since {when} until {term}',
  },
  {
    words: `{customer} ${KIND} ${SPAN}`,
    typed: '{customer} since {span} until {span} only {kind}',
  },
  {
    words: `${KIND} of|for|with|from|at {customer} ${SPAN}`,
    typed: '{customer} since {span} until {span} only {kind}',
  },
  {
    words: [`{customer} only|just ${KIND} since {when}`, `{customer} ${KIND} since {when}`],
    typed: '{customer} since {when} only {kind}',
  },
  {
    words: [
      '{customer} since {when}',
      'what happened|changed with|at|to {customer} since {when}',
      'what is new with|at|on {customer} since {when}',
      'anything new with|at|on|from {customer} since {when}',
    ],
    typed: '{customer} since {when}',
  },
];
