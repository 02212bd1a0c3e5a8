-- AlterTable
ALTER TABLE "message" ADD COLUMN     "sender_id" TEXT;
