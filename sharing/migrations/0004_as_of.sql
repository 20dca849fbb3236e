-- Answers as at another moment, for the system alone: the compiled rows hold what is live or to come, not what is over.
create function sharing_list_at(ids bigint[], at timestamptz) returns setof sharing_listrow
language sql stable security definer begin atomic
    select r.* from sharing_list_compile(ids, at) r
     where (select sharing_is_system()) and r.starts_at <= at and r.ends_at > at;
end;

create function sharing_rules_at(schemes bigint[], at timestamptz) returns setof sharing_rulepack
language sql stable security definer begin atomic
    select r.* from sharing_rules_compile(schemes, at) r
     where (select sharing_is_system()) and r.starts_at <= at and r.ends_at > at;
end;

revoke execute on function sharing_list_at(bigint[], timestamptz), sharing_rules_at(bigint[], timestamptz) from public;
grant execute on function sharing_list_at(bigint[], timestamptz), sharing_rules_at(bigint[], timestamptz) to ppo_app;
alter function sharing_list_at(bigint[], timestamptz) owner to ppo_keeper;
alter function sharing_rules_at(bigint[], timestamptz) owner to ppo_keeper;
