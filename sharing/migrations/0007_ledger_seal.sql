-- Sealing the ledger. Nothing here computes a signature: the key is with the sealer, never in the database.

-- SHA-256 over the columns of a line as netstrings (length, colon, bytes, comma; "-" for none). `sharing/verifier.py` says
-- the same in Python and is what counts. One expression that the planner takes in: a function a column is seven times slower.
create function sharing_ledger_leaf(e sharing_ledgerentry) returns bytea language sql stable parallel safe
    return sha256(convert_to(concat(
        '5:entry,',
        octet_length(e.id::text), ':', e.id, ',',
        octet_length(e.transaction::text), ':', e.transaction, ',',
        '16:', (extract(epoch from e.at) * 1000000)::bigint, ',',  -- microseconds: 16 digits until 2286
        octet_length(e.event), ':', e.event, ',',
        octet_length(e.operation), ':', e.operation, ',',
        coalesce(octet_length(e.scheme_id::text) || ':' || e.scheme_id || ',', '-'),
        coalesce(octet_length(e.capacity_id::text) || ':' || e.capacity_id || ',', '-'),
        coalesce(octet_length(e.user_id::text) || ':' || e.user_id || ',', '-'),
        coalesce(octet_length(e.agency_id::text) || ':' || e.agency_id || ',', '-'),
        octet_length(e.doer), ':', e.doer, ',',
        octet_length(array_to_string(e.people, ',')), ':', array_to_string(e.people, ','), ',',
        octet_length(array_to_string(e.recipients, ',')), ':', array_to_string(e.recipients, ','), ',',
        octet_length(e.subject), ':', e.subject, ',',
        '64:', encode(e.commitment, 'hex'), ','), 'UTF8'));

alter table sharing_ledgerentry add constraint ledger_committed check (octet_length(commitment) = 32);

-- ---------------------------------------------------------------- who may do what
grant execute on function sharing_ledger_leaf(sharing_ledgerentry) to ppo_sealer;
grant select, maintain on sharing_ledgerentry to ppo_sealer;  -- maintain: to lock writers out while a restore is declared
grant select, insert on sharing_ledgercheckpoint to ppo_sealer;
revoke insert, update, delete, truncate on sharing_ledgercheckpoint from ppo_app;
create trigger append_only before update or delete or truncate on sharing_ledgercheckpoint
    for each statement execute function sharing_append_only();

-- ---------------------------------------------------------------- lawful erasure of details
grant select on sharing_ledgerentry to ppo_keeper;
grant update (facts, reason, salt) on sharing_ledgerentry to ppo_keeper;
grant insert on sharing_ledgerentry to ppo_keeper;
grant usage on sequence sharing_ledgerentry_id_seq to ppo_keeper;

create or replace function sharing_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and tg_relid = 'sharing_ledgerentry'::regclass and current_user = 'ppo_keeper' then
        return null;  -- the keeper erases details, in the function below and nowhere else
    end if;
    raise exception 'the ledger is append-only' using errcode = 'insufficient_privilege';
end $$;

-- Removes the details of lines and writes the line that says so: which lines, under which rule, never what they said.
create function sharing_ledger_erase(ids bigint[], rule text, scheme bigint, capacity bigint, actor bigint, agency bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
declare erased bigint[]; detail text; salt bytea := uuid_send(gen_random_uuid()); line bigint;
begin
    if rule !~ '^[a-z0-9_]{1,40}$' then
        raise exception 'a retention rule is named by small letters, digits and underscores' using errcode = 'check_violation';
    end if;
    with gone as (
        update sharing_ledgerentry e set facts = '{}', reason = '', salt = null
         where e.id = any(ids) and e.salt is not null and e.event <> 'ledger_erase' returning e.id
    ) select coalesce(array_agg(id order by id), '{}') into erased from gone;
    -- The one spelling of `canonical` in sharing/verifier.py, which needs no escaping here.
    detail := format('{"facts":{"entries":[%s],"rule":"%s"},"reason":""}', array_to_string(erased, ','), rule);
    insert into sharing_ledgerentry (event, operation, scheme_id, capacity_id, user_id, agency_id, doer, people, subject,
                                     recipients, facts, reason, salt, commitment)
    values ('ledger_erase', 'erasure', scheme, capacity, actor, agency, '', '{}', '', '{}', (detail::jsonb)->'facts', '',
            salt, sha256(salt || convert_to(detail, 'UTF8')))
    returning id into line;
    return line;
end $$;
alter function sharing_ledger_erase(bigint[], text, bigint, bigint, bigint, bigint) owner to ppo_keeper;
set local role ppo_keeper;
revoke execute on function sharing_ledger_erase(bigint[], text, bigint, bigint, bigint, bigint) from public;
grant execute on function sharing_ledger_erase(bigint[], text, bigint, bigint, bigint, bigint) to ppo_app;
reset role;
