ALTER TABLE "message" ADD COLUMN "subject_kind" TEXT, ADD COLUMN "subject_id" TEXT, ADD COLUMN "role" TEXT, ADD COLUMN "subject_version" INTEGER;

-- Until now the key said what a message is about. `notice` is what stands before the thing in it.
WITH split AS (
  SELECT "key", "customer_id",
    coalesce(substring("key" FROM '^(help|untold):'), '') AS notice,
    string_to_array(regexp_replace("key", '^(?:help|untold):', ''), ':') AS part
  FROM "message"
), named AS (
  SELECT *,
    CASE
      WHEN part[1] IN ('handoff', 'task', 'note') AND part[2] <> '' THEN part[1]
      WHEN notice <> 'help' AND part[1] = 'win' AND part[2] <> '' THEN 'win'
      WHEN notice <> 'help' AND part[1] = 'mention' AND part[2] <> '' THEN 'question'
      WHEN notice = '' AND part[1] = 'summary' AND part[2] <> '' THEN 'person'
      WHEN notice = 'help' AND part[1] = 'unreached' AND part[2] <> '' THEN 'person'
      WHEN notice = '' AND part[1] = 'claim' THEN 'account-link'
      WHEN (notice <> '' OR part[1] = 'followed' OR "key" LIKE '%:failed') AND "customer_id" IS NOT NULL THEN 'customer'
      ELSE 'other'
    END AS kind
  FROM split
), subject AS (
  SELECT "key", kind,
    CASE kind
      -- One question to several people is several mentions: `<question>.<n>`.
      WHEN 'question' THEN regexp_replace(part[2], '\.\d+$', '')
      WHEN 'customer' THEN "customer_id"
      -- The instant of the claim, with its colons, is no part of the account.
      WHEN 'account-link' THEN regexp_replace("key", '^claim:|:\d{4}-\d\d-\d\dT.*$', '', 'g')
      WHEN 'other' THEN "key"
      ELSE part[2]
    END AS id,
    CASE
      WHEN kind = 'other' THEN 'other'
      WHEN kind = 'account-link' THEN 'claim'
      WHEN notice = 'help' THEN 'help'
      WHEN notice = 'untold' THEN CASE WHEN kind IN ('win', 'customer') THEN 'unposted' ELSE 'undelivered' END
      WHEN kind = 'person' THEN 'summary'
      WHEN kind IN ('handoff', 'task', 'note', 'customer') AND "key" LIKE '%:failed' THEN 'failed'
      WHEN kind = 'customer' THEN 'news'
      WHEN kind = 'win' THEN 'thanks'
      WHEN kind = 'note' AND part[3] = 'mention' THEN 'mention'
      WHEN kind = 'handoff' AND part[4] IN ('packet', 'channel', 'late', 'away', 'news') THEN part[4]
      WHEN kind = 'task' AND part[4] = 'away' THEN 'away'
      WHEN kind IN ('handoff', 'task') THEN 'news'
      WHEN kind = 'question' THEN CASE WHEN part[3] IN ('channel', 'answer') THEN part[3] ELSE 'asked' END
      ELSE 'other'
    END AS role,
    CASE
      WHEN notice <> '' THEN NULL
      WHEN kind IN ('handoff', 'task', 'note') AND part[3] ~ '^\d{1,9}$' THEN part[3]::int
      WHEN kind = 'question' AND part[3] = 'answer' AND part[4] ~ '^\d{1,9}$' THEN part[4]::int
    END AS version
  FROM named
)
UPDATE "message" SET
  -- A note's message with no part of its own is nobody's to bring up to date.
  "subject_kind" = CASE WHEN subject.role = 'other' THEN 'other' ELSE subject.kind END,
  "subject_id" = CASE WHEN subject.role = 'other' THEN "message"."key" ELSE subject.id END,
  "role" = subject.role,
  "subject_version" = CASE WHEN subject.role <> 'other' THEN subject.version END
FROM subject WHERE subject."key" = "message"."key";

ALTER TABLE "message" ALTER COLUMN "subject_kind" SET NOT NULL, ALTER COLUMN "subject_id" SET NOT NULL, ALTER COLUMN "role" SET NOT NULL;

DROP INDEX "message_about_created_at_idx";
ALTER TABLE "message" DROP COLUMN "about";
CREATE INDEX "message_subject_kind_subject_id_created_at_idx" ON "message"("subject_kind", "subject_id", "created_at");
