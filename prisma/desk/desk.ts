import type { Desk } from '../../crm/desk.ts';
import type { Database } from '../database.ts';
import type { StoredQueue } from '../queue.ts';
import { attentionOn } from './attention.ts';
import { colleaguesOn } from './colleagues.ts';
import { commit } from './commit.ts';
import { daysOffOn } from './days-off.ts';
import { draftsOn } from './drafts.ts';
import { followersOn } from './followers.ts';
import { handoffsOn } from './handoffs.ts';
import { mentionsOn } from './mentions.ts';
import { messagesOn } from './messages.ts';
import { newsOn } from './news.ts';
import { notesOn } from './notes.ts';
import { roomsOn } from './rooms.ts';
import { rotationsOn } from './rotations.ts';
import { tasksOn } from './tasks.ts';
import { winsOn } from './wins.ts';
import { writeBacksOn } from './write-backs.ts';

export const deskOn = (database: Database, queue: StoredQueue, now: () => Date): Desk => ({
  commit: (changes, at = now()) => commit(database, queue, { changes, now: at }),
  ...notesOn(database),
  ...handoffsOn(database),
  ...tasksOn(database),
  ...mentionsOn(database),
  ...winsOn(database),
  ...draftsOn(database),
  ...writeBacksOn(database),
  ...attentionOn(database),
  ...messagesOn(database),
  ...followersOn(database),
  ...newsOn(database),
  ...roomsOn(database),
  ...daysOffOn(database),
  ...rotationsOn(database),
  ...colleaguesOn(database),
});
