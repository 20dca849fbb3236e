-- Who is connected to whom, compiled: facts (written by changes) -> list rows and rule packs (written by triggers only).
--
-- Audience: one number for "who": agency*4+1, capacity*4+2, agency*4+3 for everyone of the scheme as seen from that agency
-- (co-ordinators and chairs). The life of a pair (audience, person) is cut at every edge of every fact, so that a row's
-- values are constant and at most one row is live at any moment. Nothing has to expire rights: queries compare moments.

-- One name for "now"; the differential tests replace it inside their transaction to stand on an edge.
create function sharing_moment() returns timestamptz language sql stable parallel safe as 'select now()';

create function sharing_midnight(day date) returns timestamptz language sql stable parallel safe
    as $$ select day::timestamp at time zone 'Europe/London' $$;

-- What the list rows of these people should be at a moment and after it, from the facts alone.
create function sharing_list_compile(ids bigint[], at timestamptz) returns setof sharing_listrow
language sql stable parallel safe begin atomic
    with fact as (
        select l.person_id, l.agency_id*4+1 as audience, l.agency_id, l.starts_at,
               coalesce(l.ends_at, '9999-12-31 00:00+00') as ends_at, true as works, true as own,
               0 as full_of, null::timestamptz as emergency_at
          from sharing_link l where l.person_id = any(ids)
        union all
        select n.person_id, c.id*4+2, n.agency_id, n.starts_at, coalesce(n.ends_at, '9999-12-31 00:00+00'), true, true, 0, null
          from sharing_namedlink n join sharing_capacity c on c.user_id = n.user_id and c.agency_id = n.agency_id
         where n.person_id = any(ids)
        union all
        select distinct h.person_id, h.agency_id*4+1, h.agency_id, timestamptz '1900-01-01 00:00+00',
               timestamptz '9999-12-31 00:00+00', false, true, 0, null::timestamptz
          from sharing_holding h where h.person_id = any(ids)
        union all
        select d.person_id, d.to_agency_id*4+1, d.to_agency_id, d.starts_at, d.ends_at, false, true, 0, null
          from sharing_disclosure d where d.person_id = any(ids)
        union all
        select e.person_id, c.id*4+2, c.agency_id, e.starts_at, e.ends_at, false, c.reach >= 2, e.categories, e.starts_at
          from sharing_emergency e join sharing_capacity c on c.user_id = e.user_id where e.person_id = any(ids)
        union all
        select p.id, a.id*4+3, a.id, '1900-01-01 00:00+00', '9999-12-31 00:00+00', true, true, 0, null
          from casework_person p join sharing_agency a on a.scheme_id = p.scheme_id
         where p.id = any(ids)
           and exists (select from sharing_capacity c where c.agency_id = a.id and c.reach = 3)
    ), who as (
        select distinct person_id, audience, agency_id from fact
    ), edge as (
        select person_id, audience, starts_at as t from fact
        union select person_id, audience, ends_at from fact
        union select w.person_id, w.audience, sharing_midnight(x.day)
          from who w join sharing_consent k on k.person_id = w.person_id
               and (k.to_agency_id is null or k.to_agency_id = w.agency_id)
               cross join lateral (values (k.given_on), (k.withdrawn_on)) x(day)
         where x.day is not null
        union select w.person_id, w.audience, x.t
          from who w join sharing_disclosure d on d.person_id = w.person_id and d.to_agency_id = w.agency_id
               cross join lateral (values (d.starts_at), (d.ends_at)) x(t)
        union select w.person_id, w.audience, x.t
          from who w join sharing_exclusion e on e.person_id = w.person_id
               cross join lateral (values (e.starts_at), (e.ends_at)) x(t)
         where x.t is not null
    ), span as (
        select person_id, audience, t as starts_at, lead(t) over (partition by person_id, audience order by t) as ends_at
          from edge
    ), live as (
        select s.person_id, s.audience, s.starts_at, s.ends_at, max(f.agency_id) as agency_id, bool_or(f.works) as works,
               bool_or(f.own) as own, bit_or(f.full_of) as full_of, min(f.emergency_at) as emergency_at
          from span s join fact f using (person_id, audience)
         where s.ends_at > at and f.starts_at <= s.starts_at and f.ends_at >= s.ends_at and f.starts_at < f.ends_at
         group by 1, 2, 3, 4
    )
    -- In the order of the table's columns.
    select v.audience, v.agency_id, v.starts_at, v.ends_at, v.works, v.own, v.full_of, coalesce(k.bits, 0),
           coalesce(k.days, '{}'), d.codes, coalesce(d.days, '{}'), v.emergency_at, x.users,
           p.sort_name, p.status, p.area, p.next_review_on, v.person_id
      from live v
      join casework_person p on p.id = v.person_id
      left join lateral (
          select bit_or(1 << c.category) as bits, jsonb_object_agg(c.category, c.given_on) as days
            from (select g.category, min(k.given_on) as given_on
                    from sharing_consent k
                         cross join lateral (select i as category from generate_series(0, 15) i
                                              where k.category is null or k.category = i) g
                   where v.works and k.person_id = v.person_id and (k.to_agency_id is null or k.to_agency_id = v.agency_id)
                     and sharing_midnight(k.given_on) <= v.starts_at
                     and coalesce(sharing_midnight(k.withdrawn_on), '9999-12-31 00:00+00') >= v.ends_at
                   group by 1) c
      ) k on true
      left join lateral (
          select array_agg(c.code order by c.code) as codes, jsonb_object_agg(c.code, c.day) as days
            from (select d.owner_id*64 + d.category*4 + g.level as code,
                         min((d.starts_at at time zone 'Europe/London')::date) as day
                    from sharing_disclosure d cross join generate_series(1, d.level) g(level)
                   where (v.works or v.audience & 3 = 1) and d.person_id = v.person_id and d.to_agency_id = v.agency_id
                     and d.starts_at <= v.starts_at and d.ends_at >= v.ends_at
                   group by 1) c
      ) d on true
      left join lateral (
          select array_agg(distinct e.user_id) as users from sharing_exclusion e
           where e.person_id = v.person_id and e.starts_at <= v.starts_at
             and coalesce(e.ends_at, '9999-12-31 00:00+00') >= v.ends_at
      ) x on true;
