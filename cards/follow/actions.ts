import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ customer: CustomerId });

export const followStart = defineAction('follow.start', Which);
export const followStop = defineAction('follow.stop', Which);
export const followHere = defineAction('follow.here', Which);
export const followStopHere = defineAction('follow.stop-here', Which);
/** The customers that somebody follows, from where the card before it ended. */
export const followList = defineAction('follow.list', z.object({ skip: Skip }));
