-- The scheme whose requests, retention and disposals the viewer runs or confirms; none for everybody else.
create function sharing_viewer_office() returns bigint language sql stable security definer parallel safe
    begin atomic
        select a.scheme_id from sharing_viewer v join sharing_capacity c on c.id = v.id join sharing_agency a on a.id = v.agency_id
         where c.role in ('governance', 'chair');
    end;
alter function sharing_viewer_office() owner to ppo_keeper;
set local role ppo_keeper;
revoke execute on function sharing_viewer_office() from public;
grant execute on function sharing_viewer_office() to ppo_app, ppo_owner;
reset role;
