-- Privileges inside the database. Safe to run again; run as superuser, connected to that database.
revoke all on schema public from public;
grant usage on schema public to ppo_owner, ppo_app, ppo_keeper, ppo_report, ppo_sealer, ppo_backup;
grant create on schema public to ppo_owner, ppo_keeper;

-- What the migrations create, pages and tasks may use. The append-only tables (ledger, history, frozen packs) take update,
-- delete and truncate back in the migration that makes them.
alter default privileges for role ppo_owner in schema public
    grant select, insert, update, delete on tables to ppo_app;
alter default privileges for role ppo_owner in schema public grant usage on sequences to ppo_app;
-- The keeper's functions run with the keeper's rights: nobody's until granted by name.
alter default privileges for role ppo_keeper revoke execute on functions from public;
