export { forgetDeliveries } from './forget-deliveries.ts';
export { postMessage } from './post-message.ts';