end;

-- Every right that agreements give, one row for each pair of agencies.
create function sharing_rules_expanded(schemes bigint[])
returns table (owner_id bigint, recipient_id bigint, category smallint, level smallint, needs_consent boolean,
               agreement varchar, starts_at timestamptz, ends_at timestamptz)
language sql stable parallel safe begin atomic
    with party as (
        select a.id as agreement_id, g.id as agency_id
          from sharing_agreement a join sharing_agency g on g.scheme_id = a.scheme_id
         where a.scheme_id = any(schemes)
           and (a.every_agency
                or exists (select from sharing_agreement_parties p where p.agreement_id = a.id and p.agency_id = g.id))
    )
    select f.agency_id, t.agency_id, r.category, r.level, r.needs_consent, a.code,
           sharing_midnight(a.starts_on), coalesce(sharing_midnight(a.ends_on), '9999-12-31 00:00+00')
      from sharing_agreement a
      join sharing_agreementrule r on r.agreement_id = a.id
      join party f on f.agreement_id = a.id and (r.from_agency_id is null or r.from_agency_id = f.agency_id)
      join party t on t.agreement_id = a.id and (r.to_agency_id is null or r.to_agency_id = t.agency_id)
     where f.agency_id <> t.agency_id and a.starts_on is distinct from a.ends_on;
end;

