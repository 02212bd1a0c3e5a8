import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { ListName, ListWords } from '../customer/actions.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ customer: CustomerId });

export const followStart = defineAction('follow.start', Which);
export const followStop = defineAction('follow.stop', Which);
export const followHere = defineAction('follow.here', Which);
export const followStopHere = defineAction('follow.stop-here', Which);
/** The customers that somebody follows, from where the card before it ended. */
export const followList = defineAction('follow.list', z.object({ skip: Skip }));

/** A channel is told who comes onto a list and who leaves it. */
export const followListHere = defineAction(
  'follow.list-here',
  z.object({ name: ListName, words: ListWords }),
);
const WhichList = z.object({ list: z.string().min(1).max(64) });
export const followListStop = defineAction('follow.list-stop', WhichList);
/** More of the customers who came or left at an instant. */
export const followListNews = defineAction(
  'follow.list-news',
  WhichList.extend({ at: z.iso.datetime(), skip: Skip }),
);
