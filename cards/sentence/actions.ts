import { z } from 'zod';
import { LONGEST } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';

const Typed = z.object({ command: z.string().max(40), typed: z.string().max(LONGEST.typed) });

/** Does what a sentence was understood as; it changes something. */
export const sentenceDo = defineAction('sentence.do', Typed);
/** The same where it only shows something. */
export const sentenceShow = defineAction('sentence.show', Typed);
/** Opens the command's form with these words. */
export const sentenceFill = defineAction(
  'sentence.fill',
  z.object({ command: z.string().max(40), words: z.string().max(LONGEST.text) }),
);
/** Leaves everything as it is. */
export const sentenceLeave = defineAction('sentence.leave', z.object({}));