create function sharing_rules_compile(schemes bigint[], at timestamptz) returns setof sharing_rulepack
language sql stable parallel safe begin atomic
    with rule as materialized (select * from sharing_rules_expanded(schemes)),
    edge as (select recipient_id, starts_at as t from rule union select recipient_id, ends_at from rule),
    span as (
        select recipient_id, t as starts_at, lead(t) over (partition by recipient_id order by t) as ends_at from edge
    ), given as (
        select s.recipient_id, s.starts_at, s.ends_at, r.owner_id*64 + r.category*4 + g.level as code, r.needs_consent,
               min(r.agreement) as agreement
          from span s
          join rule r on r.recipient_id = s.recipient_id and r.starts_at <= s.starts_at and r.ends_at >= s.ends_at
               cross join generate_series(1, r.level) g(level)
         where s.ends_at > at
         group by 1, 2, 3, 4, 5
    )
    select starts_at, ends_at,
           coalesce(array_agg(code order by code) filter (where not needs_consent), '{}'),
           coalesce(array_agg(code order by code) filter (where needs_consent), '{}'),
           coalesce(jsonb_object_agg(code, agreement) filter (where not needs_consent), '{}'),
           coalesce(jsonb_object_agg(code, agreement) filter (where needs_consent), '{}'), recipient_id
      from given group by recipient_id, starts_at, ends_at;
end;

-- ---------------------------------------------------------------- keeping them; owned by ppo_keeper, who alone may write them
create function sharing_list_rebuild(ids bigint[]) returns void language sql volatile security definer begin atomic
    -- Two changes to one person, one after the other; always in the order of ids, so that two changes to several cannot wait
    -- for each other.
    select pg_advisory_xact_lock(7301, (i % 2147483647)::int) from (select distinct unnest(ids) as i order by 1) x;
    delete from sharing_listrow where person_id = any(ids);
    insert into sharing_listrow select * from sharing_list_compile(ids, sharing_moment());
end;

create function sharing_facts_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ids bigint[];
begin
    if tg_op = 'INSERT' then select array_agg(distinct person_id) into ids from new_rows;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct o.person_id) into ids from old_rows o join casework_person p on p.id = o.person_id;
    else
        select array_agg(distinct person_id) into ids
          from (select person_id from new_rows union select person_id from old_rows) x;
    end if;
    if ids is not null then perform sharing_list_rebuild(ids); end if;
    return null;
end $$;

create function sharing_people_added() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform sharing_list_rebuild(array_agg(id)) from new_rows having count(*) > 0;
    return null;
end $$;

create function sharing_people_sorted() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    update sharing_listrow r
       set sort_name = n.sort_name, status = n.status, area = n.area, next_review_on = n.next_review_on
      from new_rows n
     where r.person_id = n.id and (r.sort_name, r.status, r.area, r.next_review_on)
           is distinct from (n.sort_name, n.status, n.area, n.next_review_on);
    return null;
end $$;

create function sharing_capacity_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ids bigint[];
begin
    select array_agg(distinct person_id) into ids from (
        select person_id from sharing_emergency where user_id in (new.user_id, old.user_id)
        union select person_id from sharing_namedlink where user_id in (new.user_id, old.user_id)
        union select p.id from casework_person p join sharing_agency a on a.scheme_id = p.scheme_id
         where (new.reach = 3 or old.reach = 3) and new.reach is distinct from old.reach
           and a.id in (new.agency_id, old.agency_id)
    ) x;
    if ids is not null then perform sharing_list_rebuild(ids); end if;
    return null;
end $$;

create function sharing_rules_rebuild(schemes bigint[]) returns void language sql volatile security definer begin atomic
    delete from sharing_rulepack k using sharing_agency a where a.id = k.recipient_id and a.scheme_id = any(schemes);
    insert into sharing_rulepack select * from sharing_rules_compile(schemes, sharing_moment());
end;

-- The argument says which scheme a row of the table belongs to.
create function sharing_rules_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare schemes bigint[]; found bigint[];
begin
    if tg_op <> 'DELETE' then
        execute format('select array_agg(distinct %s) from new_rows r', tg_argv[0]) into schemes;
    end if;
    if tg_op <> 'INSERT' then
        execute format('select array_agg(distinct %s) from old_rows r', tg_argv[0]) into found;
        schemes := schemes || found;
    end if;
    perform sharing_rules_rebuild(schemes);
    return null;
end $$;

-- The first record of an agency about a person makes a holding; with the last one gone it ends.
create table sharing_walled (name name primary key, category text not null, holds boolean not null);

