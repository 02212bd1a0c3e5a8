-- AlterTable
ALTER TABLE "connector_reading" ADD COLUMN     "moved_at" TIMESTAMPTZ(3);
