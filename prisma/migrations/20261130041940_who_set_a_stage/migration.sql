-- AlterTable
ALTER TABLE "write_back" ADD COLUMN     "person_id" TEXT;
