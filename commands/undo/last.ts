import { z } from 'zod';
import { stageBack } from '../../cards/customer/actions.ts';
import { followHere, followStart, followStop, followStopHere } from '../../cards/follow/actions.ts';
import { goalWithdraw } from '../../cards/goal/actions.ts';
import { handoffWithdraw } from '../../cards/handoff/actions.ts';
import { noteDelete, notePin } from '../../cards/note/actions.ts';
import { promiseReopen, promiseUndo } from '../../cards/promise/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { taskDrop, taskReopen } from '../../cards/task/actions.ts';
import { undoSettings } from '../../cards/undo/actions.ts';
import type { Undoable } from '../../cards/undo/card.ts';
import { press } from '../../cards/view/action.ts';
import type { Press } from '../../cards/view/view.ts';
import { winRetract } from '../../cards/win/actions.ts';
import { auditedPlace } from '../../crm/audit/audit-line.ts';
import { CustomerId, Stage } from '../../crm/customer/customer.ts';
import type { AuditAction, AuditRecord } from '../../crm/store/audit.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';
import { stageStands } from '../customer/stage-back.ts';

/** So long ago at most; older things are changed from their own card. */
export const UNDONE_WITHIN = 10 * MINUTE;
/** Lines of the audit log that are looked at. */
const LOOKED = 40;

type Found = Omit<Undoable, 'at'>;
/** Reads one line of the audit log, which tells of one deed, and the thing as it stands now. Null where nothing of it can be taken back. */
type Reading = (line: AuditRecord, named: string, context: Context) => Promise<Found | null>;

const READINGS: Partial<Record<AuditAction, Reading>> = {
  note: ofNote,
  task: ofTask,
  handoff: ofHandoff,
  follow: ofFollow,
  goal: ofGoal,
  promise: ofPromise,
  stage: ofStage,
  win: ofWin,
  settings: ofSettings,
};
const ACTIONS = Object.keys(READINGS) as readonly AuditAction[];

/** The newest thing of this person's last ten minutes that stands and can be taken back; null where there is none. */
export async function lastUndoable(context: Context): Promise<Undoable | null> {
  const { store, person, now } = context;
  const lines = await store.audit.search({
    person: person.id,
    actions: ACTIONS,
    since: new Date(now.getTime() - UNDONE_WITHIN),
    limit: LOOKED,
  });
  const seen = new Set<string>();
  for (const line of lines) {
    const subject = subjectOf(line);
    // Of one thing the newest step counts: what was taken back already is not offered again.
    if (subject === null || seen.has(subject)) continue;
    seen.add(subject);
    const named = line.customer ? ((await store.customers.name(line.customer)) ?? '–') : '';
    const found = await READINGS[line.action]?.(line, named, context);
    if (found) return { ...found, at: line.at };
  }
  return null;
}

function subjectOf({ action, customer, detail, place }: AuditRecord): string | null {
  if (action === 'follow') return `follow ${customer} ${detail['place'] ? place : ''}`;
  if (action === 'stage') return typeof detail['write'] === 'string' ? `stage ${customer}` : null;
  if (action === 'settings') return detail['before'] === undefined ? null : 'settings';
  const id = detail[action];
  return typeof id === 'string' ? `${action} ${id}` : null;
}

const idOf = ({ action, detail }: AuditRecord): string => String(detail[action]);

const strings = (context: Context) => stringsFor(context.reader).takeBack.undo;

async function ofNote(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const note = await context.store.notes.get(idOf(line));
  if (!note || note.deletedAt || note.authorId !== context.person.id) return null;
  const { step } = line.detail;
  if (step === 'write')
    return {
      what: strings(context).note(named),
      words: note.body,
      takesBack: press(noteDelete, { note: note.id }),
    };
  if (step !== 'pin') return null;
  return {
    what: strings(context).noteBack(named),
    words: note.body,
    takesBack: press(notePin, { note: note.id, on: !note.pinned }),
  };
}

