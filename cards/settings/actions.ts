import { z } from 'zod';
import { ChannelMode } from '../../crm/store/channels.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

export const meShow = defineAction('me.show', z.object({}));
/** The muted customers, from this place of the list on. */
export const meMuted = defineAction('me.muted', z.object({ skip: Skip }));
/** One of the parts of which `me` shows a line each. */
export const meSection = defineAction(
  'me.section',
  z.object({ section: z.enum(['messages', 'access', 'account']) }),
);
export const meNamed = defineAction('me.named', z.object({ named: z.boolean() }));
export const meSnooze = defineAction('me.snooze', z.object({}));
export const meChange = defineAction('me.change', z.object({}));
export const meSave = defineAction('me.save', z.object({}));

export const channelMode = defineAction('channel.mode', z.object({ mode: ChannelMode }));
export const channelAmounts = defineAction('channel.amounts', z.object({ on: z.boolean() }));
