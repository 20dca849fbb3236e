-- Disposal. The one way in which rows and their history are removed, and it takes two people: the function looks at the
-- proposal, at who is signed in and at the holds by itself, so that no statement of the application can do without them.

-- Tables about a person: those with the person's id in a column, `casework_person` aside. `versioned`: a history.
create function sharing_person_tables() returns table (name text, owned boolean, versioned boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
    select c.relname::text,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped),
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'pgh_obj_id' and not a.attisdropped)
      from pg_class c
      join pg_attribute p on p.attrelid = c.oid and p.attname = 'person_id' and not p.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('sharing_listrow', 'sharing_holding', 'sharing_disposal')
     order by 1;
$$;

-- Whether agencies other than this one hold something about the person; histories and what is compiled do not count.
create function sharing_held_by_others(person bigint, agency bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare t record; found boolean;
begin
    for t in select name from sharing_person_tables() where owned and not versioned loop
        execute format('select exists (select from %I where person_id = $1 and owner_id <> $2)', t.name)
            into found using person, agency;
        if found then return true; end if;
    end loop;
    return false;
end $$;

create function sharing_dispose(disposal bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    d sharing_disposal; me sharing_viewer; t record; child record; told text[]; found text[]; entirely boolean;
    removed jsonb := '{}'; files text[] := '{}'; number bigint; rows_of text; mine text;
begin
    select * into d from sharing_disposal where id = disposal;
    select * into me from sharing_viewer;
    if d.id is null or d.state <> 'proposed' then
        raise exception 'this disposal does not wait for anybody' using errcode = 'check_violation';
    end if;
    if me.id is null or d.scheme_id is distinct from sharing_viewer_office() then
        raise exception 'a disposal is confirmed by its own scheme' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from sharing_capacity c where c.id = d.proposed_by_id and c.user_id = me.user_id) then
        raise exception 'a disposal takes a second person' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from sharing_legalhold h where h.person_id = d.person_id and h.ended_on is null
                  and (h.agency_id is null or h.agency_id = d.agency_id)) then
        raise exception 'a legal hold stops this disposal' using errcode = 'check_violation';
    end if;
    entirely := not sharing_held_by_others(d.person_id, d.agency_id)
        and not exists (select from sharing_legalhold h where h.person_id = d.person_id and h.ended_on is null);

    -- History is append-only for everybody else, and removing a row would write one more version of it.
    perform set_config('pgtrigger.ignore', (select coalesce(array_agg(distinct tgname::text), '{}')::text from pg_trigger
                                             where tgname like 'pgtrigger\_%'), true);
    for t in select * from sharing_person_tables() order by versioned, name loop
        if entirely then mine := 'person_id = $1 and $2 is not null';
        elsif t.owned then mine := 'person_id = $1 and owner_id = $2';
        elsif t.name = 'sharing_answer' then  -- its own, and those to what it asked
            mine := 'person_id = $1 and (agency_id = $2 or question_id in (select q.id from sharing_question q'
                 || ' where q.person_id = $1 and q.agency_id = $2))';
        elsif t.name ~ '^sharing_(itemdecision|question|requestpart|retentionreview)(version)?$' then
            mine := 'person_id = $1 and agency_id = $2';
        else continue;
        end if;
        -- Files that the rows name, to be taken from storage once this is committed.
        if not t.versioned then
            for child in select a.attname from pg_attribute a where a.attrelid = t.name::regclass and not a.attisdropped
                            and (a.attname = 'file' or a.attname like '%\_file') loop
                execute format('select coalesce(array_agg(%I) filter (where %I <> %L), %L) from %I where %s',
                               child.attname, child.attname, '', '{}', t.name, mine) into found using d.person_id, d.agency_id;
                files := files || found;
            end loop;
            -- What only says something about such a row, as a table between two others does.
            for child in select f.conrelid::regclass::text as name, a.attname as key, b.attname as refers
                           from pg_constraint f
                           join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
                           join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
                          where f.contype = 'f' and f.confrelid = t.name::regclass and f.confdeltype = 'a'
                            and not exists (select from pg_attribute p where p.attrelid = f.conrelid
                                               and p.attname = 'person_id' and not p.attisdropped) loop
                execute format('delete from %s where %I in (select %I from %I where %s)',
                               child.name, child.key, child.refers, t.name, mine) using d.person_id, d.agency_id;
            end loop;
        end if;
        execute format('delete from %I where %s', t.name, mine) using d.person_id, d.agency_id;
        get diagnostics number = row_count;
        if number > 0 then removed := removed || jsonb_build_object(t.name, number); end if;
    end loop;
    delete from sharing_disposalversion v where v.pgh_obj_id = d.id or entirely and v.person_id = d.person_id;
    if entirely then
        delete from sharing_disposal x where x.person_id = d.person_id and x.id <> d.id;
        delete from sharing_listrow where person_id = d.person_id;
        delete from sharing_holding where person_id = d.person_id;
        delete from casework_personversion where pgh_obj_id = d.person_id;
        delete from casework_person where id = d.person_id;
        removed := removed || '{"casework_person": 1}';
    end if;
    perform set_config('pgtrigger.ignore', '{}', true);
    return jsonb_build_object('removed', removed, 'whole', entirely, 'files', to_jsonb(files));
end $$;

-- Tables that were walled before disposal was thought of; later ones get the right with their walls.
do $$
declare t text;
begin
    for t in select c.oid::regclass::text from pg_class c join pg_policies p on p.tablename = c.relname
              where p.policyname = 'keeper' and p.schemaname = 'public' loop
        execute format('grant select, delete on %s to ppo_keeper', t);
    end loop;
end $$;

alter function sharing_person_tables() owner to ppo_keeper;
alter function sharing_held_by_others(bigint, bigint) owner to ppo_keeper;
alter function sharing_dispose(bigint) owner to ppo_keeper;
set local role ppo_keeper;
revoke execute on function sharing_person_tables(), sharing_held_by_others(bigint, bigint), sharing_dispose(bigint) from public;
grant execute on function sharing_dispose(bigint) to ppo_app;
reset role;
