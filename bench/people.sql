-- A made-up register of :people people, run by a superuser in a migrated, empty database.
--
-- Every value is derived from md5 of what it belongs to, so the same size is the same register on every machine and after
-- every upgrade; bench/checksums.json holds what came out. Nothing depends on the day: the register stands at 2 November 2026.
--
-- Agencies: 1 works with 85 % of the people, 5 with 19 %, 13 with 60 people; 14 keeps what no one of them recorded. Capacity n
-- is a practitioner of agency n, 15 the co-ordinator, 16 a steering group member.
-- Two people more than asked for: one with ten records of every kind, one with a thousand.

set session_replication_role = replica;  -- neither triggers nor foreign keys: compiled rows follow at the end
set max_parallel_workers_per_gather = 0;  -- rows are numbered in the order they come

create function bench_number(text) returns int language sql immutable parallel safe
    return ('x' || substr(md5($1), 1, 7))::bit(28)::int;
create function bench_key(text) returns text language sql immutable parallel safe  -- no 0 or 1, as in every key
    return translate(substr(md5($1), 1, 12), '01', 'gh');
create function bench_one(text[], text) returns text language sql immutable parallel safe
    return $1[1 + bench_number($2) % cardinality($1)];
create function bench_agency(bigint[], text) returns bigint language sql immutable parallel safe
    return $1[1 + bench_number($2) % cardinality($1)];

create function bench_rare(text, of int) returns int language sql immutable parallel safe  -- some often, most seldom
    return (bench_number($1)::bigint * bench_number($1 || '.') / (1::bigint << 28) * $2 / (1::bigint << 28))::int;

insert into sharing_scheme (id, key, code, name, area, size, capacity, lead_agency_id, version)
    values (1, bench_key('scheme'), 'BENCH', 'Scheme of the bench', 'Everywhere', 'large', 100, 14, 1);
insert into sharing_agency (id, key, scheme_id, code, name, kind, establishment, phone, position, version)
    select a, bench_key('agency' || a), 1, 'a' || a, 'Agency ' || a, kind, '', '01632 9600' || to_char(a, 'FM00'), a, 1
      from unnest(array['police', 'probation', 'housing', 'drug_treatment', 'ete', 'prison', 'health', 'voluntary',
                        'mental_health', 'benefits', 'community_safety', 'yot', 'housing', 'police']) with ordinality x(kind, a);
insert into sharing_user (id, password, is_superuser, key, email, name, phone, is_active, joined_at, version)
    select i, '!', false, bench_key('user' || i), 'user' || i || '@bench.example', 'User ' || i, '', true, '2020-01-01', 1
      from generate_series(1, 300) i;
insert into sharing_capacity (id, key, user_id, agency_id, role, job_title, named_only, active, version)
    select i, bench_key('capacity' || i), i, case when i <= 14 then i when i = 15 then 14 else 1 + i % 12 end,
           case i when 15 then 'coordinator' when 16 then 'steering' else 'practitioner' end, 'Officer', false, true, 1
      from generate_series(1, 300) i;
insert into sharing_agreement (id, key, scheme_id, code, title, lawful_basis, purpose, handling, every_agency, starts_on, draft, edition,
        version)
    values (1, bench_key('agreement'), 1, 'ISP1', 'Information sharing protocol', 'Crime and Disorder Act 1998 s.115', '', '', true,
            '2020-01-01', false, 1, 1);
insert into sharing_agreementrule (id, key, agreement_id, category, level, needs_consent, basis, statute, confidentiality, approver,
        confidentiality_reason, version)
    select row_number() over (), bench_key('rule' || c), 1, c, l, asks, case when asks then 'consent' else 'cda115' end, '',
           case when c in (7, 8) then 'explicit_consent' else '' end, '', '', 1
      from (values (0, 2, false), (1, 2, false), (2, 2, false), (3, 1, false), (6, 2, false), (7, 1, true), (8, 1, true),
                   (9, 2, false), (10, 2, false), (11, 1, true), (12, 1, true), (14, 2, false), (15, 2, false)) x(c, l, asks);

