-- AlterTable
ALTER TABLE "invoice" ALTER COLUMN "due_on" DROP NOT NULL;
