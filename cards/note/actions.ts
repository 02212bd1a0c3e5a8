import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { Visibility } from '../../crm/timeline/entry.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Id = z.string().min(1).max(64);
const Which = z.object({ note: Id });

export const noteBegin = defineAction('note.begin', z.object({ customer: CustomerId.optional() }));
export const noteFromMessage = defineAction('note.from-message', z.object({ draft: Id }));
/** Several customers looked like the name that was typed before the words. */
export const notePick = defineAction(
  'note.pick',
  z.object({
    customer: CustomerId,
    draft: Id.optional(),
    words: z.number().int().positive().optional(),
    visibility: Visibility.default('everyone'),
  }),
);
/** It stands with another customer than was meant. */
export const noteMoveForm = defineAction('note.move-form', Which);
export const noteMove = defineAction('note.move', Which);
export const noteMoveTo = defineAction('note.move-to', Which.extend({ customer: CustomerId }));
export const noteSave = defineAction(
  'note.save',
  z.object({ id: Id, customer: CustomerId.optional(), draft: Id.optional() }),
);
export const noteShow = defineAction('note.show', Which);
export const noteEdit = defineAction('note.edit', Which);
export const noteChange = defineAction(
  'note.change',
  Which.extend({ whole: z.boolean().default(false) }),
);
export const noteShowTo = defineAction('note.show-to', Which.extend({ visibility: Visibility }));
export const notePin = defineAction('note.pin', Which.extend({ on: z.boolean() }));
export const noteDelete = defineAction('note.delete', Which);
/** Shows the note's current and earlier words. */
export const noteTexts = defineAction('note.texts', Which.extend({ skip: Skip }));
/** The author's text stands, and goes over the one that somebody wrote in another system. */
export const noteKeep = defineAction('note.keep', Which);
/** The text from the other system becomes the note's. */
export const noteTake = defineAction('note.take', Which);
export const noteRetry = defineAction('note.retry', Which);

export const notesList = defineAction('notes.list', z.object({ customer: CustomerId, skip: Skip }));
