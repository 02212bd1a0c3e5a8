/** Which tests the mutants of a file meet. A file whose mutants nobody should survive is one line here. */
export const FILES: Readonly<Record<string, readonly string[]>> = {
  'crm/policy.ts': ['test/crm/policy.test.ts', 'test/crm/redaction.test.ts'],
  'crm/caution.ts': ['test/crm/caution.test.ts'],
  'crm/mention.ts': ['test/crm/question.test.ts'],
  'crm/question.ts': ['test/crm/question.test.ts'],
  'crm/ladder.ts': ['test/crm/handoff-routing.test.ts'],
  'crm/routing.ts': ['test/crm/handoff-routing.test.ts'],
  'crm/handoff-kinds.ts': ['test/crm/handoff-routing.test.ts'],
  'crm/handoff.ts': ['test/crm/handoff.test.ts'],
  'crm/task.ts': ['test/crm/task.test.ts'],
  'crm/note.ts': ['test/crm/note.test.ts'],
  'crm/win.ts': ['test/crm/win.test.ts'],
  'crm/win-credits.ts': ['test/crm/win.test.ts'],
  'crm/win-trouble.ts': ['test/crm/win.test.ts'],
  'crm/department-channel.ts': ['test/crm/department-channel.test.ts'],
  'crm/attention.ts': ['test/crm/attention.test.ts'],
  'crm/delivery.ts': ['test/crm/attention.test.ts'],
  'crm/quiet.ts': ['test/crm/attention.test.ts', 'test/crm/weekly.test.ts'],
  'crm/weekly.ts': ['test/crm/weekly.test.ts'],
  'crm/working-time.ts': ['test/crm/working-time.test.ts'],
  'crm/notable.ts': ['test/crm/notable.test.ts'],
  'crm/timeline.ts': ['test/crm/timeline.test.ts'],
  'crm/amounts.ts': ['test/crm/amounts.test.ts'],
  'bot/run.ts': ['test/bot/run.test.ts'],
  'jobs/scheduler.ts': ['test/jobs/schedules.test.ts'],
};

/** The line with the schedule of a job that the clock begins: the rest of the job has stories of its own. */
export const SCHEDULES = [
  'jobs/daily-wins.ts',
  'jobs/forget-deliveries.ts',
  'jobs/refresh-rooms.ts',
  'jobs/remind-handoffs.ts',
  'jobs/remind-tasks.ts',
  'jobs/tell-followers.ts',
  'jobs/weekly-summary.ts',
];
