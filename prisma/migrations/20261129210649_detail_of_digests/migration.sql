-- AlterTable
ALTER TABLE "digest_issue" ADD COLUMN     "detail" JSONB;
