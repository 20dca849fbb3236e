-- A rule stands on a basis that allows it, or it cannot be saved; "every party" means the parties whom the basis allows.

create view sharing_kinds as
    select a.id as agency_id, a.kind, coalesce(f.kind, l.kind) as acting_for
      from sharing_agency a
      join sharing_scheme s on s.id = a.scheme_id
      left join sharing_agency f on f.id = a.acting_for_id
      left join sharing_agency l on l.id = s.lead_agency_id;

create function sharing_basis_allows(on_basis text, from_agency bigint, to_agency bigint, of_category smallint) returns boolean
language sql stable parallel safe begin atomic
    select exists (
        select from sharing_kinds g, sharing_kinds t, sharing_lawfulpair p
         where g.agency_id = from_agency and t.agency_id = to_agency and p.basis = on_basis
           and p.giver = g.kind and p.category = of_category
           and (p.receiver = t.kind or (on_basis = 'cda115' and p.receiver = t.acting_for))
    );
end;

-- At the end of the transaction, when the agencies it names are what they are going to be.
create function sharing_rule_is_lawful() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
    if new.from_agency_id is not null and new.to_agency_id is not null
       and not sharing_basis_allows(new.basis, new.from_agency_id, new.to_agency_id, new.category) then
        raise exception 'the basis % does not let this pass between these agencies', new.basis
            using errcode = 'check_violation', constraint = 'agreement_rule_basis_allows';
    end if;
    return null;
end $$;
create constraint trigger agreement_rule_basis_allows after insert or update on sharing_agreementrule
    deferrable initially deferred for each row execute function sharing_rule_is_lawful();

grant select on sharing_lawfulpair, sharing_kinds, sharing_agency, sharing_scheme to ppo_keeper;
grant execute on function sharing_basis_allows(text, bigint, bigint, smallint) to ppo_keeper, ppo_app;
revoke insert, update, delete on sharing_lawfulpair from ppo_app;

-- What agreements give becomes what they lawfully give.
set local role ppo_keeper;
create or replace function sharing_rules_expanded(schemes bigint[])
returns table (owner_id bigint, recipient_id bigint, category smallint, level smallint, needs_consent boolean,
               agreement varchar, starts_at timestamptz, ends_at timestamptz)
language sql stable parallel safe begin atomic
    with party as (
        select a.id as agreement_id, k.agency_id, k.kind, k.acting_for
          from sharing_agreement a
          join sharing_agency g on g.scheme_id = a.scheme_id
          join sharing_kinds k on k.agency_id = g.id
         where a.scheme_id = any(schemes)
           and (a.every_agency
                or exists (select from sharing_agreement_parties p where p.agreement_id = a.id and p.agency_id = g.id))
    )
    select f.agency_id, t.agency_id, r.category, r.level, r.needs_consent, a.code,
           sharing_midnight(a.starts_on), coalesce(sharing_midnight(a.ends_on), '9999-12-31 00:00+00')
      from sharing_agreement a
      join sharing_agreementrule r on r.agreement_id = a.id
      join party f on f.agreement_id = a.id and (r.from_agency_id is null or r.from_agency_id = f.agency_id)
      join party t on t.agreement_id = a.id and (r.to_agency_id is null or r.to_agency_id = t.agency_id)
     where f.agency_id <> t.agency_id and a.starts_on is distinct from a.ends_on
       and exists (select from sharing_lawfulpair p
                    where p.basis = r.basis and p.giver = f.kind and p.category = r.category
                      and (p.receiver = t.kind or (r.basis = 'cda115' and p.receiver = t.acting_for)));
end;
reset role;

-- Whom an agency acts for decides what it may receive, so a change of the scheme's lead agency is a change of the rules.
create trigger rules_update after update on sharing_scheme referencing old table as old_rows new table as new_rows
    for each statement execute function sharing_rules_changed('r.id');
