export { followers } from '../follow/followers.ts';
export { matching } from '../matching/match-saved.ts';
export { roomLines } from '../room/room-lines.ts';
export { signals } from '../signal/watch.ts';
export { celebrations } from '../win/celebrate.ts';
