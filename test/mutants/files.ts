/** Which tests the mutants of a file meet. A file whose mutants nobody should survive is one line here. */
export const FILES: Readonly<Record<string, readonly string[]>> = {
  'crm/policy/policy.ts': ['test/crm/policy/policy.test.ts', 'test/crm/policy/redaction.test.ts'],
  'crm/customer/warning.ts': ['test/crm/customer/warning.test.ts'],
  'crm/question/rules.ts': ['test/crm/question/read.test.ts'],
  'crm/question/read.ts': ['test/crm/question/read.test.ts'],
  'crm/handoff/escalation.ts': ['test/crm/handoff/routing.test.ts'],
  'crm/handoff/routing.ts': ['test/crm/handoff/routing.test.ts'],
  'crm/handoff/checklist.ts': ['test/crm/handoff/routing.test.ts'],
  'crm/handoff/rules.ts': ['test/crm/handoff/rules.test.ts'],
  'crm/task/rules.ts': ['test/crm/task/rules.test.ts'],
  'crm/note/rules.ts': ['test/crm/note/rules.test.ts'],
  'crm/note/target-connector.ts': ['test/crm/note/target-connector.test.ts'],
  'crm/win/rules.ts': ['test/crm/win/rules.test.ts'],
  'crm/win/credits.ts': ['test/crm/win/rules.test.ts'],
  'crm/win/trouble.ts': ['test/crm/win/rules.test.ts'],
  'crm/notification/department-channel.ts': ['test/crm/notification/department-channel.test.ts'],
  'crm/notification/preferences.ts': ['test/crm/notification/preferences.test.ts'],
  'crm/notification/delivery.ts': ['test/crm/notification/preferences.test.ts'],
  'crm/notification/quiet-hours.ts': [
    'test/crm/notification/preferences.test.ts',
    'test/crm/notification/weekly.test.ts',
  ],
  'crm/notification/weekly.ts': ['test/crm/notification/weekly.test.ts'],
  'crm/time/working-time.ts': ['test/crm/time/working-time.test.ts'],
  'crm/event/customer-event.ts': ['test/crm/event/customer-event.test.ts'],
  'crm/timeline/rules.ts': ['test/crm/timeline/rules.test.ts'],
  'crm/policy/amounts.ts': ['test/crm/policy/amounts.test.ts'],
  'bot/run.ts': ['test/bot/run.test.ts'],
  'jobs/scheduler.ts': ['test/jobs/schedules.test.ts'],
};

/** The line with the schedule of a job that the clock begins: the rest of the job has stories of its own. */
export const SCHEDULES = [
  'jobs/win/daily-wins.ts',
  'jobs/connector/read-connectors.ts',
  'jobs/notification/forget-deliveries.ts',
  'jobs/room/refresh-rooms.ts',
  'jobs/handoff/remind-handoffs.ts',
  'jobs/task/remind-tasks.ts',
  'jobs/notification/weekly-summary.ts',
];
