export { followers } from '../follow/followers.ts';
export { roomLines } from '../room/room-lines.ts';
export { signals } from '../signal/watch.ts';
export { celebrations } from '../win/celebrate.ts';
