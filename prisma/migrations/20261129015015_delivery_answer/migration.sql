-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "answer" JSONB;
