-- AlterTable
ALTER TABLE "digest_issue" ADD COLUMN     "view" JSONB;