async function ofTask(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const task = await context.store.tasks.get(idOf(line));
  const { step } = line.detail;
  const { task: made, taskStep } = strings(context);
  if (task?.state === 'open' && step === 'made' && task.createdBy === context.person.id)
    return { what: made(named), words: task.what, takesBack: press(taskDrop, { task: task.id }) };
  if (task && task.state !== 'open' && (step === 'done' || step === 'drop'))
    return {
      what: taskStep(named),
      words: task.what,
      takesBack: press(taskReopen, { task: task.id }),
    };
  return null;
}

async function ofHandoff(
  line: AuditRecord,
  named: string,
  context: Context,
): Promise<Found | null> {
  const handoff = await context.store.handoffs.get(idOf(line));
  if (handoff?.state !== 'offered' || handoff.from !== context.person.id) return null;
  const { sent, handoff: what } = strings(context);
  return {
    what: sent(what(named)),
    words: handoff.reason,
    takesBack: press(handoffWithdraw, { handoff: handoff.id }),
  };
}

async function ofFollow(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const { customer, detail, place } = line;
  if (!customer) return null;
  const isOn = detail['on'] === true;
  // A channel's following is ended there, and nowhere else.
  if (detail['place'] && place !== auditedPlace(context.place)) return null;
  const { follow, unfollow } = strings(context);
  return {
    what: (isOn ? follow : unfollow)(named),
    words: null,
    takesBack: detail['place']
      ? press(isOn ? followStopHere : followHere, { customer })
      : press(isOn ? followStop : followStart, { customer }),
  };
}

async function ofGoal(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const goal = await context.store.goals.get(idOf(line));
  if (goal?.state !== 'open' || line.detail['step'] !== 'set') return null;
  return {
    what: strings(context).goal(named),
    words: goal.what,
    takesBack: press(goalWithdraw, { goal: goal.id }),
  };
}

async function ofPromise(
  line: AuditRecord,
  named: string,
  context: Context,
): Promise<Found | null> {
  const promise = await context.store.promises.get(idOf(line));
  const { step } = line.detail;
  const { promise: made, promiseStep } = strings(context);
  if (promise?.state === 'open' && step === 'made' && promise.createdBy === context.person.id)
    return {
      what: made(named),
      words: promise.what,
      takesBack: press(promiseUndo, { promise: promise.id }),
    };
  if (promise && promise.state !== 'open' && (step === 'keep' || step === 'withdraw'))
    return {
      what: promiseStep(named),
      words: promise.what,
      takesBack: press(promiseReopen, { promise: promise.id }),
    };
  return null;
}

/** The stage as it was set through Rapport; one that changed again since stays, and the card says so. */
async function ofStage(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const set = StageLine.safeParse({ ...line.detail, customer: line.customer });
  if (!set.success) return null;
  const { write: id, ...kept } = set.data;
  const data = { id, ...kept };
  const standing = await stageStands(data, context);
  if (standing === 'never-set') return null;
  const { stage } = stringsFor(context.reader);
  return {
    what: strings(context).stage(named, stage[data.stage]),
    words: null,
    takesBack: standing === 'yes' ? press(stageBack, data) : null,
  };
}

const StageLine = z.object({
  customer: CustomerId,
  write: z.string(),
  stage: Stage,
  before: Stage,
  step: z.undefined().optional(),
});

async function ofWin(line: AuditRecord, named: string, context: Context): Promise<Found | null> {
  const win = await context.store.wins.get(idOf(line));
  if (win?.state !== 'posted' || line.detail['what'] !== 'tell') return null;
  return {
    what: strings(context).win(named),
    words: win.what,
    takesBack: press(winRetract, { win: win.id }),
  };
}

async function ofSettings(line: AuditRecord, _: string, context: Context): Promise<Found> {
  const takesBack: Press = press(undoSettings, { line: line.id });
  return { what: strings(context).settings, words: null, takesBack };
}
