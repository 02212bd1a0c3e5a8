-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "name_key" TEXT;

-- CreateIndex
CREATE INDEX "contact_name_key_idx" ON "contact"("name_key");

-- By hand: the company of an address is found by its domain, also where the mailbox is not known.
CREATE INDEX "contact_email_domain_idx" ON "contact" ((lower(split_part("email", '@', 2))));
