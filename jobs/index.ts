export { deliverGathered } from './deliver-gathered.ts';
export { deliverMessage } from './deliver-message.ts';
export { forgetDeliveries } from './forget-deliveries.ts';
export { postMessage } from './post-message.ts';
export { writeBack } from './write-back.ts';
export { dailyWins } from './daily-wins.ts';
export { postWin } from './post-win.ts';
export { remindTasks } from './remind-tasks.ts';
