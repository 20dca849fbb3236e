from django.db import migrations

from sharing import walls
from sharing.policy import Category, Level

# A known word stays while a name holds it. `skip locked` leaves a word alone that another transaction is about to use: its
# insert of the name holds the word's row by the foreign key. Not valid: names from before are known from their next refresh on.
FORGET = """
alter table casework_searchname add constraint search_name_known foreign key (word) references casework_knownword not valid;
alter table casework_searchalias add constraint search_alias_known foreign key (word) references casework_knownword not valid;
create function casework_forget_words() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    delete from casework_knownword where word in (
        select k.word from casework_knownword k
         where k.word in (select word from old_rows)
           and not exists (select from casework_searchname n where n.word = k.word)
           and not exists (select from casework_searchalias a where a.word = k.word)
           for update skip locked);
    return null;
end $$;
create trigger forget_words after delete on casework_searchname referencing old table as old_rows
    for each statement execute function casework_forget_words();
create trigger forget_words after delete on casework_searchalias referencing old table as old_rows
    for each statement execute function casework_forget_words();
grant select, update, delete on casework_knownword to ppo_keeper;
revoke execute on function casework_forget_words() from public;
alter function casework_forget_words() owner to ppo_keeper;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_search_slips"), ("sharing", "0003_walls")]

    operations = [
        walls.protect_facts("casework_searchnamepair"),
        walls.protect("casework_searchaliaspair", category=Category.IDENTITY, level=Level.FULL, holds=False),
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
    ]
