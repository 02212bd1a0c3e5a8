import type { Phrase } from '../command.ts';

const MINE = '{customer}: {words}';
const THEIRS = '{customer} @{who} {words}';

/** How people ask for something to be done: by themselves at once, by a colleague after a look. */
export const TASK_PHRASES: readonly (string | Phrase)[] = [
  { words: 'reminder|todo [for] {when} [to|:] {words}', typed: '{customer}: {words} by {when}' },
  { words: ['remind me', 'a|new task|reminder|todo'], typed: '' },
  {
    words: [
      'remind me to {words}',
      'remind me that {words}',
      'remind me about {words}',
      'remind me of {words}',
      'do not let me forget to {words}',
      'reminder|todo [for me] [:] {words}',
      'reminder to {words}',
      'add|create|make|set|put a|an task|todo|reminder [for me] [to] {words}',
      'put on my list [:|to] {words}',
      'i must not forget to {words}',
      'i need to remember to {words}',
      'task for me [:|to] {words}',
      'nudge|ping me to|about {words}',
      'new task|todo|reminder [:] {words}',
      'note to self [:|,] {words}',
    ],
    typed: MINE,
  },
  {
    words: [
      'remind me {when} to {words}',
      'remind me {when} that {words}',
      'remind me {when} about {words}',
    ],
    typed: '{customer}: {words} by {when}',
  },
  {
    words: [
      'set|make|create|add a reminder|task|todo for {when} to {words}',
      'set|make|create|add a reminder|task|todo for {when} : {words}',
    ],
    typed: '{customer}: {words} by {when}',
  },
  {
    words: [
      'nudge|ping|wake|alert me {when} to|about {words}',
      '{when} remind me [to|about|of] {words}',
      'on|at {when} remind me [to|about|of] {words}',
    ],
    typed: '{customer}: {words} by {when}',
  },
  {
    words: 'in {when} remind me [to|about|of] {words}',
    typed: '{customer}: {words} by in {when}',
  },
  { words: 'remind me {when} {words}', typed: '{customer}: {words} by {when}' },
  {
    words: ['follow up with|on|at {words}', 'follow up {words}'],
    typed: '{customer}: follow up {words}',
  },
  {
    words: [
      'ask {who} to {words}',
      'get {who} to {words}',
      'have {who} to {words}',
      'remind {who} to {words}',
      'remind {who} about|re {words}',
      'remind {who} {when} to|about|re {words}',
      'tell {who} to {words}',
      'task|todo for {who} : {words}',
      'task|todo for {who} to {words}',
      'give {who} a task : {words}',
      'give {who} a|the task to {words}',
      'assign {who} to {words}',
      'assign {who} : {words}',
      'have {who} {words}',
      'put it|this on {who} list : {words}',
      'put it|this on {who} list to {words}',
      'make|create|add|set|new a|another task|todo for {who} : {words}',
      'make|create|add|set|new a|another task|todo for {who} to {words}',
      '{who} should|must {words}',
      '{who} needs|has to {words}',
    ],
    typed: THEIRS,
    confirm: true,
  },
  {
    words: [
      '[make|create|add|set] [a] task|todo for {who} at|on|with {customer} : {words}',
      '[make|create|add|set] [a] task|todo for {who} at|on|with {customer} , {words}',
    ],
    typed: THEIRS,
    confirm: true,
  },
];
