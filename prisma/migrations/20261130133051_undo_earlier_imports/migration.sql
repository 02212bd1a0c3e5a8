-- AlterTable
ALTER TABLE "import_change" ADD COLUMN     "transaction" BIGINT;

-- CreateTable
CREATE TABLE "import_key" (
    "run_id" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "added" BOOLEAN NOT NULL,
    "head" BIGINT NOT NULL,
    "keys" BIGINT[],

    CONSTRAINT "import_key_pkey" PRIMARY KEY ("run_id","table","added","head")
);
