export { silence } from './silence.ts';
export { ticketSpike } from './ticket-spike.ts';
