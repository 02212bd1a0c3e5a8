export { memoryCrm } from './memory.ts';
