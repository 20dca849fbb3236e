-- The roles of the system. Safe to run again; needs a superuser, or where a provider keeps that to itself, a role with
-- CREATEROLE. Such an administrator may not even name an attribute it has not, so each is only touched where it is wrong.
do $$
declare
    wanted record; there record;
begin
    for wanted in select * from (values
        ('ppo_owner', true),     -- owns the tables and runs the migrations; no page or task ever connects as this role
        ('ppo_app', true),       -- pages: neither owner nor superuser, and a member of nothing
        ('ppo_worker', true),    -- tasks: behind the same walls as pages, and without what people sign in with
        ('ppo_keeper', false),   -- owns the functions that run with their owner's rights; nobody logs in as this role
        ('ppo_report', true),    -- reads issued packs and returns, for a spreadsheet or a dashboard; nothing of a person
        ('ppo_sealer', true),    -- seals the ledger into checkpoints: reads lines, adds checkpoints
        ('ppo_verifier', true),  -- checks the ledger: reads lines and checkpoints, writes nothing
        ('ppo_backup', true)     -- pg_dump: reads everything, writes nothing
    ) as r(name, login) loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I', wanted.name);
        end if;
        select * into there from pg_roles where rolname = wanted.name;
        if there.rolcanlogin <> wanted.login then
            execute format('alter role %I %s', wanted.name, case when wanted.login then 'login' else 'nologin' end);
        end if;
        if there.rolsuper then execute format('alter role %I nosuperuser', wanted.name); end if;
        if there.rolcreatedb then execute format('alter role %I nocreatedb', wanted.name); end if;
        if there.rolcreaterole then execute format('alter role %I nocreaterole', wanted.name); end if;
        if there.rolbypassrls and wanted.name <> 'ppo_backup' then
            execute format('alter role %I nobypassrls', wanted.name);
        end if;
    end loop;

    -- Row-level security is forced, so a dump would be refused or lack rows: the one role that may pass it is the one that
    -- can write nothing. Every wall also has a policy for it, so where this attribute cannot be given `pg_dump
    -- --enable-row-security` as ppo_backup writes the same dump.
    begin
        if not (select rolbypassrls from pg_roles where rolname = 'ppo_backup') then alter role ppo_backup bypassrls; end if;
    exception when insufficient_privilege then
        raise notice 'ppo_backup could not be given BYPASSRLS: dump with pg_dump --enable-row-security';
    end;

    -- Tables are granted to it one by one (privileges.sql), so that it reads this database and no other.
    if exists (select from pg_auth_members where member = 'ppo_backup'::regrole and roleid = 'pg_read_all_data'::regrole) then
        revoke pg_read_all_data from ppo_backup;
    end if;
end
$$;

alter role ppo_app set timezone = 'UTC';
alter role ppo_worker set timezone = 'UTC';
-- What lies open in a transaction holds back every seal of the ledger; readers have no reason to hold one for long.
alter role ppo_report set idle_in_transaction_session_timeout = '60s';
alter role ppo_report set statement_timeout = '60s';

-- A task may what a page may, by the same policies; what it may not see has a policy of its own against it.
grant ppo_app to ppo_worker with inherit true, set false;
-- Migrations hand functions to the keeper; they gain none of its rights by doing so.
grant ppo_keeper to ppo_owner with inherit false, set true;
-- The owner may step into the application's shoes, to prove what it can see; it keeps none of them on.
grant ppo_app to ppo_owner with inherit false, set true;
