import { z } from 'zod';
import { ChannelMode } from '../../crm/store/channels.ts';
import { defineAction } from '../view/action.ts';

export const meShow = defineAction('me.show', z.object({}));
export const meSnooze = defineAction('me.snooze', z.object({}));
export const meChange = defineAction('me.change', z.object({}));
export const meSave = defineAction('me.save', z.object({}));

export const channelMode = defineAction('channel.mode', z.object({ mode: ChannelMode }));
export const channelAmounts = defineAction('channel.amounts', z.object({ on: z.boolean() }));
