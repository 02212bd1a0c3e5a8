export { customer } from './customer.ts';
export { glossary } from './glossary.ts';
export { help } from './help.ts';
export { home } from './home.ts';
export { me } from './me.ts';
export { share } from './share.ts';
export { timeline } from './timeline.ts';
