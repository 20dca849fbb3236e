-- The ledger says who looked at whom, so it is personal data itself and stands behind a wall like the rest.
--
-- Read by: each user, of their own acts; co-ordinators and governance leads, of their scheme, without agencies that answer to
-- a lead of their own; the system.
-- Added by anyone, since a line must never fail, but only in the name of the present transaction and moment. That the user it
-- names is the one who looks is not asked here: it took a third more time a line. Pages are held to it by `sharing.gate`.

-- The scheme whose lines the viewer may read; none for most.
create function sharing_ledger_scheme() returns bigint language sql stable security definer parallel safe begin atomic
    select a.scheme_id from sharing_viewer v join sharing_capacity c on c.id = v.id join sharing_agency a on a.id = c.agency_id
     where c.role in ('coordinator', 'governance');
end;

-- Agencies whose reading is for other governance leads to ask about; none for the lead agency's.
create function sharing_ledger_closed() returns bigint[] language sql stable security definer parallel safe begin atomic
    select coalesce(array_agg(distinct other.agency_id), '{}')
      from sharing_viewer v
      join sharing_capacity c on c.id = v.id and c.role = 'governance'
      join sharing_agency a on a.id = c.agency_id
      join sharing_scheme s on s.id = a.scheme_id and s.lead_agency_id is distinct from a.id
      join sharing_agency g on g.scheme_id = a.scheme_id and g.id <> a.id
      join sharing_capacity other on other.agency_id = g.id and other.role = 'governance' and other.active;
end;

-- Numbers of the lines about a person. Under a policy no index of an array is used, so that the keeper looks; what may be read
-- of them the policy says.
create function sharing_ledger_about(person bigint) returns setof bigint
language sql stable security definer rows 200 begin atomic
    select e.id from sharing_ledgerentry e
     where e.people @> array[person]
       and ((select sharing_is_system()) or (select sharing_viewer_user()) is not null);
end;

-- Who made a change, by the number of its transaction: a page that was overtaken names the other user.
create function sharing_ledger_doer(number bigint) returns bigint language sql stable security definer begin atomic
    select e.user_id from sharing_ledgerentry e
     where e.transaction = number and e.user_id is not null
       and ((select sharing_is_system()) or (select sharing_viewer_user()) is not null)
     order by e.id limit 1;
end;

revoke execute on function sharing_ledger_scheme(), sharing_ledger_closed(), sharing_ledger_about(bigint),
    sharing_ledger_doer(bigint) from public;
grant execute on function sharing_ledger_scheme(), sharing_ledger_closed(), sharing_ledger_about(bigint),
    sharing_ledger_doer(bigint) to ppo_app;
alter function sharing_ledger_scheme() owner to ppo_keeper;
alter function sharing_ledger_closed() owner to ppo_keeper;
alter function sharing_ledger_about(bigint) owner to ppo_keeper;
alter function sharing_ledger_doer(bigint) owner to ppo_keeper;
set local role ppo_keeper;
grant execute on function sharing_ledger_scheme(), sharing_ledger_closed() to ppo_owner;  -- named in the policy below
reset role;

alter table sharing_ledgerentry enable row level security;
alter table sharing_ledgerentry force row level security;
create policy app_select on sharing_ledgerentry for select to ppo_app using (
    (select sharing_is_system())
    or user_id = (select sharing_viewer_user())
    or scheme_id = (select sharing_ledger_scheme())
       and (agency_id is null or agency_id <> all((select sharing_ledger_closed())::bigint[])));
create policy app_insert on sharing_ledgerentry for insert to ppo_app with check (
    transaction = pg_current_xact_id()::text::bigint and at = now());
create policy keeper on sharing_ledgerentry to ppo_keeper using (true) with check (true);
create policy sealer on sharing_ledgerentry for select to ppo_sealer using (true);
create policy verifier on sharing_ledgerentry for select to ppo_verifier using (true);
create policy backup on sharing_ledgerentry for select to ppo_backup using (true);
grant select on sharing_ledgerentry, sharing_ledgercheckpoint to ppo_verifier;
