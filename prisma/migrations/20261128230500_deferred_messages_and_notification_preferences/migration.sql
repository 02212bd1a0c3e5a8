ALTER TABLE "attention" RENAME TO "notification_preference";
ALTER TABLE "notification_preference" RENAME CONSTRAINT "attention_pkey" TO "notification_preference_pkey";

UPDATE "message" SET "state" = 'deferred' WHERE "state" = 'gathered';
