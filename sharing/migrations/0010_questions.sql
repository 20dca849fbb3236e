-- What is shared once stands on a basis that allows it between these two agencies, or it cannot be saved.

create function sharing_disclosure_is_lawful() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
    if not sharing_basis_allows(new.basis, new.owner_id, new.to_agency_id, new.category) then
        raise exception 'the basis % does not let this pass between these agencies', new.basis
            using errcode = 'check_violation', constraint = 'disclosure_basis_allows';
    end if;
    return null;
end $$;
create constraint trigger disclosure_basis_allows after insert or update of basis, owner_id, to_agency_id, category
    on sharing_disclosure for each row execute function sharing_disclosure_is_lawful();
