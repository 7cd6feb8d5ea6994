-- Derived from the change log: the number of the last change that concerns what everyone can see of a record, its own or
-- one that made something it refers to public or not. What never was public has no row. The network itself is the row
-- without an id.
create table shown (
    record_id {text} not null primary key,
    number bigint not null
);
create index shown_by_number on shown (number, record_id);
