import type { Phrase } from '../command.ts';

/** How people ask for a colleague to be told or asked something. */
export const QUESTION_PHRASES: readonly (string | Phrase)[] = [
  {
    words: [
      'tell|inform|notify {who} that {words}',
      'let {who} know that {words}',
      'let {who} know [:|,] {words}',
      'ask {who} whether {words}',
      'ask {who} if {words}',
      'ask {who} why {words}',
      'ask {who} about {words}',
      'message|ping|dm|write {who} that {words}',
      'message|ping|dm|ask|tell {who} : {words}',
      'ping|ask {who} about {words}',
      'tell {who} about {words}',
      'tell|ask|inform|notify|ping {who} {words}',
      'somebody|someone from|in {who} to {words}',
      'check|clarify|verify with {who} if|whether|about|when|why|what|how {words}',
      'does|do anyone|anybody|somebody|someone in|from|at {who} know if|whether|why|what|when|how|about {words}',
      'does|do {who} know [if|whether|anything about] {words}',
      'give {who} a|the heads up [,|:|that|about] {words}',
      'heads up to|for {who} [,|:|that|about] {words}',
      'question to|for {who} [,|:|about] {words}',
    ],
    typed: '@{who} {customer}: {words}',
    confirm: true,
    keepsName: true,
  },
];
