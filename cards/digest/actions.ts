import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { DigestChange } from '../../crm/digest/digest.ts';
import { DepartmentId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';

export const Which = z.object({ digest: z.string().min(1).max(64) });
/** An issue, by its digest and the instant of its slot. */
export const WhichIssue = Which.extend({ slot: z.iso.datetime() });

/** The place, and the number of its readers, as the proposal promised them. */
export const digestSetUp = defineAction(
  'digest.set-up',
  z.object({ place: z.string().min(1).max(200), readers: z.number().int() }),
);
/** Makes a change of a colleague's digest after a question; it travels as JSON, since a button's data is flat. */
export const digestChange = defineAction(
  'digest.change',
  Which.extend({ change: z.string().max(1500).transform(readJson).pipe(DigestChange) }),
);
export const digestShow = defineAction('digest.show', Which);
/** Every figure of the days that the issue tells of. */
export const digestFigures = defineAction('digest.figures', WhichIssue);
/** The records behind one of its figures: asks which. */
export const digestWhy = defineAction('digest.why', WhichIssue);
export const digestPause = defineAction('digest.pause', Which);
export const digestResume = defineAction('digest.resume', Which);
export const digestStop = defineAction('digest.stop', Which);
/** Nobody acted on it for weeks, and it should come all the same. */
export const digestKeep = defineAction('digest.keep', Which);
/** All of it, where it has no thread. */
export const digestDetail = defineAction('digest.detail', WhichIssue);
/** Makes a customer who needs somebody the task of the one who presses. */
export const digestTake = defineAction('digest.take', WhichIssue.extend({ customer: CustomerId }));
export const digestHandOff = defineAction(
  'digest.hand-off',
  WhichIssue.extend({ customer: CustomerId }),
);
/** The late handoffs of a department. */
export const digestLate = defineAction(
  'digest.late',
  WhichIssue.extend({ department: DepartmentId }),
);
/** The digest as it would come now, to the asker alone: here, or as a message. */
export const digestPreview = defineAction('digest.preview', Which);
export const digestTest = defineAction('digest.test', Which);
/** Opens the form of the one below. */
export const digestEditing = defineAction('digest.editing', Which);
export const digestEdit = defineAction('digest.edit', Which);
/** Says how another channel gets the same. */
export const digestCopy = defineAction('digest.copy', Which);

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
}
