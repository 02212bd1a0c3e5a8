-- AlterTable
ALTER TABLE "connector_reading" ADD COLUMN     "failed_at" TIMESTAMPTZ(3),
ADD COLUMN     "fault" TEXT,
ADD COLUMN     "read_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "domain" ADD COLUMN     "company" TEXT;

-- AlterTable
ALTER TABLE "reference" ADD COLUMN     "facts" JSONB,
ADD COLUMN     "matched_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "same_company" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "asked_by" TEXT,
ADD COLUMN     "asked_of" TEXT,
ADD COLUMN     "confidence" DOUBLE PRECISION,
ADD COLUMN     "evidence" JSONB,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "same" DROP NOT NULL,
ALTER COLUMN "person_id" DROP NOT NULL,
ALTER COLUMN "decided_at" DROP NOT NULL;

-- CreateTable
CREATE TABLE "customer_join" (
    "former_id" TEXT NOT NULL,
    "into_id" TEXT NOT NULL,
    "now_id" TEXT NOT NULL,
    "person_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "confidence" DOUBLE PRECISION,
    "evidence" JSONB NOT NULL,
    "former" JSONB NOT NULL,

    CONSTRAINT "customer_join_pkey" PRIMARY KEY ("former_id")
);

-- CreateTable
CREATE TABLE "joined_row" (
    "id" BIGSERIAL NOT NULL,
    "former_id" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "key" TEXT[],
    "row" JSONB,

    CONSTRAINT "joined_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "awaited_customer" (
    "table_name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "company" TEXT,

    CONSTRAINT "awaited_customer_pkey" PRIMARY KEY ("table_name","source","external_id")
);

-- CreateIndex
CREATE INDEX "customer_join_into_id_idx" ON "customer_join"("into_id");

-- CreateIndex
CREATE INDEX "customer_join_now_id_idx" ON "customer_join"("now_id");

-- CreateIndex
CREATE UNIQUE INDEX "joined_row_former_id_table_name_key_key" ON "joined_row"("former_id", "table_name", "key");

-- CreateIndex
CREATE INDEX "joined_row_table_name_key_idx" ON "joined_row"("table_name", "key");

-- CreateIndex
CREATE INDEX "awaited_customer_email_idx" ON "awaited_customer"("email");

-- CreateIndex
CREATE INDEX "awaited_customer_company_idx" ON "awaited_customer"("company");

-- CreateIndex
CREATE INDEX "domain_company_idx" ON "domain"("company");

-- CreateIndex
CREATE INDEX "same_company_asked_of_idx" ON "same_company"("asked_of");

-- People go on looking for a joined customer by its name.
CREATE INDEX "customer_join_name_idx" ON "customer_join" (("former"->>'name_key'));

-- Records that are still to be compared: after an import all of them, at other times a few.
CREATE INDEX "reference_unmatched_idx" ON "reference" ("source", "external_id") WHERE "matched_at" IS NULL AND NOT "gone";

-- Until now a customer had the facts of the record that its id was made of (see idOf in prisma/records/cells.ts).
UPDATE "reference" r SET "told_at" = c."updated_at", "facts" = jsonb_build_object('name', c."name", 'stage', c."stage", 'segment', c."segment",
    'industry', c."industry", 'city', c."city", 'country', c."country", 'owner_id', c."owner_id", 'revenue', c."revenue", 'currency', c."currency",
    'renews_on', c."renews_on", 'health', c."health", 'since', c."since")
  FROM "customer" c WHERE r."customer_id" = c."id"
    AND c."id" = left(translate(encode(sha256(convert_to(r."source" || E'\001' || r."external_id", 'UTF8')), 'base64'), '+/' || E'\n', 'xx'), 20);
