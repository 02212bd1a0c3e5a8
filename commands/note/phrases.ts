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
      'keep in mind that {words}',
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
];
