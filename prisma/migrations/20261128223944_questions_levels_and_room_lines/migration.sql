-- One thing, one name: the table held questions to colleagues.
ALTER TABLE "mention" RENAME TO "question";
ALTER TABLE "question" RENAME CONSTRAINT "mention_pkey" TO "question_pkey";
ALTER INDEX "mention_id_key" RENAME TO "question_id_key";
ALTER INDEX "mention_receiver_id_created_at_idx" RENAME TO "question_receiver_id_created_at_idx";
ALTER INDEX "mention_customer_id_note_id_idx" RENAME TO "question_customer_id_note_id_idx";

-- The level of an escalation, also in the events of overdue handoffs.
ALTER TABLE "handoff" RENAME COLUMN "rung" TO "level";
UPDATE "event" SET "payload" = ("payload" - 'rung') || jsonb_build_object('level', "payload"->'rung')
WHERE "kind" = 'handoff-overdue' AND "payload"->'rung' IS NOT NULL;

ALTER TABLE "room" RENAME COLUMN "said" TO "content";
