-- The list rows again: the day of the next review is what lists sort and filter by, so it is only in the rows of those who
-- may know it: who works with the person, and who opened meetings (category 15) in an emergency. An old record, or something
-- shown once, leaves it empty: neither the order of a list nor its filter tells.

set local role ppo_keeper;

-- What the list rows of these people should be at a moment and after it, from the facts alone.
create or replace function sharing_list_compile(ids bigint[], at timestamptz) returns setof sharing_listrow
language sql stable parallel safe begin atomic
    with fact as (
        select l.person_id, l.agency_id*4+1 as audience, l.agency_id, l.starts_at,
               coalesce(l.ends_at, '9999-12-31 00:00+00') as ends_at, true as works, true as own,
               0 as full_of
          from sharing_link l where l.person_id = any(ids)
        union all
        select n.person_id, c.id*4+2, n.agency_id, n.starts_at, coalesce(n.ends_at, '9999-12-31 00:00+00'), true, true, 0
          from sharing_namedlink n join sharing_capacity c on c.user_id = n.user_id and c.agency_id = n.agency_id
         where n.person_id = any(ids)
        union all
        select distinct h.person_id, h.agency_id*4+1, h.agency_id, timestamptz '1900-01-01 00:00+00',
               timestamptz '9999-12-31 00:00+00', false, true, 0
          from sharing_holding h where h.person_id = any(ids)
        union all
        select d.person_id, d.to_agency_id*4+1, d.to_agency_id, d.starts_at, d.ends_at, false, true, 0
          from sharing_disclosure d where d.person_id = any(ids)
        union all
        select e.person_id, c.id*4+2, c.agency_id, e.starts_at, e.ends_at, false, c.reach >= 2, e.categories
          from sharing_emergency e join sharing_capacity c on c.user_id = e.user_id and c.agency_id = e.agency_id
         where e.person_id = any(ids)
        union all
        select p.id, a.id*4+3, a.id, '1900-01-01 00:00+00', '9999-12-31 00:00+00', true, true, 0
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
               cross join lateral (values (k.given_on), (k.withdrawn_on), (k.expires_on)) x(day)
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
               bool_or(f.own) as own, bit_or(f.full_of) as full_of
          from span s join fact f using (person_id, audience)
         where s.ends_at > at and f.starts_at <= s.starts_at and f.ends_at >= s.ends_at and f.starts_at < f.ends_at
         group by 1, 2, 3, 4
    )
    -- In the order of the table's columns.
    select v.audience, v.agency_id, v.starts_at, v.ends_at, v.works, v.own, v.full_of, coalesce(k.bits, 0),
           coalesce(k.days, '{}'), d.codes, coalesce(d.days, '{}'), x.users,
           p.sort_name, p.status, p.area,
           case when v.works or (v.full_of >> 15) & 1 = 1 then p.next_review_on end, v.person_id, coalesce(m.moments, '{}')
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
                     and coalesce(sharing_midnight(least(k.withdrawn_on, k.expires_on)), '9999-12-31 00:00+00') >= v.ends_at
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
          select jsonb_object_agg(c.category, to_char(c.began at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI')) as moments
            from (select i as category, min(e.starts_at) as began
                    from sharing_emergency e
                         join sharing_capacity c on c.user_id = e.user_id and c.agency_id = e.agency_id
                         cross join generate_series(0, 15) i
                   where v.full_of <> 0 and e.person_id = v.person_id and c.id*4+2 = v.audience
                     and (e.categories >> i) & 1 = 1 and e.starts_at <= v.starts_at and e.ends_at >= v.ends_at
                   group by 1) c
      ) m on true
      left join lateral (
          select array_agg(distinct e.user_id) as users from sharing_exclusion e
           where e.person_id = v.person_id and e.starts_at <= v.starts_at
             and coalesce(e.ends_at, '9999-12-31 00:00+00') >= v.ends_at
      ) x on true;
end;

create or replace function sharing_people_sorted() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    update sharing_listrow r
       set sort_name = n.sort_name, status = n.status, area = n.area,
           next_review_on = case when r.works or (r.full_of >> 15) & 1 = 1 then n.next_review_on end
      from new_rows n
     where r.person_id = n.id and (r.sort_name, r.status, r.area, r.next_review_on)
           is distinct from (n.sort_name, n.status, n.area,
                             case when r.works or (r.full_of >> 15) & 1 = 1 then n.next_review_on end);
    return null;
end $$;

update sharing_listrow set next_review_on = null where not works and (full_of >> 15) & 1 = 0 and next_review_on is not null;

reset role;
