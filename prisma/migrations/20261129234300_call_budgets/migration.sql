-- AlterTable
ALTER TABLE "connector_reading" ADD COLUMN     "records" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "call_budget" (
    "name" TEXT NOT NULL,
    "stock" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "call_budget_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "daily_quota" (
    "source" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "daily_quota_pkey" PRIMARY KEY ("source")
);
