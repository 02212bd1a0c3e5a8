-- Between "nobody heard of it" (-1) and "told to who promised it" there is "on record" now.
UPDATE "promise" SET "level" = "level" + 1 WHERE "level" >= 0;
