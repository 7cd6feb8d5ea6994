//! What the two engines say differently, side by side.

use crate::db::{Engine, Sql};

/// A text column in plain byte order, so that paging and exports are alike on both engines.
pub(crate) const fn text_column(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "text",
        Engine::Postgres => "text collate \"C\"",
    }
}

/// The names of what the records in a JSON list of ids (`$1`) refer to.
pub(crate) const NAMES_OF_LINKED: Sql = Sql::two(
    "select l.from_id, l.role, r.id, r.kind, r.slug, r.title_sv, r.title_en from link l join record r on r.id = l.to_id
     where l.from_id in (select value from json_each($1)) and r.visibility = 'public'
     order by l.from_id, l.role, l.position",
    "select l.from_id, l.role, r.id, r.kind, r.slug, r.title_sv, r.title_en from link l join record r on r.id = l.to_id
     where l.from_id in (select jsonb_array_elements_text($1::jsonb)) and r.visibility = 'public'
     order by l.from_id, l.role, l.position",
);

/// How many public records are on each theme or one below it, by a JSON list of pairs `[theme, it or one below]` (`$1`).
pub(crate) const THEME_COUNTS: Sql = Sql::two(
    "select json_extract(p.value, '$[0]'), count(distinct l.from_id) from json_each($1) p
     join link l on l.to_id = json_extract(p.value, '$[1]') and l.role = 'theme'
     join record r on r.id = l.from_id and r.visibility = 'public' group by 1",
    "select p.pair->>0, count(distinct l.from_id) from jsonb_array_elements($1::jsonb) as p(pair)
     join link l on l.to_id = p.pair->>1 and l.role = 'theme'
     join record r on r.id = l.from_id and r.visibility = 'public' group by 1",
);

/// The public records among a JSON list of ids (`$1`).
pub(crate) const PUBLIC_BY_IDS: Sql = Sql::two(
    "select id, kind, body, changed from record where visibility = 'public'
     and id in (select value from json_each($1)) order by id",
    "select id, kind, body, changed from record where visibility = 'public'
     and id in (select jsonb_array_elements_text($1::jsonb)) order by id",
);

/// The public records among a JSON list of ids (`$1`), the last changed first, at most `$2`.
pub(crate) const NEWEST_BY_IDS: Sql = Sql::two(
    "select id, kind, body, changed from record where visibility = 'public'
     and id in (select value from json_each($1)) order by changed desc, id limit $2",
    "select id, kind, body, changed from record where visibility = 'public'
     and id in (select jsonb_array_elements_text($1::jsonb)) order by changed desc, id limit $2",
);

/// When each public record among a JSON list of ids (`$1`) became public.
pub(crate) const PUBLISHED_OF: Sql = Sql::two(
    "select id, published from record where visibility = 'public' and id in (select value from json_each($1))",
    "select id, published from record where visibility = 'public'
     and id in (select jsonb_array_elements_text($1::jsonb))",
);

/// The ids after `$2` of public records that refer to any of a JSON list of ids (`$1`), at most `$3`.
pub(crate) const IDS_REFERRING_TO: Sql = Sql::two(
    "select distinct r.id from link l join record r on r.id = l.from_id
     where l.to_id in (select value from json_each($1)) and r.visibility = 'public' and r.id > $2 order by r.id limit $3",
    "select distinct r.id from link l join record r on r.id = l.from_id
     where l.to_id in (select jsonb_array_elements_text($1::jsonb)) and r.visibility = 'public' and r.id > $2
     order by r.id limit $3",
);

