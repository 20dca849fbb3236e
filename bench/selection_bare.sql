-- What an analyst would write for the matrix and the day of selection.py: everyone's found values, points, total, rank and
-- side of the line, without row security and keeping nothing.
select count(*), sum(total), count(*) filter (where above), count(found), count(points), max(rank) from (
  select rank() over (order by total desc) as rank, count(*) over (order by total desc) <= 60 as above, total,
         array[n1, n2, n3, n4, n5, n6, n7, n8] as found, array[p1, p2, p3, p4, p5, p6, p7, p8] as points from (
    select *, p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8 as total from (
      select *, least(n1 * 3, 30) as p1, round(least(n2 * 0.02, 20), 2) as p2, least(n3 * 2, 10) as p3,
             round(least(coalesce(n4, 0) * 0.2, 20), 2) as p4, least(n5 * 5, 10) as p5, least(n6 * 2, 10) as p6,
             least(coalesce(n7, 0) * 5, 15) as p7, least(coalesce(n8, 0) * 5, 15) as p8 from (
    select m.person_id, coalesce(w.status, '') as status, coalesce(o.n, 0) as n1, coalesce(o.severity, 0) as n2,
           coalesce(a.n, 0) as n3, s.value as n4, coalesce(t.n, 0) as n5, coalesce(i.n, 0) as n6, v.n as n7, h.value as n8
      from cohort_membership m
      left join (select o.person_id, count(*) as n, sum(c.severity) as severity from casework_offence o
                   left join unnest(%(codes)s::text[], %(weights)s::numeric[]) as c(code, severity)
                          on c.code = o.offence_code
                  where o.charged_on > '2024-10-31' and o.charged_on <= '2026-10-31' and not o.breach
                    and (o.outcome in ('charged', 'convicted', 'caution') or o.outcome_on > '2026-10-31') group by 1) o
             using (person_id)
      left join (select person_id, count(*) as n from casework_arrest where arrested_at >= '2026-05-01 00:00+01'
                    and arrested_at < '2026-11-01 00:00+00' group by 1) a using (person_id)
      left join (select person_id, count(*) as n from casework_intelligence where received_on > '2026-04-30'
                    and received_on <= '2026-10-31' group by 1) i using (person_id)
      left join (select t.person_id, count(*) as n from casework_drugtest t
                   join casework_drugtestresult r on r.test_id = t.id where r.result in ('positive', 'refused')
                    and t.taken_at >= '2026-05-01 00:00+01'
                    and t.taken_at < '2026-11-01 00:00+00' group by 1) t using (person_id)
      left join (select person_id, sum(case concern when 'some' then 1 when 'strong' then 3 else 0 end) as n
                   from cohort_agencyview group by 1) v using (person_id)
      left join cohort_harm h using (person_id)
      left join cohort_score s using (person_id)
      join casework_person p on p.id = m.person_id and p.scheme_id = 1
      join casework_identity born on born.person_id = m.person_id and born.date_of_birth <= '2008-10-31'
      left join casework_status w on w.person_id = m.person_id and w.start <= '2026-10-31'
                                 and (w."end" is null or w."end" > '2026-10-31')
     where m.nominated_on <= '2026-10-31' and m.deselected_on is null and m.selected_on <= '2026-10-31') found) given) scored) ranked
