-- The ground state: what people and sources said. `{text}` is `text`, in plain byte order on either engine.

create table network (
    one bigint not null primary key constraint network_is_one check (one = 1),
    body {text} not null
);

create table record (
    id {text} not null primary key,
    kind {text} not null,
    slug {text} not null,
    visibility {text} not null,
    version bigint not null,
    body {text} not null,
    changed {text} not null,
    -- What SQL needs to find and order it, derived from the body.
    title_sv {text} not null,
    title_en {text} not null,
    sort_sv {text} not null,
    sort_en {text} not null,
    starts bigint,
    ends bigint,
    constraint record_slug unique (kind, slug)
);
create index record_by_name_sv on record (kind, visibility, sort_sv, id);
create index record_by_name_en on record (kind, visibility, sort_en, id);
create index record_by_time on record (kind, visibility, starts, id);

create table former_slug (
    kind {text} not null,
    slug {text} not null,
    record_id {text} not null references record (id) on delete cascade,
    primary key (kind, slug, record_id)
);

-- Derived from the bodies: who refers to whom.
create table link (
    from_id {text} not null references record (id) on delete cascade,
    role {text} not null,
    position bigint not null,
    to_id {text} not null references record (id),
    primary key (from_id, role, position)
);
create index link_back on link (to_id, role, from_id);

-- Derived from the bodies: the times of activities, in seconds since 1970. `ends` is the first second after it.
create table occasion (
    id {text} not null primary key,
    record_id {text} not null references record (id) on delete cascade,
    starts bigint,
    ends bigint
);
create index occasion_of on occasion (record_id, ends);
create index occasion_by_end on occasion (ends);
create index occasion_by_start on occasion (starts);

-- Every change, with the state after it. The number is there for what someone else can see.
create table change (
    id {text} not null primary key,
    number bigint constraint change_number unique,
    at {text} not null,
    actor {text} not null,
    action {text} not null,
    kind {text} not null,
    record_id {text} not null,
    -- 1 where everyone can see the state after it: what was public once may be said to be gone.
    public bigint not null,
    state {text} not null
);
create index change_of on change (record_id, number);

create table counter (
    name {text} not null primary key,
    value bigint not null
);
insert into counter (name, value) values ('change', 0);

create table job (
    id {text} not null primary key,
    kind {text} not null,
    payload {text} not null,
    -- At most one waiting job has a key.
    key {text} constraint job_key unique,
    due {text} not null,
    attempts bigint not null,
    leased_until {text},
    worker {text},
    last_error {text}
);
create index job_due on job (due);
