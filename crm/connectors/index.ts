export { demo } from './demo.ts';
export { hubspot } from './hubspot/definition.ts';
