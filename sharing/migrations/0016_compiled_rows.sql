-- Whether the compiled rows are what the facts say, and putting them right; for the system alone.
create function sharing_list_differs(ids bigint[]) returns setof bigint language sql stable security definer begin atomic
    with stored as (select r.* from sharing_listrow r where r.person_id = any(ids) and r.ends_at > sharing_moment()),
    facts as (select r.* from sharing_list_compile(ids, sharing_moment()) r)
    select distinct x.person_id from (
        (select * from stored except select * from facts) union all (select * from facts except select * from stored)) x
     where (select sharing_is_system());
end;

create function sharing_rules_differ(scheme bigint) returns setof bigint language sql stable security definer begin atomic
    with stored as (
        select k.* from sharing_rulepack k join sharing_agency a on a.id = k.recipient_id
         where a.scheme_id = scheme and k.ends_at > sharing_moment()),
    facts as (select r.* from sharing_rules_compile(array[scheme], sharing_moment()) r)
    select distinct x.recipient_id from (
        (select * from stored except select * from facts) union all (select * from facts except select * from stored)) x
     where (select sharing_is_system());
end;

create function sharing_compile_again(ids bigint[], scheme bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if not sharing_is_system() then
        raise exception 'compiled rows are put right by the system' using errcode = 'insufficient_privilege';
    end if;
    if cardinality(ids) > 0 then perform sharing_list_rebuild(ids); end if;
    if scheme is not null then perform sharing_rules_rebuild(array[scheme]); end if;
end $$;

revoke execute on function sharing_list_differs(bigint[]), sharing_rules_differ(bigint), sharing_compile_again(bigint[], bigint)
    from public;
grant execute on function sharing_list_differs(bigint[]), sharing_rules_differ(bigint), sharing_compile_again(bigint[], bigint)
    to ppo_app;
alter function sharing_list_differs(bigint[]) owner to ppo_keeper;
alter function sharing_rules_differ(bigint) owner to ppo_keeper;
alter function sharing_compile_again(bigint[], bigint) owner to ppo_keeper;