insert into casework_person (id, key, scheme_id, ref, owner_id, family_name, given_names, version, status, area, next_review_on)
    select i, bench_key('person' || i), 1, 'B' || to_char(i, 'FM0000000'), 14,
           (select name from bench_name where kind = 'family' and number = bench_rare('f' || i, 20000)),
           (select name from bench_name where kind = 'given' and number = bench_rare('g' || i, 1000)),
           1, bench_one('{community_order,licence,non_statutory,sentenced,remand,awaiting_court,unlawfully_at_large,hospital}'::text[],
                        's' || i),
           'Ward ' || bench_number('w' || i) % 16, date '2026-09-03' + bench_number('r' || i) % 200
      from generate_series(1, :people + 2) i;
insert into casework_identity (person_id, owner_id, scheme_id, date_of_birth, sex, ethnicity, pnc_id, cro_number, prison_number,
                               crn, aliases)
    select id, 14, 1, date '1970-01-01' + bench_number('b' || id) % 12000, case when bench_number('x' || id) % 20 = 0
           then 'female' else 'male' end, 'W1', to_char(1970 + id % 30, 'FM0000') || '/' || to_char(id, 'FM0000000') || 'A',
           '', '', '', case when id % 10 = 0 then array[(select name from bench_name where kind = 'family'
                            and number = bench_rare('a' || id, 20000))] else '{}' end from casework_person;

-- What search keeps beside the names.
insert into casework_searchname (person_id, word, code)
    select distinct p.id, w.word, w.code from casework_person p
      cross join lateral (select * from bench_word where name = p.family_name union select * from bench_word where name = p.given_names) w;
insert into casework_searchnamepair (person_id, codes)
    select distinct one.person_id, least(one.code, other.code) || greatest(one.code, other.code)
      from casework_searchname one join casework_searchname other using (person_id) where one.id < other.id;
insert into casework_searchalias (person_id, owner_id, word, code)
    select distinct i.person_id, i.owner_id, w.word, w.code from casework_identity i join bench_word w on w.name = i.aliases[1];
insert into casework_searchaliaspair (person_id, owner_id, codes)
    select distinct a.person_id, a.owner_id, least(a.code, n.code) || greatest(a.code, n.code)
      from casework_searchalias a join casework_searchname n using (person_id);

-- Who works with whom, straight as links: here they stand for allocations, actions and referrals alike.
insert into sharing_link (person_id, agency_id, reason, starts_at, ends_at)
    select p.id, a, 'allocation', '2026-01-06 00:00+00', null
      from casework_person p cross join generate_series(1, 12) a
     where bench_number('link' || p.id || '.' || a) % 1000 < (array[850,600,400,300,190,250,250,250,250,250,250,250])[a]
        or p.id > :people and a in (1, 2);
insert into sharing_link (person_id, agency_id, reason, starts_at, ends_at)
    select i * (:people / 60), 13, 'allocation', '2026-01-06 00:00+00', null from generate_series(1, 60) i;
insert into sharing_link (person_id, agency_id, reason, starts_at, ends_at)  -- invited to the conference below
    select i * (:people / 60), a, 'meeting', '2026-10-02 00:00+00', null from generate_series(1, 1) i, generate_series(1, 14) a;
insert into sharing_consent (id, key, person_id, owner_id, category, given_on, withdrawn_on, how,
                             document, witness, version)
    select row_number() over (), bench_key('consent' || p.id || '.' || c), p.id, 14, c, '2026-02-01',
           case when bench_number('w' || p.id || '.' || c) % 10 = 0 then date '2026-08-01' end, 'form', '', '', 1
      from casework_person p cross join (values (7), (8)) x(c) where bench_number('c' || p.id || '.' || c) % 2 = 0;
create temporary table works as
    select person_id, array_agg(agency_id order by agency_id) as agencies from sharing_link where reason = 'allocation'
     group by 1 order by 1;
insert into works select id, '{14}' from casework_person p where not exists (select from works w where w.person_id = p.id);

-- How many records of a kind a person has: some, or exactly ten or a thousand.
create function bench_some(person bigint, usual int) returns int language sql immutable parallel safe
    return case when person = :people + 1 then 10 when person = :people + 2 then 1000 else usual end;

insert into cohort_membership (id, key, person_id, owner_id, version, nominated_on, nominated_by_id, strands, tier, basis,
                               selected_on, deselection_criterion, reason)
    select id, bench_key('membership' || id), id, 14, 1, date '2024-01-01' + bench_number('n' || id) % 700, 14, '{catch_convict}',
           'ppo', 'licence', date '2026-01-05', '', '' from casework_person;
