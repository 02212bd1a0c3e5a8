import { z } from 'zod';
import { defineAction } from '../view/action.ts';

export const Which = z.object({ digest: z.string().min(1).max(64) });
/** An issue, by its digest and the instant of its slot. */
export const WhichIssue = Which.extend({ slot: z.iso.datetime() });

export const digestShow = defineAction('digest.show', Which);
/** Every figure of the days that the issue tells of. */
export const digestFigures = defineAction('digest.figures', WhichIssue);
/** The records behind one of its figures: asks which. */
export const digestWhy = defineAction('digest.why', WhichIssue);
export const digestPause = defineAction('digest.pause', Which);
export const digestResume = defineAction('digest.resume', Which);
export const digestStop = defineAction('digest.stop', Which);