/// Every public organisation, initiative and activity at each place of it that has a point, at most `$1`; of an activity
/// with the time of its occasion.
pub(crate) const PLACED: Sql = Sql::two(
    "select r.id, r.kind, r.slug, json_extract(r.body, '$.name') as name, null as title, json_extract(r.body, '$.place') as place,
         null as time, null as starts, null as ends, r.sort_sv
     from record r where r.kind = 'organisation' and r.visibility = 'public'
         and json_extract(r.body, '$.place.point') is not null
     union all
     select r.id, r.kind, r.slug, null, json_extract(r.body, '$.title'), p.value, null, null, null, r.sort_sv
     from record r, json_each(r.body, '$.places') p where r.kind = 'initiative' and r.visibility = 'public'
         and json_extract(p.value, '$.point') is not null
     union all
     select r.id, r.kind, r.slug, null, json_extract(r.body, '$.title'), json_extract(o.value, '$.place'),
         json_extract(o.value, '$.when'), t.starts, t.ends, r.sort_sv
     from record r, json_each(r.body, '$.occasions') o left join occasion t on t.id = json_extract(o.value, '$.id')
     where r.kind = 'activity' and r.visibility = 'public' and json_extract(o.value, '$.place.point') is not null
     order by 2, 10, 1, 8 limit $1",
    "select r.id, r.kind, r.slug, r.body::jsonb->>'name' as name, cast(null as text) as title, (r.body::jsonb->'place')::text as place,
         cast(null as text) as time, cast(null as bigint) as starts, cast(null as bigint) as ends, r.sort_sv
     from record r where r.kind = 'organisation' and r.visibility = 'public'
         and r.body::jsonb->'place'->'point' is not null
     union all
     select r.id, r.kind, r.slug, null, (r.body::jsonb->'title')::text, p.value::text, null, null, null, r.sort_sv
     from record r cross join jsonb_array_elements(coalesce(r.body::jsonb->'places', '[]'::jsonb)) as p(value)
     where r.kind = 'initiative' and r.visibility = 'public' and p.value->'point' is not null
     union all
     select r.id, r.kind, r.slug, null, (r.body::jsonb->'title')::text, (o.value->'place')::text,
         (o.value->'when')::text, t.starts, t.ends, r.sort_sv
     from record r cross join jsonb_array_elements(coalesce(r.body::jsonb->'occasions', '[]'::jsonb)) as o(value)
         left join occasion t on t.id = o.value->>'id'
     where r.kind = 'activity' and r.visibility = 'public' and o.value->'place'->'point' is not null
     order by 2, 10, 1, 8 limit $1",
);

/// Adds the facets of a record (`$1`) by a JSON list of pairs `[name, value]` (`$2`).
pub(crate) const ADD_FACETS: Sql = Sql::two(
    "insert into facet (record_id, name, value)
     select $1, json_extract(p.value, '$[0]'), json_extract(p.value, '$[1]') from json_each($2) p",
    "insert into facet (record_id, name, value)
     select cast($1 as text), p.pair->>0, p.pair->>1 from jsonb_array_elements($2::jsonb) as p(pair)",
);

/// How many public activities overlap each of some stretches of time, a JSON list of `[label, from, until]` (`$1`), how
/// many of those with an occasion that ends before `$2`, and of how many the time, county or theme is not known. An
/// occasion of no length is in the stretch in which it begins.
pub(crate) const ACTIVITY_COUNTS: Sql = Sql::two(
    "with stretch(label, first, last) as materialized (select json_extract(p.value, '$[0]'),
         json_extract(p.value, '$[1]'), json_extract(p.value, '$[2]') from json_each($1) p)
     select s.label, count(distinct o.record_id), count(distinct case when o.ends < $2 then o.record_id end)
     from stretch s join occasion o on o.starts < s.last and (o.ends > s.first or o.starts >= s.first)
     join record r on r.id = o.record_id and r.visibility = 'public' group by s.label
     union all select 'undated', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from occasion o where o.record_id = r.id and o.starts is not null)
     union all select 'nowhere', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from facet f where f.record_id = r.id and f.name = 'county')
     union all select 'themeless', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from link l join record t on t.id = l.to_id and t.visibility = 'public'
             where l.from_id = r.id and l.role = 'theme')",
    "with stretch(label, first, last) as materialized (select p.row->>0,
         (p.row->>1)::bigint, (p.row->>2)::bigint from jsonb_array_elements($1::jsonb) as p(row))
     select s.label, count(distinct o.record_id), count(distinct case when o.ends < $2 then o.record_id end)
     from stretch s join occasion o on o.starts < s.last and (o.ends > s.first or o.starts >= s.first)
     join record r on r.id = o.record_id and r.visibility = 'public' group by s.label
     union all select 'undated', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from occasion o where o.record_id = r.id and o.starts is not null)
     union all select 'nowhere', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from facet f where f.record_id = r.id and f.name = 'county')
     union all select 'themeless', count(*), 0 from record r where r.kind = 'activity' and r.visibility = 'public'
         and not exists (select 1 from link l join record t on t.id = l.to_id and t.visibility = 'public'
             where l.from_id = r.id and l.role = 'theme')",
);

