-- CreateTable
CREATE TABLE "goal" (
    "customer_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "department" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "due_on" DATE,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "history" JSONB NOT NULL,

    CONSTRAINT "goal_pkey" PRIMARY KEY ("customer_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "goal_id_key" ON "goal"("id");

-- CreateIndex
CREATE INDEX "goal_customer_id_state_idx" ON "goal"("customer_id", "state");

-- Of two colleagues of one department who set a goal at once, one is refused and decides again.
CREATE UNIQUE INDEX "goal_open_idx" ON "goal" ("customer_id", "department") WHERE "state" = 'open';
