-- Privileges inside the database. Safe to run again; run by a superuser or a member of ppo_owner and ppo_keeper, connected to
-- that database.
revoke all on schema public from public;
grant usage on schema public
    to ppo_owner, ppo_app, ppo_worker, ppo_keeper, ppo_report, ppo_sealer, ppo_verifier, ppo_backup;
grant create on schema public to ppo_owner, ppo_keeper;

-- What the migrations create, pages and tasks may use. The append-only tables (ledger, history, frozen packs) take update,
-- delete and truncate back in the migration that makes them.
alter default privileges for role ppo_owner in schema public
    grant select, insert, update, delete on tables to ppo_app;
alter default privileges for role ppo_owner in schema public grant usage on sequences to ppo_app;
-- A dump reads every table and where every sequence stands, those there already too.
alter default privileges for role ppo_owner in schema public grant select on tables to ppo_backup;
alter default privileges for role ppo_owner in schema public grant select on sequences to ppo_backup;
alter default privileges for role ppo_keeper in schema public grant select on tables to ppo_backup;
grant select on all tables in schema public to ppo_backup;
grant select on all sequences in schema public to ppo_backup;
-- The keeper's functions run with the keeper's rights: nobody's until granted by name.
alter default privileges for role ppo_keeper revoke execute on functions from public;