/// How many public records of each kind are on each theme or one below it, by a JSON list of pairs
/// `[theme, it or one below]` (`$1`): in all, with no county, and in each county.
pub(crate) const THEME_COUNTIES: Sql = Sql::two(
    "with below(theme, id) as materialized (select json_extract(p.value, '$[0]'), json_extract(p.value, '$[1]')
         from json_each($1) p),
     hit as materialized (select distinct b.theme, r.id, r.kind from below b join link l on l.to_id = b.id
         and l.role = 'theme' join record r on r.id = l.from_id and r.visibility = 'public')
     select theme, kind, '', count(*) from hit group by theme, kind
     union all select h.theme, h.kind, f.value, count(*) from hit h
         join facet f on f.record_id = h.id and f.name = 'county' group by h.theme, h.kind, f.value",
    "with below(theme, id) as materialized (select p.pair->>0, p.pair->>1
         from jsonb_array_elements($1::jsonb) as p(pair)),
     hit as materialized (select distinct b.theme, r.id, r.kind from below b join link l on l.to_id = b.id
         and l.role = 'theme' join record r on r.id = l.from_id and r.visibility = 'public')
     select theme, kind, '', count(*) from hit group by theme, kind
     union all select h.theme, h.kind, f.value, count(*) from hit h
         join facet f on f.record_id = h.id and f.name = 'county' group by h.theme, h.kind, f.value",
);

/// The first `$3` public records of each stage on any of a JSON list of themes (`$1`) at a moment (`$2`), with how many
/// there are of the stage.
pub(crate) const ON_THEMES: Sql = Sql::two(
    "with hit as materialized (select distinct l.from_id as id from link l where l.role = 'theme'
         and l.to_id in (select value from json_each($1))),
     coming as (select record_id, min(starts) as starts from occasion where ends > $2 group by record_id),
     staged as (select r.id, r.sort_sv, coalesce(n.starts, -r.starts) as place,
         case when r.kind = 'activity' and n.starts is not null then 'upcoming' when r.kind = 'activity' then 'earlier'
             when r.kind = 'initiative' then coalesce(f.value, 'unknown') else r.kind end as stage
         from hit h join record r on r.id = h.id and r.visibility = 'public'
         left join coming n on n.record_id = r.id
         left join facet f on f.record_id = r.id and f.name = 'status'),
     placed as (select id, stage, row_number() over (partition by stage order by place nulls last, sort_sv, id) as place,
         count(*) over (partition by stage) as total from staged)
     select r.id, r.kind, r.body, r.changed, p.stage, p.total from placed p join record r on r.id = p.id
     where p.place <= $3 order by p.stage, p.place",
    "with hit as materialized (select distinct l.from_id as id from link l where l.role = 'theme'
         and l.to_id in (select jsonb_array_elements_text($1::jsonb))),
     coming as (select record_id, min(starts) as starts from occasion where ends > $2 group by record_id),
     staged as (select r.id, r.sort_sv, coalesce(n.starts, -r.starts) as place,
         case when r.kind = 'activity' and n.starts is not null then 'upcoming' when r.kind = 'activity' then 'earlier'
             when r.kind = 'initiative' then coalesce(f.value, 'unknown') else r.kind end as stage
         from hit h join record r on r.id = h.id and r.visibility = 'public'
         left join coming n on n.record_id = r.id
         left join facet f on f.record_id = r.id and f.name = 'status'),
     placed as (select id, stage, row_number() over (partition by stage order by place nulls last, sort_sv, id) as place,
         count(*) over (partition by stage) as total from staged)
     select r.id, r.kind, r.body, r.changed, p.stage, p.total from placed p join record r on r.id = p.id
     where p.place <= $3 order by p.stage, p.place",
);

/// Takes the next job that is due at `$1` for the worker `$2` until `$3`.
pub(crate) const CLAIM_JOB: Sql = Sql::two(
    "update job set leased_until = $3, worker = $2, attempts = attempts + 1 where id = (
         select id from job where due <= $1 and (leased_until is null or leased_until < $1) order by due, id limit 1
     ) returning id, kind, payload, attempts",
    "update job set leased_until = $3, worker = $2, attempts = attempts + 1 where id = (
         select id from job where due <= $1 and (leased_until is null or leased_until < $1) order by due, id limit 1
         for update skip locked
     ) returning id, kind, payload, attempts",
);

/// The tables of a store.
pub(crate) const TABLES: Sql = Sql::two(
    "select name from sqlite_schema where type = 'table' and name = 'schema_version'",
    "select table_name from information_schema.tables where table_schema = current_schema() and table_name = 'schema_version'",
);

/// Every statement here.
pub(crate) const ALL: &[Sql] = &[
    NAMES_OF_LINKED,
    THEME_COUNTS,
    PUBLIC_BY_IDS,
    NEWEST_BY_IDS,
    PUBLISHED_OF,
    IDS_REFERRING_TO,
    PLACED,
    ADD_FACETS,
    ACTIVITY_COUNTS,
    THEME_COUNTIES,
    ON_THEMES,
    CLAIM_JOB,
    TABLES,
];
