-- The ground on which confidence is lifted, beside the legal basis; what is a draft gives nothing.

-- Items from before this was asked: those that ask the person rest on that, the others on what their legal basis says.
update sharing_agreementrule
   set confidentiality = case when needs_consent then 'explicit_consent' else 'statute' end,
       confidentiality_reason = case when needs_consent then ''
           else 'Not said when it was brought in, so taken from the legal basis. To be checked at the next review.' end
 where category in (7, 8);
set constraints all immediate;

-- Direct care is between those who treat the person; under it "every party" means those alone.
create function sharing_cares(kind text) returns boolean language sql immutable parallel safe
    begin atomic select kind in ('drug_treatment', 'health', 'mental_health'); end;
revoke execute on function sharing_cares(text) from public;
grant execute on function sharing_cares(text) to ppo_keeper, ppo_app;

create or replace function sharing_rule_is_lawful() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
    if new.from_agency_id is not null and new.to_agency_id is not null
       and not sharing_basis_allows(new.basis, new.from_agency_id, new.to_agency_id, new.category) then
        raise exception 'the basis % does not let this pass between these agencies', new.basis
            using errcode = 'check_violation', constraint = 'agreement_rule_basis_allows';
    end if;
    if new.confidentiality = 'direct_care' and exists (
        select from sharing_agency a where a.id in (new.from_agency_id, new.to_agency_id) and not sharing_cares(a.kind)) then
        raise exception 'direct care does not let this pass to or from an agency that treats nobody'
            using errcode = 'check_violation', constraint = 'agreement_rule_direct_care';
    end if;
    return null;
end $$;

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
     where f.agency_id <> t.agency_id and a.starts_on is distinct from a.ends_on and not a.draft
       and (r.confidentiality <> 'direct_care' or sharing_cares(f.kind) and sharing_cares(t.kind))
       and exists (select from sharing_lawfulpair p
                    where p.basis = r.basis and p.giver = f.kind and p.category = r.category
                      and (p.receiver = t.kind or (r.basis = 'cda115' and p.receiver = t.acting_for)));
end;
reset role;
