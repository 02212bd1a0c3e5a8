import type { Phrase } from '../command.ts';

/** How people ask for something to be kept. */
export const NOTE_PHRASES: readonly (string | Phrase)[] = [
  {
    words: [
      'note for|on|about|to {customer} : {words}',
      'note for|on|about {customer} that {words}',
      'add|make|take|leave|write|save|put [a] note for|on|about|to {customer} : {words}',
      'add|make|take|leave|write|save|put a note for|on|about|to {customer} that {words}',
      'add to {customer} : {words}',
      'add to the notes of|on|for {customer} : {words}',
      'write|jot down for|on|about {customer} : {words}',
      'for the record on|about {customer} : {words}',
      'log for|on|against {customer} : {words}',
      'fyi on|about {customer} : {words}',
    ],
    typed: '{customer}: {words}',
  },
  {
    words: [
      'note|remember|record|noted that {words}',
      'note down that {words}',
      'jot|write|take down that {words}',
      'jot|write|note down [:] {words}',
      'make|take a note that {words}',
      'make|take a note [:] {words}',
      'make|take note that {words}',
      'keep in mind that|for {words}',
      'for the record [:] {words}',
      'add a note that {words}',
      'add a note [:] {words}',
      'save this [:] {words}',
      'put in the crm that {words}',
      'put in the crm [:] {words}',
      'log that {words}',
      'log a call|meeting|chat with {words}',
    ],
    typed: '{customer}: {words}',
  },
  {
    words: [
      'just off|had the phone|a call with {customer} , {words}',
      'just off the phone|a call with {customer} , {words}',
      'just got off the phone|a call with {customer} , {words}',
      'i|we [just] spoke|talked to|with {customer} , {words}',
      'i|we had a call|meeting with {customer} , {words}',
      '[just] spoke|talked to|with {customer} , {words}',
      'had a call|meeting with {customer} , {words}',
      'called {customer} , {words}',
    ],
    typed: '{customer}: {words}',
    confirm: true,
  },
  {
    words: [
      'fyi|btw [,|:] {customer} {verb=is|are|has|have|was|were|will|wants|want|asked|said} {words}',
    ],
    typed: '{customer}: {verb} {words}',
    confirm: true,
  },
];
