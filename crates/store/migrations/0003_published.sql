-- Derived from the change log: when everyone could first see a record here. Feeds say it, and are ordered by it.
alter table record add column published {text};
update record set published =
    (select c.at from change c where c.record_id = record.id and c.public = 1 order by c.number limit 1);
create index record_by_published on record (published, id);
