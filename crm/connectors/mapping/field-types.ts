import { FIRST_RESPONDERS, PAYMENT_STATUSES } from '../../customer/business-records.ts';
import { STAGES } from '../../customer/customer.ts';
import { ROLES } from '../../person/person.ts';
import { parseSchedule } from '../../time/schedule.ts';
import { CHANNELS, DIRECTIONS, KINDS, VISIBILITIES } from '../../timeline/entry.ts';
import { BadRow } from './format.ts';
import { type FieldType, oneOf, text } from './types.ts';

// How a field of a record is read that takes one of a few words, or a form of its own; `types.ts` has the others.

export const role = oneOf(ROLES);
export const stage = oneOf(STAGES);
export const channel = oneOf(CHANNELS);
export const direction = oneOf(DIRECTIONS);
export const kind = oneOf(KINDS);
export const visibility = oneOf(VISIBILITIES);
export const dealStatus = oneOf(['open', 'won', 'lost']);
export const ticketStatus = oneOf(['open', 'waiting', 'solved']);
export const responder = oneOf(FIRST_RESPONDERS);
export const priority = oneOf(['low', 'normal', 'high', 'urgent']);
export const paymentStatus = oneOf(PAYMENT_STATUSES);
export const interval = oneOf(['month', 'year']);
export const survey = oneOf(['csat', 'nps', 'ces', 'review']);
export const spender = oneOf(['marketing', 'sales']);

export const schedule: FieldType<string> = {
  example: 'Europe/Berlin Mon-Fri 09:00-17:00',
  read: (value, format) => {
    const hours = text.read(value, format);
    if (!parseSchedule(hours))
      throw new BadRow(
        `"${hours.slice(0, 60)}" is not a schedule, such as Europe/Berlin Mon-Fri 09:00-17:00`,
      );
    return hours;
  },
};

export const department: FieldType<string> = {
  example: 'sales',
  read: (value, format) => {
    const id = text.read(value, format).toLowerCase().replaceAll(' ', '-');
    if (!/^[a-z][a-z0-9-]{0,39}$/.test(id))
      throw new BadRow(`"${id.slice(0, 60)}" is not a department's id, such as sales`);
    return id;
  },
};