create function sharing_record_added() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    execute format('insert into sharing_holding (person_id, agency_id, category)
        select distinct r.person_id, r.owner_id, (%s)::smallint from new_rows r
         where not exists (select from sharing_holding h where h.person_id = r.person_id and h.agency_id = r.owner_id
                              and h.category = (%s)::smallint) on conflict do nothing', tg_argv[0], tg_argv[0]);
    return null;
end $$;

create function sharing_record_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare walled record; query text := '';
begin
    for walled in select name, category from sharing_walled where holds loop
        query := query || format(' and not exists (select from %I r where r.person_id = h.person_id
            and r.owner_id = h.agency_id and h.category = (%s))', walled.name, walled.category);
    end loop;
    execute 'delete from sharing_holding h using (select distinct person_id, owner_id from old_rows) o
        where h.person_id = o.person_id and h.agency_id = o.owner_id' || query;
    return null;
end $$;

do $$
declare t text;
begin
    foreach t in array array['link', 'namedlink', 'holding', 'consent', 'disclosure', 'emergency', 'exclusion'] loop
        execute format('create trigger facts_insert after insert on sharing_%s referencing new table as new_rows
            for each statement execute function sharing_facts_changed()', t);
        execute format('create trigger facts_update after update on sharing_%s referencing old table as old_rows
            new table as new_rows for each statement execute function sharing_facts_changed()', t);
        execute format('create trigger facts_delete after delete on sharing_%s referencing old table as old_rows
            for each statement execute function sharing_facts_changed()', t);
    end loop;
    for t in select x from unnest(array[
        'sharing_agreement|r.scheme_id', 'sharing_agency|r.scheme_id',
        'sharing_agreementrule|(select a.scheme_id from sharing_agreement a where a.id = r.agreement_id)',
        'sharing_agreement_parties|(select a.scheme_id from sharing_agreement a where a.id = r.agreement_id)']) x loop
        execute format('create trigger rules_insert after insert on %s referencing new table as new_rows
            for each statement execute function sharing_rules_changed(%L)', split_part(t, '|', 1), split_part(t, '|', 2));
        execute format('create trigger rules_update after update on %s referencing old table as old_rows
            new table as new_rows for each statement execute function sharing_rules_changed(%L)',
            split_part(t, '|', 1), split_part(t, '|', 2));
        execute format('create trigger rules_delete after delete on %s referencing old table as old_rows
            for each statement execute function sharing_rules_changed(%L)', split_part(t, '|', 1), split_part(t, '|', 2));
    end loop;
end $$;
create trigger list_insert after insert on casework_person referencing new table as new_rows
    for each statement execute function sharing_people_added();
create trigger list_update after update on casework_person referencing new table as new_rows
    for each statement execute function sharing_people_sorted();
create trigger list_capacity after insert or update or delete on sharing_capacity
    for each row execute function sharing_capacity_changed();

-- ---------------------------------------------------------------- the viewer
-- The application signs "who.issued" with a key that SQL cannot read and sets it for one transaction. Who: c<capacity>, or
-- s0 for the system itself (imports, reminders, measures). Whoever can run SQL as ppo_app can set the text, not sign it.
create table sharing_key (
    id int primary key,                -- two rows while a key is being changed: both are accepted
    inner_pad bytea not null,          -- key xor 0x36.. and 0x5c.., 64 bytes each: plain HMAC
    outer_pad bytea not null
);

create view sharing_said as
    select split_part(current_setting('app.viewer', true), '.', 1) as who
      from sharing_key k
     where abs(extract(epoch from now()) - nullif(split_part(current_setting('app.viewer', true), '.', 2), '')::bigint) <= 300
       and right(current_setting('app.viewer', true), 64) = encode(sha256(k.outer_pad || sha256(k.inner_pad
               || convert_to(left(current_setting('app.viewer', true), -65), 'UTF8'))), 'hex');

create view sharing_viewer as
    select c.id, c.user_id, c.agency_id, c.reach from sharing_said s join sharing_capacity c on 'c' || c.id = s.who where c.active;

create function sharing_is_system() returns boolean language sql stable security definer parallel safe
    begin atomic select exists (select from sharing_said where who = 's0'); end;
create function sharing_viewer_user() returns bigint language sql stable security definer parallel safe
    begin atomic select user_id from sharing_viewer; end;
create function sharing_viewer_agency() returns bigint language sql stable security definer parallel safe
    begin atomic select agency_id from sharing_viewer where reach > 0; end;
create function sharing_viewer_reach() returns smallint language sql stable security definer parallel safe
    begin atomic select reach from sharing_viewer; end;
create function sharing_viewer_audiences() returns bigint[] language sql stable security definer parallel safe
    begin atomic
        select case reach when 1 then array[id*4+2] when 2 then array[agency_id*4+1, id*4+2]
                          when 3 then array[agency_id*4+3, agency_id*4+1, id*4+2] end from sharing_viewer;
    end;
create function sharing_viewer_open() returns bigint[] language sql stable security definer parallel safe
    begin atomic
        select k.open from sharing_viewer v join sharing_rulepack k on k.recipient_id = v.agency_id
           and k.starts_at <= sharing_moment() and k.ends_at > sharing_moment();
    end;
create function sharing_viewer_asked() returns bigint[] language sql stable security definer parallel safe
    begin atomic
        select k.asked from sharing_viewer v join sharing_rulepack k on k.recipient_id = v.agency_id
           and k.starts_at <= sharing_moment() and k.ends_at > sharing_moment();
    end;

-- ---------------------------------------------------------------- privileges
grant select on casework_person, sharing_scheme, sharing_agency, sharing_capacity, sharing_link, sharing_namedlink,
    sharing_holding, sharing_consent, sharing_disclosure, sharing_emergency, sharing_exclusion, sharing_agreement,
    sharing_agreement_parties, sharing_agreementrule, sharing_listrow, sharing_rulepack, sharing_walled, sharing_key
    to ppo_keeper;
grant insert, update, delete on sharing_listrow, sharing_rulepack, sharing_holding to ppo_keeper;
revoke insert, update, delete on sharing_listrow, sharing_rulepack, sharing_holding, sharing_walled from ppo_app;
revoke all on sharing_key, sharing_said, sharing_viewer from ppo_app;

do $$
declare f text;
begin
    for f in select p.oid::regprocedure::text from pg_proc p
              where p.pronamespace = 'public'::regnamespace and p.proname like 'sharing\_%' loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to ppo_keeper', f);
    end loop;
end $$;
grant execute on function sharing_moment(), sharing_midnight(date) to ppo_app, ppo_report;
grant execute on function sharing_is_system(), sharing_viewer_user(), sharing_viewer_agency(), sharing_viewer_reach(),
    sharing_viewer_audiences(), sharing_viewer_open(), sharing_viewer_asked() to ppo_app;

-- Handed over last: what was given away can no longer be granted from here.
do $$
declare f text;
begin
    for f in select p.oid::regprocedure::text from pg_proc p
              where p.pronamespace = 'public'::regnamespace and p.proname like 'sharing\_%'
                and p.proname not in ('sharing_moment', 'sharing_midnight') loop
        execute format('alter function %s owner to ppo_keeper', f);
    end loop;
end $$;
alter view sharing_said owner to ppo_keeper;
alter view sharing_viewer owner to ppo_keeper;

-- Later migrations name these functions in triggers and policies, which asks for the right to execute them.
set local role ppo_keeper;
grant execute on function sharing_is_system(), sharing_viewer_user(), sharing_viewer_agency(), sharing_viewer_reach(),
    sharing_viewer_audiences(), sharing_viewer_open(), sharing_viewer_asked(), sharing_record_added(), sharing_record_gone(),
    sharing_facts_changed(), sharing_rules_changed() to ppo_owner;
reset role;

-- ---------------------------------------------------------------- the ledger and every history are append-only
revoke update, delete, truncate on sharing_ledgerentry from ppo_app;
create function sharing_append_only() returns trigger language plpgsql as $$
begin raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger append_only before update or delete or truncate on sharing_ledgerentry
    for each statement execute function sharing_append_only();
