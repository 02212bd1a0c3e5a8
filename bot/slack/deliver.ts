import { randomBytes } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { faultCard } from '../../cards/problem-card.ts';
import { PressData } from '../../cards/press.ts';
import { toModal } from '../../cards/slack.ts';
import { type Form, text, type View } from '../../cards/view.ts';
import type { Place, Reply } from '../../commands/command.ts';
import type { Ask } from '../platform.ts';
import { z } from 'zod';
import { type Desk, type Work, within } from './desk.ts';
import { packErrand } from './errand.ts';
import { PHRASES } from './phrases.ts';
import { clear, show, type Spot } from './spot.ts';
import { asked, loggable, refusal } from './upstream.ts';
import type { Workspace } from './workspaces.ts';
import { ActionName } from '../../cards/view/action.ts';

/** Where the answer goes, and what opens a dialog: a trigger lives 3 seconds and serves once. */
export interface Target {
  workspace: Workspace;
  spot: Spot;
  trigger?: string | undefined;
}

export const LOOKING: View = { title: PHRASES.looking, blocks: [text(PHRASES.longer, 'quiet')] };

/** Says the words of `data.words` again: a dialog opens from a button, not from a message. */
export const AGAIN = 'slack.again';
export const AgainData = z.object({ words: z.string() });
const LONGEST_AGAIN = 1000;

/** Shows the reply when it is there; a slow one is announced first, unless it was. A fault is told too, with its reference. */
export async function deliver(
  desk: Desk,
  target: Target,
  work: Work,
  announced = false,
): Promise<void> {
  await follow(desk, target, work, announced).catch(async (error: unknown) => {
    const reference = randomBytes(3).toString('hex').toUpperCase();
    desk.log.error({ ...loggable(error), reference }, 'an answer could not be shown');
    await show(target.workspace, target.spot, faultCard(reference, { locale: 'en-GB' }));
  });
}

async function follow(desk: Desk, target: Target, work: Work, announced: boolean): Promise<void> {
  const early = announced ? undefined : await within(desk.patience, work);
  if (early) await answer(target, early);
  if (early !== undefined) return;
  const announces = !announced && target.spot.kind !== 'home';
  const spot = announces ? await show(target.workspace, target.spot, LOOKING) : target.spot;
  const late = await work;
  if (!late) return;
  // What "looking…" replaced cannot be brought back under a dialog, so the way there is offered instead.
  const trigger = announces && isReplaced(target.spot) ? undefined : target.trigger;
  const opened = await answer({ ...target, spot, trigger }, late);
  if (opened) await clear(target.workspace, spot);
}

const isReplaced = (spot: Spot): boolean =>
  (spot.kind === 'response' && spot.replaces) || (spot.kind === 'message' && spot.ts !== null);

type Answered = { reply: Reply; place: Place; ask: Ask };

/** True where a dialog opened. */
async function answer(target: Target, { reply, place, ask }: Answered): Promise<boolean> {
  const { workspace, spot } = target;
  if (reply.kind === 'form' && (await opens(target, reply.form, place))) return true;
  await show(workspace, spot, reply.kind === 'form' ? offer(reply.form, ask) : reply.view);
  return false;
}

const EXPIRED = new Set(['expired_trigger_id', 'invalid_trigger_id', 'trigger_expired']);
/** It opened before: by a call whose answer was lost, or at another copy of the bot that got the same delivery. */
const OPENED = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

async function opens(
  { workspace, trigger, spot }: Target,
  form: Form,
  place: Place,
): Promise<boolean> {
  if (!trigger) return false;
  try {
    await asked(workspace.web.views.open({ trigger_id: trigger, view: modal(form, spot, place) }));
    return true;
  } catch (error) {
    const why = refusal(error) ?? '';
    if (OPENED.has(why)) return true;
    if (EXPIRED.has(why)) return false;
    throw error;
  }
}

/** A dialog that cannot open now, one press away. */
function offer(form: Form, ask: Ask): View {
  const press =
    ask.kind === 'press'
      ? { action: ask.action, data: PressData.safeParse(ask.data).data }
      : { action: AGAIN, data: { words: ask.words } };
  const { data } = press;
  const intro = form.intro ? [text(form.intro)] : [];
  if (!data || JSON.stringify(data).length > LONGEST_AGAIN)
    return { title: form.title, blocks: [...intro, text(PHRASES.closed)] };
  return {
    title: form.title,
    blocks: [
      ...intro,
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: PHRASES.openForm,
            tone: 'primary',
            opens: 'form',
            action: ActionName.parse(press.action),
            data,
          },
        ],
      },
    ],
  };
}

export const FORM = 'rapport.form';

/** A form as a modal that remembers where it came from. */
export function modal(form: Form, spot: Spot, { id, kind, name }: Place): ModalView {
  const { action, data } = form.submit;
  return toModal(form, {
    callbackId: FORM,
    privateMetadata: packErrand({ press: { action, data }, spot, place: { id, kind, name } }),
  });
}
