-- Rows that were there before get the transaction of their line: the first signature of an agreement that of its first line
-- about a signature, and so on. The keeper alone may read the ledger's lines of everyone.
grant select, update (transaction) on sharing_signature, sharing_agreementdocument to ppo_keeper;
set local role ppo_keeper;
with line as (
    select transaction, subject, row_number() over (partition by subject order by id) as place
      from sharing_ledgerentry
     where subject like 'sharing.agreement:%' and event = 'agreement_sign'),
signed as (
    select s.id, 'sharing.agreement:' || a.key as subject, row_number() over (partition by a.id order by s.id) as place
      from sharing_signature s join sharing_agreement a on a.id = s.agreement_id)
update sharing_signature s set transaction = line.transaction
  from signed join line using (subject, place) where s.id = signed.id;
with line as (
    select transaction, subject, row_number() over (partition by subject order by id) as place
      from sharing_ledgerentry where subject like 'sharing.agreement:%' and event = 'agreement_document_add'),
document as (
    select d.id, 'sharing.agreement:' || a.key as subject, row_number() over (partition by a.id order by d.id) as place
      from sharing_agreementdocument d join sharing_agreement a on a.id = d.agreement_id)
update sharing_agreementdocument d set transaction = line.transaction
  from document join line using (subject, place) where d.id = document.id;
reset role;
revoke select, update on sharing_signature, sharing_agreementdocument from ppo_keeper;
