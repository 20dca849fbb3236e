-- What each role of ppo/sql/roles.sql may do with the tables there are; the application's part stands in each migration.

-- ---------------------------------------------------------------- backup: every row, by policy where not by attribute
do $$
declare walled text;
begin
    for walled in select distinct polrelid::regclass::text from pg_policy
                   where polrelid not in (select polrelid from pg_policy where polname = 'backup') loop
        execute format('create policy backup on %s for select to ppo_backup using (true)', walled);
    end loop;
    for walled in select oid::regclass::text from pg_class
                   where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and relowner = current_user::regrole loop
        execute format('grant select on %s to ppo_backup', walled);
    end loop;
end $$;
set local role ppo_keeper;
grant select on sharing_said, sharing_viewer to ppo_backup;
reset role;

-- ---------------------------------------------------------------- worker: as pages, but nothing that people sign in with
do $$
declare secret text;
begin
    foreach secret in array array['django_session', 'usersessions_usersession', 'mfa_authenticator', 'account_emailconfirmation'] loop
        execute format('alter table %I enable row level security', secret);
        execute format('create policy pages on %I to ppo_app using (true) with check (true)', secret);
        execute format('create policy no_tasks on %I as restrictive to ppo_worker using (false) with check (false)', secret);
        execute format('create policy backup on %I for select to ppo_backup using (true)', secret);
    end loop;
end $$;

-- ---------------------------------------------------------------- report: names of schemes and agencies, and what was issued
grant select (id, key, code, name, area, size, capacity) on sharing_scheme to ppo_report;
grant select (id, key, scheme_id, code, name, kind, position) on sharing_agency to ppo_report;

-- ---------------------------------------------------------------- canary
-- A row that no viewer ever sees, since nobody is its person, and that the system does. The application seeing it without
-- saying who looks means that a wall is down; not seeing it as the system, that its signature is not the database's.
create table sharing_canary (stands_for bigint primary key);
insert into sharing_canary values (0);
alter table sharing_canary enable row level security;
alter table sharing_canary force row level security;
create policy app_select on sharing_canary for select to ppo_app using ((select sharing_is_system())
    or (select true from sharing_listrow s where s.person_id = sharing_canary.stands_for limit 1));
create policy backup on sharing_canary for select to ppo_backup using (true);
revoke insert, update, delete, truncate on sharing_canary from ppo_app;
