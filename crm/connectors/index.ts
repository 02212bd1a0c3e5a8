export { demo } from './demo.ts';
export { hubspot } from './hubspot/definition.ts';
export { salesforce } from './salesforce/definition.ts';
export { tryton } from './tryton/definition.ts';
