-- The roles of the system. Safe to run again; needs a superuser or a role with CREATEROLE.
do $$
declare wanted text;
begin
    foreach wanted in array array['ppo_owner', 'ppo_app', 'ppo_keeper', 'ppo_report', 'ppo_sealer', 'ppo_backup'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I', wanted);
        end if;
    end loop;
end
$$;

-- Owns the tables and runs the migrations; no page or task ever connects as this role.
alter role ppo_owner login nosuperuser nobypassrls nocreatedb nocreaterole;
-- Pages and tasks. Neither owner nor superuser, and a member of nothing: row-level security always applies to it.
alter role ppo_app login nosuperuser nobypassrls nocreatedb nocreaterole;
alter role ppo_app set timezone = 'UTC';
-- Owns the functions that run with their owner's rights. Nobody logs in as this role.
alter role ppo_keeper nologin nosuperuser nobypassrls nocreatedb nocreaterole;
-- Reads aggregates for packs and returns.
alter role ppo_report login nosuperuser nobypassrls nocreatedb nocreaterole;
-- Seals the ledger into checkpoints.
alter role ppo_sealer login nosuperuser nobypassrls nocreatedb nocreaterole;
-- pg_dump: reads everything, writes nothing.
alter role ppo_backup login nosuperuser bypassrls nocreatedb nocreaterole;

grant pg_read_all_data to ppo_backup;
-- Migrations hand functions to the keeper; they gain none of its rights by doing so.
grant ppo_keeper to ppo_owner with inherit false, set true;
-- The owner may step into the application's shoes, to prove what it can see; it keeps none of them on.
grant ppo_app to ppo_owner with inherit false, set true;
