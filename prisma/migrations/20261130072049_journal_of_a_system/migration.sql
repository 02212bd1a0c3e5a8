-- AlterTable
ALTER TABLE "connector_reading" ADD COLUMN     "journal" TEXT;