insert into casework_status (id, key, person_id, owner_id, version, start, "end", status, establishment, release_source)
    select row_number() over (), bench_key('status' || p.id || '.' || k), p.id, 14, 1,
           date '2025-06-01' + case k when 1 then 0 else 200 end, case k when 1 then date '2025-06-01' + 200 end,
           case k when 1 then 'sentenced' else p.status end, '', ''
      from casework_person p cross join generate_series(1, 2) k;
insert into casework_allocation (id, key, person_id, owner_id, version, role, start, user_id, agency_id)
    select row_number() over (), bench_key('allocation' || person_id || '.' || role), person_id, agency, 1, role, '2026-01-06',
           agency, agency
      from works cross join (values ('police_om', 1), ('probation_om', 2)) x(role, agency) where agency = any(agencies);
insert into casework_address (id, key, person_id, owner_id, version, start, lines, postcode, kind, ward)
    select id, bench_key('address' || id), id, 14, 1, '2026-01-06', id || ' Example Street', 'ZZ99 3VZ',
           bench_one('{settled,temporary,approved_premises,no_fixed_abode}', 'k' || id), area from casework_person;

insert into casework_offence (id, key, person_id, owner_id, version, number, offence_code, offence_on, charged_on, outcome,
                              outcome_on, breach, place)
    select row_number() over (), bench_key('offence' || person_id || '.' || j), person_id, 14, 1, j,
           bench_one('{28A,28B,30A,30B,34B,37.2,39,40,44,45,46,48,49,105A,92D}', 'o' || person_id || '.' || j), on_day,
           on_day + 20, case when j % 9 = 0 then 'charged' else 'convicted' end, case when j % 9 <> 0 then on_day + 80 end, false,
           'Market Street'
      from works cross join lateral generate_series(1, bench_some(person_id, 10)) j
           cross join lateral (select date '2026-10-20' - bench_number('d' || person_id || '.' || j) % 1800 as on_day) d;
insert into casework_offendingsummary (id, person_id, owner_id, offences, latest_group, latest_month)
    select row_number() over (), person_id, owner_id, count(*), 'burglary', date_trunc('month', max(offence_on))::date
      from casework_offence group by person_id, owner_id;
insert into casework_contact (id, key, person_id, owner_id, version, planned_for, planned_for_time_known, agency_id, kind, place,
                              outcome)
    select row_number() over (), bench_key('contact' || person_id || '.' || j), person_id, agency, 1,
           timestamptz '2026-11-09 10:00+00' - interval '1 day' * (j * 3 + bench_number('t' || person_id) % 3), true, agency,
           bench_one('{office,home_visit,phone,group}', 'k' || person_id || '.' || j), '',
           case when j <= 2 then 'planned'
                else bench_one('{attended,attended,attended,acceptable_absence,unacceptable_absence}'::text[],
                               'u' || person_id || '.' || j) end
      from works cross join lateral generate_series(1, bench_some(person_id, 10)) j
           cross join lateral (select bench_agency(agencies, 'a' || person_id || '.' || j) as agency) a;
insert into casework_contactnote (contact_id, person_id, owner_id, category, note, follow_up, version)
    select id, person_id, owner_id, 2, repeat('Talked about the week. ', 4), '', 1 from casework_contact where id % 3 = 0;
insert into casework_drugtest (id, key, person_id, owner_id, version, taken_at, taken_at_time_known)
    select row_number() over (), bench_key('test' || person_id || '.' || j), person_id, 14, 1,
           timestamptz '2026-11-01 09:00+00' - interval '1 day' * j * 4, true
      from works cross join lateral generate_series(1, bench_some(person_id, 2)) j;
insert into casework_drugtestresult (test_id, person_id, owner_id, setting, result, substances)
    select id, person_id, owner_id, 'licence', case when id % 4 = 0 then 'positive' else 'negative' end,
           case when id % 4 = 0 then '{opiates}'::varchar[] else '{}' end from casework_drugtest;

create temporary table area (name text, pathway text);
insert into area values ('accommodation', 'accommodation'), ('ete', 'ete'), ('finance', 'finance'), ('relationships', 'families'),
    ('lifestyle_associates', 'attitudes'), ('drugs', 'drugs_alcohol'), ('alcohol', 'drugs_alcohol'),
    ('emotional_wellbeing', 'health'), ('thinking_behaviour', 'attitudes'), ('attitudes', 'attitudes'),
    ('physical_health', 'health'), ('mental_health', 'health'), ('children_families', 'families'), ('life_skills', 'ete');
