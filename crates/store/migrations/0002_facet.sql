-- Derived from the bodies: what lists are counted by, a row for each value of a record. `name` is `status`, `sort`
-- (the kind of an initiative, activity or organisation), `county` (its own or one it serves) or `read` (the last day
-- on which one of its sources was read).
create table facet (
    record_id {text} not null references record (id) on delete cascade,
    name {text} not null,
    value {text} not null,
    primary key (record_id, name, value)
);
create index facet_by_value on facet (name, value, record_id);
