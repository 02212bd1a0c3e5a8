-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "first_response_by" TEXT,
ADD COLUMN     "schedule" TEXT;
