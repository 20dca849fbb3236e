-- What an analyst would write for the matrix and the day of selection.py, without row security and keeping nothing.
select count(*), sum(total), count(*) filter (where above) from (
  select total, rank() over (order by total desc), count(*) over (order by total desc) <= 60 as above from (
    select least(coalesce(o.n, 0) * 3, 30) + round(least(coalesce(o.severity, 0) * 0.02, 20), 2)
         + least(coalesce(a.n, 0) * 2, 10) + round(least(coalesce(s.value, 0) * 0.2, 20), 2)
         + least(coalesce(t.n, 0) * 5, 10) + least(coalesce(i.n, 0) * 2, 10) + least(coalesce(v.n, 0) * 5, 15)
         + least(coalesce(h.value, 0) * 5, 15) as total
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
     where m.nominated_on <= '2026-10-31' and m.deselected_on is null and m.selected_on <= '2026-10-31') scored) ranked
