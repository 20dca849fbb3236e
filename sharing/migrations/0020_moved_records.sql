-- Records of people who moved to another scheme got other owners: the old ones hold nothing any more, and the lists follow.
-- A holding goes with a deleted record; on every update of every record the question would be asked in vain.
create function sharing_moved(ids bigint[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare walled record; query text := '';
begin
    if not sharing_is_system() then
        raise exception 'people are moved by the system' using errcode = 'insufficient_privilege';
    end if;
    for walled in select name, category from sharing_walled where holds loop
        query := query || format(' and not exists (select from %I r where r.person_id = h.person_id
            and r.owner_id = h.agency_id and h.category = (%s))', walled.name, walled.category);
    end loop;
    execute 'delete from sharing_holding h where h.person_id = any($1)' || query using ids;
    perform sharing_list_rebuild(ids);  -- the scheme itself is no fact that a trigger watches
end $$;

revoke execute on function sharing_moved(bigint[]) from public;
grant execute on function sharing_moved(bigint[]) to ppo_app;
alter function sharing_moved(bigint[]) owner to ppo_keeper;
