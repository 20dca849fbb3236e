-- What a selection matrix reads, for everyone of the register: 20 offences a person with those that are there, arrests,
-- intelligence, views, harm and scores. Run by a superuser inside a transaction that is rolled back.

set local session_replication_role = replica;
truncate cohort_runscore;
insert into casework_offence (id, key, person_id, owner_id, version, number, offence_code, offence_on, charged_on, outcome,
                              outcome_on, breach, place)
    select (select max(id) from casework_offence) + row_number() over (), bench_key('more' || id || '.' || j), id, 14, 1,
           2000 + j,
           bench_one('{28A,30A,34B,39,45,46,48,49,105A,92D}', 'mo' || id || '.' || j), on_day, on_day + 20,
           case when j % 9 = 0 then 'charged' when j % 10 = 1 then 'acquitted' else 'convicted' end,
           case when j % 9 <> 0 then on_day + 80 end, j % 7 = 0, ''
      from casework_person p cross join generate_series(1, 10) j
           cross join lateral (select date '2026-10-20' - bench_number('md' || id || '.' || j) % 1800 as on_day) d;
insert into casework_arrest (id, key, person_id, owner_id, version, arrested_at, arrested_at_time_known, offence_code)
    select row_number() over (), bench_key('arrest' || id || '.' || j), id, 14, 1,
           timestamptz '2026-10-30 12:00+00' - interval '1 minute' * j
           - interval '1 day' * (bench_number('ad' || id || '.' || j) % 720), true, '28A'
      from casework_person p cross join generate_series(1, 3) j;
insert into casework_intelligence (id, key, person_id, owner_id, version, received_on, number, summary)
    select row_number() over (), bench_key('intelligence' || id || '.' || j), id, 14, 1,
           date '2026-10-30' - bench_number('id' || id || '.' || j) % 720, j, 'Seen in town'
      from casework_person p cross join generate_series(1, 2) j;
insert into cohort_agencyview (id, key, person_id, owner_id, version, agency_id, given_on, concern, reason)
    select row_number() over (), bench_key('view' || id || '.' || a), id, a, 1, a, date '2026-10-01' - a,
           bench_one('{none,some,strong}', 'v' || id || '.' || a), ''
      from casework_person p cross join generate_series(1, 3) a where bench_number('w' || id || '.' || a) % 2 = 0;
insert into cohort_harm (id, key, person_id, owner_id, version, given_on, value, reason)
    select row_number() over (), bench_key('harm' || id), id, 14, 1, date '2026-10-01', bench_number('h' || id) % 4, ''
      from casework_person p where bench_number('hh' || id) % 5 = 0;
insert into cohort_score (id, key, person_id, owner_id, version, tool, scored_on, value, source)
    select row_number() over (), bench_key('score' || id), id, 14, 1, 'ogrs3', date '2026-05-01',
           bench_number('s' || id) % 100, ''
      from casework_person p where id % 2 = 0;
set local session_replication_role = origin;
analyze casework_offence, casework_arrest, casework_intelligence, cohort_agencyview, cohort_harm, cohort_score;