insert into pathways_need (id, key, person_id, owner_id, version, area, source, assessed_on, level)
    select row_number() over (), bench_key('need' || p.id || '.' || a.name), p.id, 14, 1, a.name, 'oasys', '2026-03-02',
           bench_one('{none,some,severe}', 'l' || p.id || '.' || a.name) from casework_person p cross join area a;
insert into pathways_needdetail (need_id, person_id, owner_id, pathway, detail)
    select n.id, n.person_id, n.owner_id, a.pathway, 'As assessed in March' from pathways_need n join area a on a.name = n.area;
insert into pathways_action (id, key, person_id, owner_id, version, number, pathway, agency_id, user_id, opened_on, target_on,
                             status, closed_on, source)
    select row_number() over (), bench_key('action' || person_id || '.' || j), person_id, agency, 1, j,
           bench_one('{accommodation,ete,drugs_alcohol,health,finance,attitudes}', 'p' || person_id || '.' || j), agency,
           agency, '2026-04-01', date '2026-04-20' + bench_number('g' || person_id || '.' || j) % 400,
           case when j % 5 < 2 then 'in_progress' else 'done' end, case when j % 5 >= 2 then date '2026-09-01' end, 'conference'
      from works cross join lateral generate_series(1, bench_some(person_id, 5)) j
           cross join lateral (select bench_agency(agencies, 'b' || person_id || '.' || j) as agency) a;
insert into pathways_actiondetail (action_id, person_id, owner_id, pathway, text, outcome, version)
    select id, person_id, owner_id, pathway, 'Do what was agreed', '', 1 from pathways_action;
insert into pathways_service (id, key, agency_id, name, pathway, criteria, version)
    values (1, bench_key('service'), 3, 'Supported flats', 'accommodation', '', 1);
insert into pathways_referral (id, key, person_id, owner_id, version, service_id, pathway, referred_on, referred_by_id, decision)
    select row_number() over (), bench_key('referral' || person_id), person_id, 2, 1, 1, 'accommodation', '2026-10-26', 2, 'waiting'
      from works where 2 = any(agencies);

-- One case conference about one person, every agency invited; and what earlier ones said.
insert into reviews_meeting (id, key, scheme_id, number, kind, held_on, chair_id, place, version)
    select m, bench_key('meeting' || m), 1, m, 'case_conference', case m when 1 then date '2026-11-30' else date '2026-11-02' - m * 7 end,
           15, 'Town hall', 1 from generate_series(1, 30) m;
insert into reviews_attendance (id, key, meeting_id, agency_id, user_id, attended, contribution, invited_on, version)
    select a, bench_key('attendance' || a), 1, a, a, '', '', '2026-11-02', 1 from generate_series(1, 14) a;
insert into reviews_agendaitem (id, key, meeting_id, person_id, position, version)
    select i, bench_key('item' || i), 1, i * (:people / 60), i, 1 from generate_series(1, 1) i;
insert into reviews_review (id, key, person_id, owner_id, version, meeting_id, person_attended, person_comment, summary,
                            next_review_on)
    select row_number() over (), bench_key('review' || id || '.' || k), id, 14, 1, 2 + (bench_number('m' || id) + k) % 29, k = 1, '',
           'Kept on the list; the plan goes on.', '2027-01-11' from casework_person p cross join generate_series(1, 2) k;

-- What the triggers would have compiled.
do $$
declare walled record;
begin
    for walled in select name, category from sharing_walled where holds loop
        execute format('insert into sharing_holding (person_id, agency_id, category)
            select distinct r.person_id, r.owner_id, (%s)::smallint from %I r on conflict do nothing', walled.category, walled.name);
    end loop;
end $$;
insert into sharing_listrow select * from sharing_list_compile((select array_agg(id) from casework_person), '2026-11-02 00:00+00');
insert into sharing_rulepack select * from sharing_rules_compile('{1}', '2026-11-02 00:00+00');

-- The limit of the list goals: the same columns of everyone, without any rule, by an index of the same kind.
create index bench_person_review on casework_person (next_review_on, id) include (status, area);

do $$
declare t record;
begin
    for t in select s.oid::regclass::text as name, d.refobjid::regclass::text as of, a.attname as col
               from pg_class s join pg_depend d on d.objid = s.oid and d.deptype = 'i'
               join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid where s.relkind = 'S' loop
        execute format('select setval(%L, greatest(1, (select max(%I) from %s)))', t.name, t.col, t.of);
    end loop;
end $$;
set session_replication_role = origin;
