import type { Phrase } from '../command.ts';

/** The reason follows a comma, a dash, or a word that says why. */
const WITH_REASON = [
  ', {words}',
  '- {words}',
  ': {words}',
  'because {words}',
  'since {words}',
  'as {words}',
];
const GIVEN = [
  'hand {customer} over to {who}',
  'hand over {customer} to {who}',
  'hand off {customer} to {who}',
  'hand {customer} off to {who}',
  'hand {customer} to {who}',
  'handover|handoff|transfer|pass|move|give|assign|reassign {customer} [over] to {who}',
  'pass {customer} on to {who}',
  'pass on {customer} to {who}',
  '{who} can|should|will take over {customer} [from me]',
  '{who} takes over {customer} [from me]',
  '{customer} goes|moves to {who}',
  'handing {customer} [over|off] to {who}',
  'i am handing {customer} [over|off] to {who}',
  'can|could {who} take|have [over] {customer}',
  '{customer} should|can|must go to {who}',
  '{who} can|could you take [over] {customer}',
  'can|could you take [over] {customer} {who}',
  '[need] {who} to take over|on {customer}',
  '[need] {who} to pick up {customer}',
];

/** How people ask for a customer to be handed over. Without a reason the form asks for it. */
export const HANDOFF_PHRASES: readonly (string | Phrase)[] = [
  {
    words: GIVEN.flatMap((given) => WITH_REASON.map((reason) => `${given} ${reason}`)),
    typed: '{customer} @{who} {words}',
    confirm: true,
  },
  {
    words: ['take over', 'pick up'].flatMap((taking) => [
      `[need] {who} to ${taking} {customer} by {when} , {words}`,
      `[need] {who} to ${taking} {customer} by {when} because {words}`,
    ]),
    typed: '{customer} @{who} {words} by {when}',
    confirm: true,
  },
  { words: GIVEN, typed: '{customer} @{who}' },
  { words: ['hand over|off', 'new|a handoff|handover'], typed: '' },
  {
    words: [
      'hand over|off {customer}',
      'hand {customer} over|off',
      'i am handing over|off {customer}',
      'start|begin|make|create a handoff|handover for|of {customer}',
    ],
    typed: '{customer}',
  },
];
