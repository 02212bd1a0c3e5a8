-- CreateTable
CREATE TABLE "note" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "pinned" BOOLEAN NOT NULL,
    "origin" JSONB,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "history" JSONB NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "handoff" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "giver_id" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "target_department" TEXT,
    "holder_id" TEXT,
    "rotation" TEXT,
    "reason" TEXT NOT NULL,
    "promises" JSONB NOT NULL,
    "checklist" JSONB NOT NULL,
    "entries" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "talk" JSONB NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "reminders" INTEGER NOT NULL,
    "rung" INTEGER NOT NULL,

    CONSTRAINT "handoff_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "task" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "holder_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "snoozed_until" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL,
    "origin" JSONB,

    CONSTRAINT "task_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "mention" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "giver_id" TEXT NOT NULL,
    "receiver_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "note_id" TEXT,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "mention_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "win" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "difference" TEXT,
    "money" JSONB,
    "picture" TEXT,
    "credits" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "kudos" JSONB NOT NULL,
    "about" TEXT,

    CONSTRAINT "win_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "key" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" TEXT,
    "line" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "view" JSONB NOT NULL,
    "pressing" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "acted_at" TIMESTAMPTZ(3),
    "sent_as" JSONB,

    CONSTRAINT "message_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "write_back" (
    "customer_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "url" TEXT,
    "fault" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "remote_id" TEXT,

    CONSTRAINT "write_back_pkey" PRIMARY KEY ("customer_id","key")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "origin" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attention" (
    "person_id" TEXT NOT NULL,
    "settings" JSONB NOT NULL,

    CONSTRAINT "attention_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "place_follow" (
    "customer_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "place_follow_pkey" PRIMARY KEY ("customer_id","platform","tenant","place_id")
);

-- CreateTable
CREATE TABLE "room" (
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "posted" TEXT,
    "said" TEXT,

    CONSTRAINT "room_pkey" PRIMARY KEY ("platform","tenant","place_id")
);

-- CreateTable
CREATE TABLE "absence" (
    "person_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "cover_id" TEXT,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("person_id","starts_at")
);

-- CreateTable
CREATE TABLE "holiday" (
    "zone" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("zone","day")
);

-- CreateTable
CREATE TABLE "rotation" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "members" JSONB NOT NULL,
    "next" INTEGER NOT NULL,

    CONSTRAINT "rotation_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "note_id_key" ON "note"("id");

-- CreateIndex
CREATE INDEX "note_customer_id_pinned_created_at_idx" ON "note"("customer_id", "pinned", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "handoff_id_key" ON "handoff"("id");

-- CreateIndex
CREATE INDEX "handoff_holder_id_state_due_at_idx" ON "handoff"("holder_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "handoff_giver_id_state_due_at_idx" ON "handoff"("giver_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "handoff_target_department_state_due_at_idx" ON "handoff"("target_department", "state", "due_at");

-- CreateIndex
CREATE INDEX "handoff_state_due_at_idx" ON "handoff"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "task_id_key" ON "task"("id");

-- CreateIndex
CREATE INDEX "task_customer_id_state_idx" ON "task"("customer_id", "state");

-- CreateIndex
CREATE INDEX "task_holder_id_state_due_at_idx" ON "task"("holder_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "task_created_by_state_due_at_idx" ON "task"("created_by", "state", "due_at");

-- CreateIndex
CREATE INDEX "task_state_due_at_idx" ON "task"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "mention_id_key" ON "mention"("id");

-- CreateIndex
CREATE INDEX "mention_receiver_id_created_at_idx" ON "mention"("receiver_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "win_id_key" ON "win"("id");

-- CreateIndex
CREATE INDEX "win_created_at_idx" ON "win"("created_at");

-- CreateIndex
CREATE INDEX "win_customer_id_created_at_idx" ON "win"("customer_id", "created_at");

-- CreateIndex
CREATE INDEX "message_addressee_created_at_idx" ON "message"("addressee", "created_at");

-- CreateIndex
CREATE INDEX "message_addressee_state_due_at_idx" ON "message"("addressee", "state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "write_back_key_key" ON "write_back"("key");

-- CreateIndex
CREATE INDEX "write_back_subject_kind_subject_id_idx" ON "write_back"("subject_kind", "subject_id");

-- CreateIndex
CREATE INDEX "draft_person_id_at_idx" ON "draft"("person_id", "at");

-- CreateIndex
CREATE INDEX "draft_at_idx" ON "draft"("at");

-- CreateIndex
CREATE INDEX "room_customer_id_idx" ON "room"("customer_id");

-- CreateIndex
CREATE INDEX "follow_customer_id_idx" ON "follow"("customer_id");

-- By hand: two reports of one deal are one win, also when both come at once.
CREATE UNIQUE INDEX "win_about_idx" ON "win" ("customer_id", "about") WHERE "state" = 'posted' AND "about" IS NOT NULL;
